package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the service says that it has is what it has, also when it was killed in between. */
@ExtendWith(Scenarios.class)
class CoverageIT {
  private static final String POINT = Bench.GATEWAY + ":counter.answers";
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void after_kills_each_stored_reading_is_counted_once_and_no_batch_is_missing() {
    Bench bench = new Bench(folder);
    int brokerPort = Ports.free();
    try (Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Ingest ingest =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, bench.campusFile(webhook))
                .start()) {
      Program edge = Edge.start(folder, bench.edgeConfig(slave, "mqtt://127.0.0.1:" + brokerPort));
      try {
        await().atMost(SOON).until(() -> present(ingest) > 20);
        for (int kill = 0; kill < 3; kill++) {
          ingest.kill();
          StoredAnswers.more(slave, 20);
          ingest.start();
          long before = present(ingest);
          await().atMost(SOON).until(() -> present(ingest) > before + 20);
        }
      } finally {
        edge.close();
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                JsonNode streams = ingest.get("api/v1/streams?gateway=gw-a").path("streams");
                assertThat(streams).hasSize(1);
                assertThat(streams.get(0).path("missing")).as("%s", streams).isEmpty();
                assertThat(streams.get(0).path("dropped")).isEmpty();
                assertThat(present(ingest)).isEqualTo(rows(ingest));
              });
      assertThat(rows(ingest))
          .as("the slave's answers, but for the agent's last batch")
          .isGreaterThan(slave.answers().size() - 10);
      ingest.kill();
      ingest.start();
      assertThat(present(ingest)).as("it is in the journal").isEqualTo(rows(ingest));
    }
  }

  /**
   * Readings of the point that were counted, with a value or without; midnight may be in between.
   */
  private static long present(Ingest ingest) {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    return present(ingest, today.minusDays(1)) + present(ingest, today);
  }

  private static long present(Ingest ingest, LocalDate day) {
    for (JsonNode point : ingest.get("api/v1/coverage?date=" + day).path("points")) {
      if (point.path("id").asText().equals(POINT)) {
        long unavailable = 0;
        for (JsonNode reason : point.path("unavailable")) {
          unavailable += reason.asLong();
        }
        return point.path("measured").asLong() + point.path("late").asLong() + unavailable;
      }
    }
    return 0;
  }

  /** Readings of the point that the store has. */
  private static long rows(Ingest ingest) {
    return ingest.get("api/v1/points/" + POINT + "/readings").path("readings").size();
  }
}
