package org.campussentry.ingest.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.campussentry.ingest.timeline.PlayedGateway.Sensor;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A timeline on the real service: {@link #at} moves the clock, the verbs after it say what happens
 * then and who is called. The gateway {@code gw-a}, and others if there are, says every half minute
 * what its sensors measure, and the service has taken that in before time moves on.
 *
 * <p>Who is called has to be said: a call that nobody expected fails the story at its next time.
 */
final class Story implements AutoCloseable {
  static final Sensor COLD = new Sensor("cold1.temperature", "canteen-1/cold-store", "Cel", 1);
  static final Sensor DAMP = new Sensor("cold1.humidity", "canteen-1/cold-store", "%RH", 1);

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate EVENING = LocalDate.of(2026, 11, 27);
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int BELLS = 9;

  private final MovedClock clock;
  private final Instant began;
  private final Phones phones;
  private final Stage stage;
  private final List<PlayedGateway> gateways;
  private final PlayedGateway tower;

  /** Calls that the story has not told of yet. */
  private final List<Phones.Heard> untold = new ArrayList<>();

  private int heard;
  private int rung;
  private int moves;
  private int awayAtMove;
  private boolean away;
  private boolean spoken;

  /** Begins with two sensors of a cold store; all are well. */
  Story(Path folder, String store, String begin) throws Exception {
    this(folder, store, begin, List.of(COLD, DAMP));
  }

  /** Each gateway has these sensors; others come beside {@code gw-a}. */
  Story(Path folder, String store, String begin, List<Sensor> sensors, String... others)
      throws Exception {
    List<String> names = Stream.concat(Stream.of("gw-a"), Stream.of(others)).toList();
    clock = new MovedClock(EVENING.atTime(LocalTime.parse(begin)).atZone(ZONE).toInstant(), ZONE);
    phones = new Phones(clock);
    stage = new Stage(folder, store, phones.url(), names, clock);
    gateways =
        names.stream()
            .map(name -> new PlayedGateway(stage.brokerUrl(), "main", name, sensors))
            .toList();
    tower =
        new PlayedGateway(
            stage.brokerUrl(),
            "tower",
            "gw-tower",
            IntStream.rangeClosed(1, BELLS).mapToObj(Story::bell).toList());
    began = clock.instant();
    begin(sensors);
  }

  private static Sensor bell(int number) {
    return new Sensor("bell" + number + ".ring", "bell", "1", 1);
  }

  private void begin(List<Sensor> sensors) throws MqttException {
    int points = gateways.size() * sensors.size() + BELLS;
    for (PlayedGateway gateway : gateways) {
      sensors.forEach(s -> gateway.measures(s.id(), 4));
      gateway.begin(clock.millis());
    }
    tower.begin(clock.millis());
    until().until(() -> stage.get("/api/v1/points").path("points").size() == points);
  }

  private static ConditionFactory until() {
    return await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  /** The service is stopped before the nth move of the clock, and started again after it. */
  Story restartedAtMove(int n) {
    awayAtMove = n;
    return this;
  }

  /** Moves the clock to the next such time. */
  Story at(String time) {
    speak();
    nothingUntold();
    moves++;
    boolean restarts = moves == awayAtMove;
    if (restarts) {
      stage.stopService();
      away = true;
    }
    Instant target = next(LocalTime.parse(time));
    for (Instant tick = nextTick(); tick.isBefore(target); tick = nextTick()) {
      clock.moveTo(tick);
      gateways.forEach(this::speak);
    }
    clock.moveTo(target);
    spoken = false;
    if (restarts) {
      stage.startService();
      away = false;
      gateways.forEach(this::awaitTaken);
    }
    return this;
  }

  private Instant next(LocalTime time) {
    ZonedDateTime now = clock.instant().atZone(ZONE);
    ZonedDateTime today = now.with(time);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  private LocalTime time() {
    return clock.instant().atZone(ZONE).toLocalTime();
  }

  private Instant nextTick() {
    long ticks = clock.millis() / PlayedGateway.TICK_MS + 1;
    return Instant.ofEpochMilli(ticks * PlayedGateway.TICK_MS);
  }

  /** What the gateways say at this time, if the story has not changed it first. */
  private void speak() {
    if (!spoken) {
      spoken = true;
      gateways.forEach(this::speak);
    }
  }

  private void speak(PlayedGateway who) {
    who.speak(clock.millis());
    if (!away) {
      awaitTaken(who);
    }
  }

  /** What the broker took, the service has. */
  private void awaitTaken(PlayedGateway who) {
    who.said()
        .ifPresent(
            said ->
                until()
                    .until(
                        () ->
                            Stage.timeOf(stage.get("/api/v1/points/" + said.point()).path("time"))
                                >= said.at()));
  }

  /** From now on the sensors measure this. */
  Story measured(double value, Sensor... sensors) {
    return happens(() -> each(sensors, (g, s) -> g.measures(s.id(), value)));
  }

  /** From now on the gateway has no answer of these sensors, and says so. */
  Story timesOut(Sensor... sensors) {
    return happens(() -> each(sensors, (g, s) -> g.timesOut(s.id())));
  }

  /** From now on the gateway says nothing of these sensors. */
  Story fallsSilent(Sensor... sensors) {
    return happens(() -> each(sensors, (g, s) -> g.fallsSilent(s.id())));
  }

  private void each(Sensor[] sensors, BiConsumer<PlayedGateway, Sensor> does) {
    gateways.forEach(g -> Arrays.asList(sensors).forEach(s -> does.accept(g, s)));
  }

  private Story happens(Runnable change) {
    if (spoken) {
      throw new IllegalStateException("what changes in the world comes first at a time");
    }
    change.run();
    speak();
    return this;
  }

  /** What else happens then, once the gateway has spoken. */
  Story and(Runnable happens) {
    speak();
    happens.run();
    return this;
  }

  /** These are called about an active alert of that rule, now, and each once. */
  Story calls(String rule, String... persons) {
    return told(rule, "active", persons);
  }

  /** These are told that it is over, now, and each once. */
  Story tellsOver(String rule, String... persons) {
    return told(rule, "recovered", persons);
  }

  private Story told(String rule, String state, String... persons) {
    speak();
    List<String> wanted = Arrays.stream(persons).sorted().toList();
    until()
        .alias(time() + " " + state + " of " + rule)
        .untilAsserted(
            () -> {
              hear();
              List<Phones.Heard> such = untold.stream().filter(h -> h.says(rule, state)).toList();
              assertThat(such)
                  .extracting(h -> h.text("person"))
                  .as("heard and not told: %s", untold)
                  .containsExactlyInAnyOrderElementsOf(wanted);
              assertThat(such)
                  .as("not before its time, %s", time())
                  .allMatch(h -> h.at() == clock.millis());
            });
    untold.removeIf(h -> h.says(rule, state));
    return this;
  }

  private void hear() {
    List<Phones.Heard> all = phones.heard();
    all.subList(heard, all.size()).stream()
        .filter(h -> !h.text("rule").equals("bell"))
        .forEach(untold::add);
    heard = all.size();
  }

  /** Whatever is due by now has been told, and the story knows of it. */
  Story callsNobodyElse() {
    speak();
    ring();
    nothingUntold();
    return this;
  }

  private void nothingUntold() {
    hear();
    assertThat(untold).as("nobody else is called by %s", time()).isEmpty();
  }

  /**
   * The bell rings once when a tick of the watch, and again when a round of the duty desk has come
   * after now. Both have looked at all other alerts, too; then what they asked for has to be sent.
   * Takes two seconds of the clock.
   */
  private void ring() {
    rung++;
    tower.measures("bell" + rung + ".ring", 1);
    speak(tower);
    tower.fallsSilent("bell" + rung + ".ring");
    for (int second = 1; second <= 2; second++) {
      clock.moveTo(clock.instant().plusSeconds(1));
      int calls = 2 * (rung - 1) + second;
      until()
          .until(
              () -> phones.heard().stream().filter(h -> h.says("bell", "active")).count() == calls);
    }
    until().until(this::nothingWaits);
  }

  private boolean nothingWaits() {
    for (JsonNode alert : stage.get("/api/v1/alerts").path("alerts")) {
      JsonNode deliveries =
          stage.get("/api/v1/alerts/" + alert.path("id").asText()).path("deliveries");
      for (JsonNode delivery : deliveries) {
        if (!delivery.path("state").asText().equals("sent")) {
          return false;
        }
      }
    }
    return true;
  }

  /** That person acknowledges by the link of the last message that came. */
  Story acknowledges(String person) {
    speak();
    Phones.Heard last =
        phones.heard().stream()
            .filter(h -> h.text("person").equals(person))
            .reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError(person + " heard of nothing"));
    stage.press(URI.create(last.text("acknowledge")).getPath());
    return this;
  }

  Story closes(String rule, String note) {
    speak();
    stage.post("/api/v1/alerts/" + alert(rule) + "/close", "{\"note\":\"" + note + "\"}");
    return this;
  }

  /** The id of the alert of which somebody was told first. */
  String alert(String rule) {
    return phones.heard().stream()
        .filter(h -> h.text("rule").equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody heard of " + rule))
        .text("alert");
  }

  /** The API's answer about that alert. */
  JsonNode answer(String rule) {
    return stage.get("/api/v1/alerts/" + alert(rule));
  }

  /** What is active at the campus now. */
  List<JsonNode> active() {
    List<JsonNode> active = new ArrayList<>();
    stage.get("/api/v1/alerts?state=active").path("alerts").forEach(active::add);
    active.removeIf(a -> a.path("rule").asText().equals("bell"));
    return active;
  }

  /** What the service says of the gateways of the main site. */
  Set<String> gatewayStates() {
    return stage.gatewayStates("main");
  }

  /** The hand-over of the change of shift that has just been; it is opened within seconds. */
  JsonNode handover(String from, String to) {
    JsonNode handover = until().until(this::unsigned, all -> !all.isEmpty()).get(0);
    assertThat(handover.at("/outgoing/id").asText()).isEqualTo(from);
    assertThat(handover.at("/incoming/id").asText()).isEqualTo(to);
    return handover;
  }

  /** Hand-overs of this story's changes of shift that somebody has to sign yet. */
  List<JsonNode> unsigned() {
    List<JsonNode> unsigned = new ArrayList<>();
    stage
        .get("/api/v1/duty/handovers?unsigned=true")
        .path("handovers")
        .forEach(
            h -> {
              if (Stage.timeOf(h.path("changed")) > began.toEpochMilli()) {
                unsigned.add(h);
              }
            });
    return unsigned;
  }

  /** That officer signs it with the own PIN. */
  Story signs(JsonNode handover, String officer) {
    speak();
    stage.post(
        "/api/v1/duty/handovers/" + handover.path("id").asText() + "/sign",
        "{\"person\":\"%s\",\"pin\":\"%s\"}".formatted(officer, Stage.PIN));
    return this;
  }

  /** How many readings of a sensor the store has from the beginning until now. */
  int stored(Sensor sensor) {
    String path =
        "/api/v1/points/gw-a:%s/readings?from=%s&to=%s"
            .formatted(sensor.id(), began, clock.instant().plusSeconds(1));
    return stage.get(path).path("readings").size();
  }

  /** The broker goes, and the watch has seen it before time moves on. */
  Story brokerGoes() {
    return and(stage.broker()::stop).and(() -> until().until(stage::isDeaf));
  }

  /** The broker is back, and so is the service's line to it. */
  Story brokerReturns() {
    return and(stage.broker()::start).and(() -> until().until(() -> !stage.isDeaf()));
  }

  @Override
  public void close() throws IOException {
    gateways.forEach(PlayedGateway::close);
    tower.close();
    stage.close();
    phones.close();
  }
}
