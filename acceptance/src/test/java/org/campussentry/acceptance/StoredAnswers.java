package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the slave's own log says it answered, against what the store has. */
final class StoredAnswers {
  /** A batch stays open for 250 ms; one reading may be between the wire and the batch. */
  private static final long OPEN_BATCH_MS = 400;

  private StoredAnswers() {}

  /** Lets the slave answer so many more requests. */
  static void more(CountingSlave slave, int answers) {
    int until = slave.answers().size() + answers;
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> slave.answers().size() >= until);
  }

  /**
   * What was answered until now is in the store, however it got there; up to the agent's open
   * batch.
   */
  static void untilStored(Influx influx, CountingSlave slave, int count) {
    untilStored(influx, Bench.GATEWAY, slave, count);
  }

  static void untilStored(Influx influx, String gateway, CountingSlave slave, int count) {
    more(slave, 1);
    int last = slave.answers().get(Math.min(count, slave.answers().size()) - 1).value();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> stored(influx, gateway).containsKey(last));
  }

  private static Map<Integer, List<Long>> stored(Influx influx, String gateway) {
    Map<Integer, List<Long>> times = new HashMap<>();
    for (String row :
        influx.query(
            "SELECT value FROM answers WHERE point = 'counter.answers' AND gateway = '"
                + gateway
                + "'")) {
      String[] cell = row.split(",", -1);
      times
          .computeIfAbsent((int) Double.parseDouble(cell[2]), v -> new ArrayList<>())
          .add(Long.parseLong(cell[1]));
    }
    return times;
  }

  /** All is there, once, but what was under way when the line or the agent was cut. */
  static void compare(Influx influx, CountingSlave slave, List<Long> cuts) {
    compare(influx, Bench.GATEWAY, slave, cuts);
  }

  static void compare(Influx influx, String gateway, CountingSlave slave, List<Long> cuts) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              List<CountingSlave.Answer> answers = slave.answers();
              Map<Integer, List<Long>> stored = stored(influx, gateway);
              long settled = answers.get(answers.size() - 1).at() - 5_000;
              List<CountingSlave.Answer> lost = new ArrayList<>();
              for (CountingSlave.Answer answer : answers) {
                List<Long> times = stored.getOrDefault(answer.value(), List.of());
                if (times.isEmpty() && answer.at() < settled) {
                  lost.add(answer);
                } else if (!times.isEmpty()) {
                  assertThat(times).as("value %d stored once", answer.value()).hasSize(1);
                  assertThat(times.get(0))
                      .as("value %d with its own time", answer.value())
                      .isBetween(answer.at() - 1_000, answer.at() + 3_000);
                }
              }
              assertThat(lost)
                  .as("answered and not stored, what was under way at a cut apart")
                  .allMatch(
                      a ->
                          cuts.stream()
                              .anyMatch(cut -> a.at() > cut - OPEN_BATCH_MS && a.at() < cut + 200));
              System.out.printf(
                  "%d answered, %d stored, %d under way at a cut%n",
                  answers.size(), stored.size(), lost.size());
            });
  }
}
