package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Status;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.LateExcursions;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put in is there after a restart, whole. */
class JournalTest {
  @TempDir Path home;
  private Journal journal;

  @BeforeEach
  void open() {
    journal = Journal.open(home);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private void reopen() {
    journal.close();
    journal = Journal.open(home);
  }

  private static Alert alert(String id, Alert.State state) {
    return new Alert(
        id,
        "cold",
        "gw:cold1.temperature",
        "main",
        "canteen-1/cold-store",
        "temperature",
        "Cel",
        Severity.CRITICAL,
        Alert.Kind.THRESHOLD,
        state,
        OptionalDouble.of(9.5),
        OptionalDouble.of(8),
        "",
        1000,
        Optional.of(2000L),
        Optional.empty(),
        Optional.of(new Alert.Mark("admin", 3000, "")),
        Optional.of(new Alert.Shelf("admin", "化霜", 9000)),
        Optional.empty(),
        true);
  }

  @Test
  void alerts() {
    journal.alerts().save(alert("a", Alert.State.ACTIVE));
    journal.alerts().save(alert("b", Alert.State.PENDING));
    journal.alerts().save(alert("c", Alert.State.RECOVERED));
    reopen();
    assertThat(journal.alerts().find("a")).contains(alert("a", Alert.State.ACTIVE));
    assertThat(journal.alerts().open()).extracting(Alert::id).containsExactlyInAnyOrder("a", "b");
    assertThat(journal.alerts().list(Optional.empty(), 10))
        .extracting(Alert::id)
        .containsExactlyInAnyOrder("a", "c");
    assertThat(journal.alerts().list(Optional.of(Alert.State.PENDING), 10)).hasSize(1);
    journal.alerts().delete("b");
    assertThat(journal.alerts().find("b")).isEmpty();
  }

  @Test
  void deliveries_are_made_once_for_each_change_and_channel() {
    Delivery first =
        new Delivery("d1", "a", "active", "web", Delivery.State.WAITING, 0, 1, 1, 0, "", "{}");
    Delivery again =
        new Delivery("d2", "a", "active", "web", Delivery.State.WAITING, 0, 2, 2, 0, "", "{}");
    assertThat(journal.deliveries().create(first)).isTrue();
    assertThat(journal.deliveries().create(again)).isFalse();
    reopen();
    assertThat(journal.deliveries().waiting()).containsExactly(first);
  }

  @Test
  void high_water_catalogs_and_dead_letters() {
    PointId id = new PointId("gw", "cold1.temperature");
    journal.alerts().saveHighWater(Map.of(id, 5L));
    journal.alerts().saveHighWater(Map.of(id, 7L));
    Point point = new Point(id, "main", "canteen-1", "cold1", "temperature", "Cel", 5000, false);
    Catalog old = new Catalog("main", "gw", "old", List.of());
    Catalog current = new Catalog("main", "gw", "new", List.of(point));
    journal.catalogs().save(current, 1);
    journal.catalogs().save(old, 2);
    journal.catalogs().save(current, 3);
    journal.deadLetters().add(new DeadLetter(1, "t", "why", "payload"));
    reopen();
    assertThat(journal.alerts().highWater()).containsEntry(id, 7L);
    assertThat(journal.catalogs().all()).containsExactly(old, current);
    assertThat(journal.deadLetters().list(10))
        .containsExactly(new DeadLetter(1, "t", "why", "payload"));
  }

  @Test
  void contiguous_late_values_are_one_record() {
    Rule rule =
        new Rule(
            "cold",
            "",
            "",
            "temperature",
            "**",
            new Rule.Threshold(Rule.Direction.ABOVE, 8, 0),
            Duration.ZERO,
            Severity.INFO,
            "",
            "",
            "",
            true);
    PointId id = new PointId("gw", "cold1.temperature");
    journal.alerts().lateExcursion(new LateExcursions.Run(rule, id, 6000, 6000, 9, 15_000));
    journal.alerts().lateExcursion(new LateExcursions.Run(rule, id, 1000, 2000, 12, 15_000));
    journal.alerts().lateExcursion(new LateExcursions.Run(rule, id, 60_000, 60_000, 10, 15_000));
    assertThat(journal.alerts().lateExcursions())
        .containsExactly(
            "cold gw:cold1.temperature 1000-6000 12.0",
            "cold gw:cold1.temperature 60000-60000 10.0");
  }

  @Test
  void a_damaged_file_is_named_with_the_remedy() throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("damaged"));
    Files.writeString(
        elsewhere.resolve("journal.db"), "this is no database, and it is long enough to be read");
    assertThatThrownBy(() -> Journal.open(elsewhere))
        .hasMessageContaining(elsewhere.resolve("journal.db").toString())
        .hasMessageContaining("move it aside");
  }

  @Test
  void what_gateways_dropped_is_counted_once_however_often_they_say_it() {
    journal.drops().add("gw", new Status.Dropped("s1", 10, 19), 1);
    journal.drops().add("gw", new Status.Dropped("s1", 10, 29), 2);
    journal.drops().add("gw", new Status.Dropped("s1", 10, 29), 3);
    journal.drops().add("gw", new Status.Dropped("s2", 0, 4), 4);
    reopen();
    assertThat(journal.drops().batches("gw")).isEqualTo(25);
    assertThat(journal.drops().batches("other")).isZero();
  }
}
