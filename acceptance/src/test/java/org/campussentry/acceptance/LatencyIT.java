package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long from the poll that first sees a changed register to the webhook. Printed, not asserted:
 * timings of a shared machine prove nothing. What is asserted is that each change is told once,
 * also while the store is down.
 */
@ExtendWith(Scenarios.class)
@Tag("alone")
class LatencyIT {
  /** Each up and each down is one try. */
  private static final int CHANGES = Integer.getInteger("latency.tries", 60);

  @TempDir Path folder;

  @Test
  void each_register_change_is_told_once_with_the_store_up_and_down() {
    Bench bench = new Bench(folder);
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    influx.url(),
                    bench.campusFile(webhook))
                .start();
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()))) {
      await().atMost(Duration.ofMinutes(1)).until(() -> ingest.livePoints() == 2);
      print("store up  ", slave.told(webhook, CHANGES));
      influx.kill();
      print("store down", slave.told(webhook, CHANGES));
      assertThat(edge.isAlive()).isTrue();
    }
  }

  private static void print(String what, List<Long> millis) {
    Collections.sort(millis);
    System.out.printf(
        "register change -> webhook, %s: %d tries, median %d ms, p99 %d ms, max %d ms%n",
        what,
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get((int) Math.ceil(millis.size() * 0.99) - 1),
        millis.get(millis.size() - 1));
  }
}
