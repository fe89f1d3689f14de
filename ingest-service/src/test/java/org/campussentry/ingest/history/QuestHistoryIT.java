package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The contract on the embedded store, and its reopening. */
class QuestHistoryIT implements HistoryContract {
  private static final long DAY_MS = 86_400_000;

  @TempDir Path home;
  private QuestHistory history;

  @BeforeEach
  void open() {
    history = new QuestHistory(home, Retention.FOREVER, InstantSource.system());
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Override
  public SeriesStore history() {
    return history;
  }

  private void reopen(Retention retention) {
    history.close();
    history = new QuestHistory(home, retention, InstantSource.system());
  }

  @Test
  void a_hold_that_a_kill_ended_loses_nothing_and_it_can_be_held_again() throws Exception {
    Point point = HistoryContract.point("gw-held", "temperature");
    writeAged(point, 2);
    AutoCloseable lost = history.hold();
    writeAged(point, 1);
    untilDays(point, 2, 1);
    reopen(Retention.FOREVER);
    untilDays(point, 2, 1);
    assertThat(lost).isNotNull();
    try (AutoCloseable held = history.hold()) {
      assertThat(held).isNotNull();
      writeAged(point, 0);
    }
    untilDays(point, 2, 1, 0);
  }

  private void untilDays(Point point, Integer... days) {
    long now = System.currentTimeMillis();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(history.rows(point, now - 1000 * DAY_MS, now + DAY_MS, 1000))
                    .extracting(row -> Math.round((double) (now - row.timeMs()) / DAY_MS))
                    .containsExactlyElementsOf(Stream.of(days).map(Integer::longValue).toList()));
  }

  private List<String> daysOfUntimed() throws IOException {
    try (Stream<Path> folders = Files.walk(home)) {
      return folders
          .filter(f -> f.getParent().getFileName().toString().startsWith("untimed"))
          .map(f -> f.getFileName().toString())
          .filter(f -> f.matches("\\d{4}-.*"))
          .sorted()
          .toList();
    }
  }

  private void writeAged(Point point, int days) throws HistoryException {
    long now = System.currentTimeMillis();
    history.write(List.of(HistoryContract.measured(point, now - days * DAY_MS, days)));
  }

  @Test
  void what_is_older_than_the_retention_goes_and_the_younger_stays() throws HistoryException {
    Point point = HistoryContract.point("gw-aged", "temperature");
    for (int days : List.of(500, 402, 398, 100, 0)) {
      writeAged(point, days);
    }
    untilDays(point, 500, 402, 398, 100, 0);

    // The table is there already, from a start without a limit.
    reopen(Retention.USUAL);
    writeAged(point, 1);
    untilDays(point, 398, 100, 1, 0);

    // What comes from before it goes with the next write.
    writeAged(point, 410);
    writeAged(point, 2);
    untilDays(point, 398, 100, 2, 1, 0);

    reopen(new Retention(30));
    writeAged(point, 3);
    untilDays(point, 3, 2, 1, 0);

    reopen(Retention.FOREVER);
    writeAged(point, 700);
    writeAged(point, 4);
    untilDays(point, 700, 4, 3, 2, 1, 0);
  }

  @Test
  void readings_without_a_true_time_are_not_judged_by_it() throws Exception {
    reopen(Retention.USUAL);
    Point point = HistoryContract.point("gw-1970", "temperature");
    long now = System.currentTimeMillis();
    for (long time : List.of(60_000L, now)) {
      history.write(
          List.of(new Sample(point, new Reading.Measured(point.id(), time, 1), "stream1")));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> daysOfUntimed().size() == 2);
    assertThat(daysOfUntimed().get(0)).startsWith("1970-01-01");
  }

  @Test
  void a_retention_shorter_than_what_is_stored_is_told_with_numbers() throws HistoryException {
    Point point = HistoryContract.point("gw-told", "temperature");
    writeAged(point, 60);
    writeAged(point, 50);
    writeAged(point, 0);
    untilDays(point, 60, 50, 0);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(QuestHistory.class);
    told.start();
    log.addAppender(told);
    reopen(new Retention(30));
    log.detachAppender(told);
    assertThat(told.list.get(0).getFormattedMessage())
        .contains("store.retention is 30d: 2 readings from ", "are older and are deleted now");
  }

  @Test
  void what_was_written_is_there_after_reopening() throws HistoryException {
    Point point = HistoryContract.point("gw-reopen", "temperature");
    history.write(List.of(HistoryContract.measured(point, T0, 3.4)));
    reopen(Retention.FOREVER);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(history.rows(point, T0, T0 + 1, 10)).hasSize(1));
  }
}
