package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.campussentry.edge.Logged;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.ModbusTcp;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when polling fails in a way that nobody foresaw. */
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

  private void poll(Supplier<Answer> script) {
    var agent =
        new BusAgent(
            BUS,
            new ScriptedLine(script),
            List.of(RotaTest.device("cold1", EVERY)),
            ticks,
            ticks,
            readings::addAll);
    var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    vertx.deployVerticle(agent, worker).toCompletionStage().toCompletableFuture().join();
  }

  /** Moves time on by a period, again and again, until so many readings are there. */
  private void awaitReadings(int count) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              ticks.move(EVERY);
              return readings.size() >= count;
            });
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
}
