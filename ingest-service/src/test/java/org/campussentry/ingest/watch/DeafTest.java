package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A line to the broker that goes and comes, with forty gateways at two sites and a third site that
 * lists none; each gateway has one point that speaks every five seconds while the line is there.
 */
class DeafTest {
  private static final long START = 1_760_000_000_000L;
  private static final Rule DEAF =
      Timeline.rule(
          "deaf", "*", "**", new Rule.BrokerSilent(Duration.ofSeconds(90)), 0, Severity.CRITICAL);
  private static final RuleBook RULES =
      new RuleBook(Stream.concat(Timeline.RULES.all().stream(), Stream.of(DEAF)).toList());

  private final List<String> gateways =
      IntStream.range(0, 40).mapToObj(i -> "gw-%02d".formatted(i)).toList();
  private final MemoryAlertStore store = new MemoryAlertStore();
  private final List<String> told = new ArrayList<>();

  /** Those that say nothing, whatever the line is. */
  private final Set<String> dead = new HashSet<>();

  private final Map<String, Double> values = new HashMap<>();
  private RuleBook rules = RULES;
  private Watch watch;
  private long now = START;
  private boolean line = true;

  @BeforeEach
  void begin() {
    Map<String, Campus.Gateway> expected = new HashMap<>();
    gateways.forEach(g -> expected.put(g, new Campus.Gateway(siteOf(g), g, g)));
    Map<String, Campus.Site> sites = new HashMap<>();
    Stream.of("east", "west", "planned")
        .forEach(s -> sites.put(s, new Campus.Site(s, s, Map.of())));
    watch =
        new Watch(
            new Campus(ZoneOffset.UTC, sites, Map.of(), expected),
            rules,
            OutOfService.NOTHING,
            store,
            (alert, change) ->
                told.add(
                    "%d %s %s %s"
                        .formatted((now - START) / 1000, change, alert.rule(), alert.source())),
            now);
    gateways.forEach(
        g ->
            watch.onCatalog(
                new Catalog(
                    siteOf(g),
                    g,
                    "h",
                    List.of(Timeline.point(cold(g), "canteen-1/cold-store", 5_000, false))),
                now));
  }

  private static PointId cold(String gateway) {
    return new PointId(gateway, "cold1.temperature");
  }

  private static String siteOf(String gateway) {
    return Integer.parseInt(gateway.substring(3)) % 2 == 0 ? "east" : "west";
  }

  /** Time passes, with a tick a second. */
  private void until(long second) {
    while (now < START + second * 1000) {
      now += 1000;
      watch.onLine(line, now);
      watch.onTick(now);
      if (line && now % 5_000 == 0) {
        gateways.stream().filter(g -> !dead.contains(g)).forEach(this::speak);
      }
    }
  }

  private void speak(String gateway) {
    watch.onHeard(siteOf(gateway), gateway, now);
    double value = values.getOrDefault(gateway, 4.0);
    watch.onReadings(
        siteOf(gateway), List.of(new Reading.Measured(cold(gateway), now, value)), now);
  }

  /** What was told since it was asked last. */
  private List<String> told() {
    List<String> since = told.stream().sorted().toList();
    told.clear();
    return since;
  }

  @Test
  void forty_gateways_behind_one_broker_are_one_alert_a_site() {
    until(300);
    line = false;
    until(391);
    assertThat(told()).as("not before its time").isEmpty();
    until(900);
    assertThat(told()).containsExactly("392 ACTIVATED deaf east", "392 ACTIVATED deaf west");
    assertThat(watch.isDeaf()).isTrue();
    assertThat(watch.openAlerts())
        .allMatch(a -> a.kind() == Alert.Kind.BROKER && a.since() == START + 301_000);

    line = true;
    until(1_300);
    assertThat(told()).containsExactly("901 RECOVERED deaf east", "901 RECOVERED deaf west");
    assertThat(watch.isDeaf()).isFalse();
  }

  @Test
  void who_stays_silent_when_the_line_is_back_has_its_whole_time_from_then() {
    until(300);
    line = false;
    until(900);
    line = true;
    dead.add("gw-07");
    told.clear();
    until(991);
    assertThat(told()).containsExactly("901 RECOVERED deaf east", "901 RECOVERED deaf west");
    until(1_200);
    assertThat(told()).containsExactly("992 ACTIVATED lost gw-07");
  }

  @Test
  void a_point_that_stays_silent_when_its_gateway_is_back_has_its_whole_time_too() {
    until(300);
    line = false;
    until(900);
    line = true;
    dead.add("gw-07");
    told.clear();
    while (now < START + 1_000_000) {
      until((now - START) / 1000 + 5);
      watch.onHeard("west", "gw-07", now);
    }
    assertThat(told().subList(0, 1)).containsExactly("901 RECOVERED deaf east");
    assertThat(watch.openAlerts()).singleElement().matches(a -> a.kind() == Alert.Kind.NO_DATA);
    assertThat(watch.openAlerts().get(0).activeAt().orElseThrow())
        .isGreaterThan(START + (901 + 60) * 1000);
  }

  @Test
  void what_was_lost_or_closed_or_too_warm_before_stays_as_it_is() {
    until(60);
    dead.add("gw-01");
    dead.add("gw-03");
    values.put("gw-02", 9.0);
    until(700);
    Alert closed =
        watch.openAlerts().stream().filter(a -> a.source().equals("gw-03")).findAny().orElseThrow();
    watch.close(closed.id(), "admin", "网关已拆", now);
    told.clear();
    line = false;
    until(1_400);
    line = true;
    until(2_000);
    assertThat(told())
        .as("nothing of the lost one, of the dismantled one and of the warm store")
        .allMatch(line -> line.contains(" deaf "));
    assertThat(watch.openAlerts())
        .extracting(a -> a.rule() + " " + a.source())
        .containsExactlyInAnyOrder("lost gw-01", "cold " + cold("gw-02"));
    dead.clear();
    values.clear();
    until(2_100);
    assertThat(told())
        .containsExactly("2005 RECOVERED cold " + cold("gw-02"), "2006 RECOVERED lost gw-01");
  }

  @Test
  void restarts_while_deaf_neither_repeat_nor_forget_it() {
    until(300);
    line = false;
    until(450);
    told.clear();
    begin();
    until(700);
    assertThat(told()).isEmpty();
    assertThat(watch.openAlerts()).hasSize(2);
    line = true;
    until(1_000);
    assertThat(told()).containsExactly("701 RECOVERED deaf east", "701 RECOVERED deaf west");

    // Before anybody was told, the time begins anew.
    line = false;
    until(1_060);
    begin();
    until(1_150);
    assertThat(told()).isEmpty();
    until(1_200);
    assertThat(told()).containsExactly("1151 REOPENED deaf east", "1151 REOPENED deaf west");
  }

  @Test
  void a_start_without_a_broker_is_one_alert_a_site_too() {
    line = false;
    until(400);
    assertThat(told()).containsExactly("91 ACTIVATED deaf east", "91 ACTIVATED deaf west");
  }

  @Test
  void a_line_that_flickers_is_away_and_hides_no_lost_gateway() {
    until(300);
    dead.add("gw-07");
    for (long s = 300; s < 600; s += 30) {
      line = false;
      until(s + 5);
      line = true;
      until(s + 30);
    }
    assertThat(told())
        .as("away for five seconds of thirty")
        .singleElement()
        .asString()
        .contains("ACTIVATED lost gw-07");

    dead.clear();
    until(700);
    told.clear();
    for (long s = 700; s < 1_000; s += 10) {
      line = false;
      until(s + 6);
      line = true;
      until(s + 10);
    }
    assertThat(told())
        .filteredOn(t -> !t.contains("UPDATED"))
        .as("there for four seconds of ten: told, taken back, and told for the whole night")
        .containsExactly(
            "792 ACTIVATED deaf east",
            "792 ACTIVATED deaf west",
            "797 RECOVERED deaf east",
            "797 RECOVERED deaf west",
            "801 REOPENED deaf east",
            "801 REOPENED deaf west");
    until(1_700);
    assertThat(watch.openAlerts()).isEmpty();
  }

  @Test
  void a_person_may_close_it_and_is_not_called_again_in_that_outage() {
    until(300);
    line = false;
    until(450);
    told.clear();
    watch.openAlerts().forEach(a -> watch.close(a.id(), "admin", "知道了", now));
    assertThat(told()).hasSize(2).allMatch(t -> t.contains("CLOSED"));
    until(900);
    line = true;
    until(1_000);
    assertThat(told()).isEmpty();
    line = false;
    until(1_200);
    assertThat(told()).as("another outage").hasSize(2);
  }

  @Test
  void what_can_not_come_is_no_low_coverage() {
    Rule gaps =
        Timeline.rule(
            "gaps",
            "*",
            "**",
            new Rule.Coverage(new Limit.Threshold(Limit.Direction.BELOW, 95, 1)),
            0,
            Severity.WARNING);
    rules = new RuleBook(Stream.concat(RULES.all().stream(), Stream.of(gaps)).toList());
    begin();
    until(1_000);
    line = false;
    until(5_000);
    told.clear();
    List<PointCoverage> day =
        gateways.stream().map(g -> new PointCoverage(cold(g), 1_000, 200)).toList();
    watch.onCoverage(day, now);
    assertThat(told()).isEmpty();
    line = true;
    until(5_100);
    watch.onCoverage(day, now);
    assertThat(told()).contains("5100 ACTIVATED gaps main/canteen-1/cold-store");
  }

  @Test
  void without_the_rule_each_gateway_tells_of_it_and_an_open_alert_of_it_ends() {
    until(300);
    line = false;
    until(450);
    told.clear();
    rules = Timeline.RULES;
    begin();
    assertThat(told()).containsExactly("450 RECOVERED deaf east", "450 RECOVERED deaf west");
    until(700);
    assertThat(told()).hasSize(40).allMatch(t -> t.contains("ACTIVATED lost"));
  }
}
