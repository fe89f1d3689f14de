package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.watch.Timeline.COLD;
import static org.campussentry.ingest.watch.Timeline.ROOM;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.DayCoverage;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.coverage.ExpectationStore;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.PointId;
import org.junit.jupiter.api.Test;

/** The rule for low coverage over the real account of a day, with a clock that is moved. */
class LowCoverageTest {
  private static final long HOUR = 3600;
  private static final String AREA = "main/canteen-1/cold-store";

  private static final RuleBook RULES =
      new RuleBook(
          List.of(
              rule("gaps", 900),
              Timeline.rule(
                  "silent",
                  "*",
                  "**",
                  new Rule.NoData(Duration.ofSeconds(60)),
                  0,
                  Severity.WARNING),
              Timeline.rule(
                  "lost",
                  "*",
                  "**",
                  new Rule.GatewaySilent(Duration.ofSeconds(90)),
                  0,
                  Severity.WARNING)));

  private final Timeline time = new Timeline(RULES);
  private final Campus campus =
      new Campus(
          ZoneOffset.UTC, Map.of(), Map.of(), Map.of("gw", new Campus.Gateway("main", "gw", "gw")));
  private final Expectations expectations = new Expectations(campus, new Kept());
  private final Map<String, DayCounts> counts = new HashMap<>();
  private long second;

  LowCoverageTest() {
    expectations.onCatalog(
        new Catalog(
            "main",
            "gw",
            "h",
            List.of(
                Timeline.point(COLD, "canteen-1/cold-store", 5000, false),
                Timeline.point(ROOM, "dorm-1/room", 5000, false))),
        time.now());
  }

  private static Rule rule(String id, long holdSeconds) {
    Limit below = new Limit.Threshold(Limit.Direction.BELOW, 95, 1);
    return Timeline.rule(id, "*", "**", new Rule.Coverage(below), holdSeconds, Severity.WARNING);
  }

  /** Where expectations are kept; nothing is read from it here. */
  private static final class Kept implements ExpectationStore {
    @Override
    public List<Expectation> all() {
      return List.of();
    }

    @Override
    public void save(List<Expectation> changed) {}
  }

  /** Lets time pass; of twenty readings of the cold store so many come, of the room all. */
  private LowCoverageTest until(long to, int ofTwenty) {
    while (second < to) {
      second += 5;
      time.at(second);
      boolean speaks = second / 5 % 20 < ofTwenty;
      if (speaks) {
        count(COLD);
        time.says(COLD, 4);
      }
      count(ROOM);
      time.says(ROOM, 21);
      if (second % 15 == 0) {
        account();
      }
    }
    return this;
  }

  private void count(PointId point) {
    CampusDay day = CampusDay.containing(time.now(), ZoneOffset.UTC);
    counts
        .computeIfAbsent(day.date() + "|" + point, k -> new DayCounts())
        .addMeasured((int) ((time.now() - day.startMs()) / 3_600_000), 1);
  }

  private void account() {
    CampusDay today = CampusDay.containing(time.now(), ZoneOffset.UTC);
    DayCoverage day =
        new Coverage(
                campus,
                expectations,
                date -> {
                  Map<PointId, DayCounts> of = new HashMap<>();
                  for (PointId point : List.of(COLD, ROOM)) {
                    of.put(point, counts.getOrDefault(date + "|" + point, new DayCounts()));
                  }
                  return of;
                })
            .of(today.date(), time.now());
    List<PointCoverage> list = new ArrayList<>();
    day.points()
        .forEach(p -> list.add(new PointCoverage(p.point(), p.expected().get(), p.covered())));
    time.watch().onCoverage(list, time.now());
  }

  private List<String> told() {
    return time.told.stream().filter(t -> t.contains(" gaps ") && !t.contains("UPDATED")).toList();
  }

  @Test
  void what_comes_and_goes_is_one_alert_of_its_area_with_value_limit_and_since() {
    until(3 * HOUR, 18);
    assertThat(told()).hasSize(2);
    assertThat(told().get(0)).contains("PENDING gaps " + AREA);
    assertThat(told().get(1)).contains("ACTIVATED gaps " + AREA);
    long pending = Long.parseLong(told().get(0).substring(0, told().get(0).indexOf(" ")));
    assertThat(pending).as("not judged before there is an hour").isBetween(HOUR, HOUR + 30);
    Alert alert = time.watch().openAlerts().get(0);
    assertThat(alert.kind()).isEqualTo(Alert.Kind.COVERAGE);
    assertThat(alert.value().orElseThrow()).isBetween(88.0, 91.0);
    assertThat(alert.limit()).hasValue(95);
    assertThat(alert.since()).isEqualTo(time.start() + pending * 1000);
    assertThat(alert.area()).isEqualTo("canteen-1/cold-store");
    assertThat(alert.unit() + alert.site()).isEqualTo("%main");
  }

  @Test
  void a_campus_that_has_just_begun_lacks_nothing_of_the_hours_before() {
    until(2 * HOUR, 20);
    assertThat(time.now() / 1000 % 86_400).as("the day is older").isGreaterThan(4 * HOUR);
    assertThat(told()).isEmpty();
  }

  @Test
  void what_is_silent_is_not_told_twice_and_counts_when_it_speaks_again() {
    until(2 * HOUR, 20);
    until(4 * HOUR, 0);
    assertThat(time.told("ACTIVATED")).hasSize(1).allMatch(t -> t.contains("silent " + COLD));
    assertThat(told()).isEmpty();
    time.watch().close(time.watch().openAlerts().get(0).id(), "admin", "noted", time.now());
    until(4 * HOUR + 1800, 0);
    assertThat(told()).as("closed, and still silent").isEmpty();
    until(5 * HOUR, 20);
    assertThat(told()).hasSize(2);
  }

  @Test
  void a_restart_tells_nothing_again_and_waits_for_what_was_kept() {
    until(2 * HOUR, 18);
    assertThat(told()).hasSize(2);
    time.restart();
    until(3 * HOUR, 18);
    assertThat(told()).as("still the same alert").hasSize(2);
    until(14 * HOUR, 20);
    assertThat(told()).hasSize(3);
    assertThat(told().get(2)).contains("RECOVERED gaps");
  }

  @Test
  void after_a_start_it_judges_when_the_gateways_had_time_to_send_what_they_kept() {
    until(HOUR - 60, 18);
    time.restart();
    until(HOUR + 500, 18);
    assertThat(told()).isEmpty();
    until(HOUR + 700, 18);
    assertThat(told()).hasSize(1).allMatch(t -> t.contains("PENDING"));
  }

  @Test
  void midnight_neither_ends_an_alert_nor_begins_one() {
    long midnight = (86_400_000 - time.now() % 86_400_000) / 1000;
    until(midnight - 2 * HOUR, 18);
    List<String> before = told();
    until(midnight + HOUR - 60, 20);
    assertThat(told()).isEqualTo(before);
    until(midnight + HOUR + 60, 20);
    assertThat(told()).hasSize(before.size() + 1);
    assertThat(told().get(before.size())).contains("RECOVERED gaps");
  }

  @Test
  void without_its_rule_the_alert_ends() {
    until(2 * HOUR, 18);
    time.restart(RULES.with(List.of()));
    until(2 * HOUR + 700, 18);
    assertThat(told()).hasSize(3);
    assertThat(time.watch().openAlerts()).isEmpty();
  }
}
