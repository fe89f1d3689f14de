package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.campussentry.edge.Logged;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.ModbusTcp;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Profiles;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices that speak by themselves, with a scripted line and time that is moved. */
class ListenerTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Answer WARM = new Answer.Text("{\"temperature\":21.4,\"humidity\":55}");
  private static final Answer GONE = new Answer.Failure(Reason.TIMEOUT, "offline");

  private final MovedClock ticks = new MovedClock();
  private final Vertx vertx = Vertx.vertx();
  private final Logged logged = new Logged(BusAgent.class);
  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private final ScriptedLine line = new ScriptedLine();

  /** What is put into it waits to be taken. */
  private static final class ScriptedLine implements Line {
    private final ConcurrentLinkedQueue<Answer.Message> waiting = new ConcurrentLinkedQueue<>();
    private volatile Answer otherwise;
    private volatile boolean talkative;
    private volatile Runnable arrived = () -> {};

    void say(Instant at, Answer said) {
      waiting.add(new Answer.Message(at, said));
      arrived.run();
    }

    @Override
    public void listen(List<Request> requests, Runnable arrived) {
      this.arrived = arrived;
    }

    @Override
    public Answer ask(Request request) {
      var taken = new ArrayList<Answer.Message>();
      for (var next = waiting.poll(); next != null; next = waiting.poll()) {
        taken.add(next);
      }
      if (talkative) {
        taken.add(new Answer.Message(Instant.EPOCH, WARM));
      }
      return taken.isEmpty() && otherwise != null ? otherwise : new Answer.Messages(taken, 0);
    }

    @Override
    public void close() {}
  }

  private BusAgent listen(String profile, Address address, Duration every) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    var config = new DeviceConfig("dorm", "zigbee", address, profile, every, "dorm-3");
    var device = new Device(config, profiles.named(profile).orElseThrow());
    var bus = new ModbusTcp("scripted", "nowhere", 502, Duration.ofMillis(10), 0);
    var agent = new BusAgent(bus, line, List.of(device), ticks, readings::addAll);
    var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    vertx.deployVerticle(agent, worker).toCompletionStage().toCompletableFuture().join();
    return agent;
  }

  private BusAgent listenToThermometer(Duration every) {
    return listen("zigbee2mqtt-thermometer", new Address.Topic("dorm", List.of()), every);
  }

  private List<String> said() {
    return readings.stream()
        .map(
            reading ->
                reading.point().quantity()
                    + " "
                    + (reading instanceof Reading.Measured measured
                        ? measured.value().toPlainString()
                        : ((Reading.Unavailable) reading).reason().wire()))
        .toList();
  }

  private void awaitReadings(Predicate<List<String>> wanted) {
    await().atMost(Duration.ofSeconds(30)).until(() -> wanted.test(said()));
  }

  /** Lets periods pass until it is so. */
  private void passUntil(Predicate<List<String>> wanted) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              ticks.move(SHORT);
              return wanted.test(said());
            });
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    logged.close();
  }

  @Test
  void a_message_has_the_time_at_which_it_arrived_and_not_at_which_it_was_taken() {
    listenToThermometer(LONG);
    Instant arrived = ticks.instant();
    ticks.move(Duration.ofSeconds(7));
    line.say(arrived, WARM);
    awaitReadings(said -> said.size() == 2);
    assertThat(said()).containsExactly("temperature 21.4", "humidity 55");
    assertThat(readings).allMatch(reading -> reading.tick() == arrived.toEpochMilli());
  }

  @Test
  void two_people_in_one_millisecond_are_two() {
    listen("body-temperature-line", new Address.Alone(), LONG);
    Instant now = ticks.instant();
    line.say(now, new Answer.Text("36.5"));
    line.say(now, new Answer.Text("36.7"));
    line.say(now, new Answer.Failure(Reason.CHECKSUM, "damaged"));
    awaitReadings(said -> said.size() == 3);
    assertThat(said())
        .containsExactly(
            "body_temperature 36.5", "body_temperature 36.7", "body_temperature checksum");
    assertThat(readings.stream().map(Reading::tick).distinct()).hasSize(3);
  }

  @Test
  void a_period_in_which_nothing_was_said_is_told_and_one_in_which_something_was_is_not() {
    line.talkative = true;
    var agent = listenToThermometer(SHORT);
    passUntil(said -> said.size() >= 20);
    assertThat(said()).containsOnly("temperature 21.4", "humidity 55");
    assertThat(agent.health().counts().said()).isGreaterThanOrEqualTo(10);
    assertThat(agent.health().counts().silent()).isZero();
    line.talkative = false;
    passUntil(said -> said.contains("humidity timeout"));
    readings.clear();
    passUntil(said -> said.size() >= 8);
    assertThat(said())
        .as("a battery is heard of now and then")
        .containsOnly("temperature timeout", "humidity timeout");
    assertThat(agent.health().counts().silent()).isGreaterThanOrEqualTo(3);
    assertThat(agent.health().counts().polls()).isZero();
    assertThat(agent.health().devices().get(0).state()).isEqualTo(DeviceHealth.State.OFFLINE);
    assertThat(logged.lines())
        .singleElement()
        .asString()
        .contains("device dorm (topic dorm) is offline: it said nothing for 0 s");
    line.talkative = true;
    passUntil(said -> said.contains("temperature 21.4"));
    await().until(() -> logged.lines().size() == 2);
    assertThat(logged.lines().get(1)).contains("device dorm answers again");
  }

  @Test
  void who_says_that_it_goes_is_unavailable_at_once_and_at_each_due_time() {
    listenToThermometer(SHORT);
    line.say(ticks.instant(), GONE);
    awaitReadings(said -> said.size() == 2);
    assertThat(said()).containsExactly("temperature timeout", "humidity timeout");
    line.otherwise = (Answer.Failure) GONE;
    passUntil(said -> said.size() >= 8);
    assertThat(said()).containsOnly("temperature timeout", "humidity timeout");
  }

  @Test
  void a_line_that_is_away_is_a_timeout_for_which_no_device_is_blamed() {
    line.otherwise = new Answer.Away("not connected");
    listenToThermometer(SHORT);
    passUntil(said -> said.size() >= 10);
    assertThat(said()).containsOnly("temperature timeout", "humidity timeout");
    assertThat(logged.lines()).isEmpty();
  }

  @Test
  void nobody_is_expected_at_an_entrance() {
    listen("body-temperature-line", new Address.Alone(), SHORT);
    for (int period = 0; period < 20; period++) {
      ticks.move(SHORT);
    }
    line.say(ticks.instant(), new Answer.Text("36.5"));
    awaitReadings(said -> !said.isEmpty());
    assertThat(said()).containsExactly("body_temperature 36.5");
    assertThat(logged.lines()).isEmpty();
  }
}
