package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.campussentry.ingest.reading.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded store, and its reopening. */
class QuestHistoryIT implements HistoryContract {
  @TempDir Path home;
  private QuestHistory history;

  @BeforeEach
  void open() {
    history = new QuestHistory(home);
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Override
  public History history() {
    return history;
  }

  @Test
  void what_was_written_is_there_after_reopening() throws HistoryException {
    Point point = HistoryContract.point("gw-reopen", "temperature");
    history.write(List.of(HistoryContract.measured(point, T0, 3.4)));
    history.close();
    history = new QuestHistory(home);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(history.rows(point, T0, T0 + 1, 10)).hasSize(1));
  }
}
