package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.campussentry.edge.Logged;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.ModbusTcp;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.poll.DeviceHealth.State;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agent counts, and what happens when polling fails in a way that nobody foresaw. */
class BusAgentTest {
  private static final Duration EVERY = Duration.ofMillis(100);

  private final MovedClock ticks = new MovedClock();
  private final Vertx vertx = Vertx.vertx();
  private final Logged logged = new Logged(BusAgent.class);
  private final List<Reading> readings = new CopyOnWriteArrayList<>();

  /** Only for its name: the line is scripted. */
  private static final Bus BUS =
      new ModbusTcp("scripted", "nowhere", 502, Duration.ofMillis(10), 0);

  private record ScriptedLine(Supplier<Answer> script) implements Line {
    @Override
    public Answer ask(Request request) {
      return script.get();
    }

    @Override
    public void close() {}
  }

  private BusAgent poll(Supplier<Answer> script) {
    var agent =
        new BusAgent(
            BUS,
            new ScriptedLine(script),
            List.of(RotaTest.device("cold1", EVERY)),
            ticks,
            readings::addAll);
    var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    vertx.deployVerticle(agent, worker).toCompletionStage().toCompletableFuture().join();
    return agent;
  }

  /** Moves time on by a period, again and again, until so many readings are there. */
  private void awaitReadings(int count) {
    moveUntil(() -> readings.size() >= count);
  }

  private static List<Reason> reasons(List<Reading> readings) {
    return readings.stream()
        .map(reading -> ((Reading.Unavailable) reading).reason())
        .distinct()
        .toList();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    logged.close();
  }

  @Test
  void a_bus_that_throws_is_polled_on_and_told_of_once_a_minute() {
    poll(
        () -> {
          throw new IllegalArgumentException("no such parity");
        });
    awaitReadings(6);
    assertThat(reasons(readings)).containsExactly(Reason.SENSOR_FAULT);
    assertThat(logged.lines())
        .singleElement()
        .asString()
        .startsWith(
            "ERROR bus scripted (nowhere:502): device cold1 cannot be read (no such parity).")
        .contains("cold1.temperature, cold1.humidity: unavailable", "`profile:`");
    ticks.move(Duration.ofMinutes(1));
    awaitReadings(readings.size() + 4);
    assertThat(logged.lines()).hasSize(2);
  }

  /** Exceptions 10 and 11 come from the Modbus gateway before the device; 2 from the device. */
  @ParameterizedTest
  @CsvSource({"2, ONLINE", "10, OFFLINE", "11, OFFLINE"})
  void a_device_for_which_a_modbus_gateway_answers_is_not_there(int code, State state) {
    BusAgent agent =
        poll(() -> new Answer.Failure(Reason.EXCEPTION, "Modbus exception " + code, code));
    awaitReadings(8);
    assertThat(reasons(readings.subList(0, 6))).containsExactly(Reason.EXCEPTION);
    assertThat(agent.health().devices().get(0).state()).isEqualTo(state);
  }

  @Test
  void an_answer_that_cannot_be_decoded_names_its_point() {
    poll(() -> new Answer.Data(ByteBuffer.allocate(2)));
    awaitReadings(4);
    assertThat(reasons(readings)).containsExactly(Reason.SENSOR_FAULT);
    assertThat(logged.lines())
        .singleElement()
        .asString()
        .contains("device cold1", "point cold1.humidity");
  }

  @Test
  void what_happens_is_counted_and_the_state_says_since_when() {
    var answer = new AtomicReference<Answer>(new Answer.Data(ByteBuffer.allocate(4)));
    var agent = poll(answer::get);
    awaitReadings(2);
    assertThat(agent.health().bus()).isEqualTo("scripted");
    DeviceHealth online = agent.health().devices().get(0);
    assertThat(online.device()).isEqualTo("cold1");
    assertThat(online.state()).isEqualTo(State.ONLINE);
    assertThat(online.counts().polls()).isEqualTo(online.counts().answered()).isPositive();
    answer.set(new Answer.Failure(Reason.CHECKSUM, "damaged"));
    moveUntil(() -> state(agent) == State.FAILING);
    assertThat(agent.health().devices().get(0).sinceTick())
        .isBetween(online.sinceTick() + EVERY.toMillis(), ticks.millis());
    moveUntil(() -> state(agent) == State.OFFLINE);
    assertThat(agent.health().counts().damaged()).isEqualTo(BackOff.FAILURES_MAX);
    answer.set(new Answer.Failure(Reason.TIMEOUT, "silent"));
    moveUntil(() -> agent.health().counts().timeouts() == 1);
    answer.set(new Answer.Failure(Reason.EXCEPTION, "Modbus exception 2"));
    moveUntil(() -> state(agent) == State.ONLINE);
    Counts counts = agent.health().counts();
    assertThat(counts.exceptions()).isPositive();
    assertThat(counts.polls() - counts.answered()).isEqualTo(BackOff.FAILURES_MAX + 1);
  }

  @Test
  void a_line_that_is_away_is_nobodys_poll() {
    var agent = poll(() -> new Answer.Away("unplugged"));
    awaitReadings(6);
    assertThat(agent.health().away()).isTrue();
    assertThat(agent.health().counts().polls()).isZero();
    assertThat(agent.health().counts().timeouts()).isZero();
    assertThat(state(agent)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void what_takes_a_period_and_a_half_is_late_and_the_line_is_busy_all_the_time() {
    var agent =
        poll(
            () -> {
              ticks.move(EVERY.multipliedBy(3).dividedBy(2));
              return new Answer.Failure(Reason.EXCEPTION, "Modbus exception 6");
            });
    await().until(() -> agent.health().counts().polls() >= 10);
    assertThat(agent.health().counts().late()).isPositive();
    // Time moves before what it was spent on is noted, so one of ten may be missing.
    assertThat(agent.health().load()).isBetween(0.8, 1.0);
  }

  @Test
  void two_polls_that_end_in_one_millisecond_have_a_time_each() {
    long start = ticks.millis();
    var stall = new AtomicBoolean(true);
    poll(
        () -> {
          if (stall.getAndSet(false)) {
            ticks.move(EVERY.multipliedBy(3).dividedBy(2));
          }
          return new Answer.Failure(Reason.EXCEPTION, "Modbus exception 6");
        });
    await().until(() -> readings.size() >= 4);
    assertThat(readings.stream().map(reading -> reading.tick() - start))
        .containsExactly(150L, 150L, 151L, 151L);
  }

  private static State state(BusAgent agent) {
    return agent.health().devices().get(0).state();
  }

  private void moveUntil(Callable<Boolean> wanted) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              ticks.move(EVERY);
              return wanted.call();
            });
  }
}
