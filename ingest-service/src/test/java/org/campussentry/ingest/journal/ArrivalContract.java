package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Fault;
import org.campussentry.ingest.intake.Ranges;
import org.campussentry.ingest.intake.StreamRecord;
import org.campussentry.ingest.intake.StreamStore;
import org.campussentry.ingest.intake.Tally;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.watch.Alert;
import org.junit.jupiter.api.Test;

/** What arrived, what was set aside, and what was expected. */
abstract class ArrivalContract extends LedgerContract {
  static final Fault WHY = new Fault(Fault.Kind.NOT_JSON, "why");

  @Test
  void dead_letters_are_kept_to_the_byte_from_their_save_on() {
    byte[] payload = {0, -1, 'x'};
    JournalDeadLetters letters = journal.deadLetters();
    letters.add(new DeadLetter(0, 1, true, "t", WHY, payload, 3));
    letters.add(new DeadLetter(0, 2, false, "t", WHY, payload, 4));
    letters.save();
    reopen();
    letters = journal.deadLetters();
    DeadLetter first = letters.find(letters.ids().get(0)).orElseThrow();
    assertThat(first.payload()).isEqualTo(payload);
    assertThat(first.rows()).isTrue();
    assertThat(first.fault()).isEqualTo(WHY);
    assertThat(letters.list(Optional.empty(), 10))
        .extracting(DeadLetter::isWhole)
        .containsExactly(false, true);
    letters.remove(letters.ids());
    assertThat(letters.list(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void dead_letters_of_one_gateway_are_found() {
    JournalDeadLetters letters = journal.deadLetters();
    for (String gateway : List.of("gw_a", "gw-a", "gwxa")) {
      String topic = "sentry/v1/main/" + gateway + "/data";
      letters.add(new DeadLetter(0, 1, false, topic, WHY, new byte[1], 1));
    }
    assertThat(letters.list(Optional.of("gw_a"), 10))
        .extracting(DeadLetter::gateway)
        .containsExactly("gw_a");
  }

  @Test
  void of_many_dead_letters_the_newest_are_kept() {
    JournalDeadLetters letters = journal.deadLetters();
    for (int i = 0; i < 10_700; i++) {
      letters.add(new DeadLetter(0, i, false, "t", WHY, new byte[10], 10));
    }
    assertThat(letters.list(Optional.empty(), 1))
        .extracting(DeadLetter::time)
        .containsExactly(10_699L);
    assertThat(letters.ids()).hasSize(10_000);
    byte[] large = new byte[DeadLetter.WHOLE_BYTES];
    for (int i = 0; i < 600; i++) {
      letters.add(new DeadLetter(0, i, false, "t", WHY, large, large.length));
    }
    letters.save();
    assertThat(letters.ids()).hasSize((64 << 20) / large.length);
    assertThat(letters.total()).isEqualTo(11_300);
  }

  static StreamRecord stream(String stream, String stored, String announced, long at) {
    return new StreamRecord(
        "gw",
        stream,
        Optional.of(new StreamRecord.Previous("s0", -1)),
        true,
        29,
        Ranges.parse("0-9,12"),
        Ranges.parse(stored),
        Ranges.parse("12"),
        Ranges.parse(announced),
        1,
        at);
  }

  @Test
  void streams_are_replaced_and_counts_are_added_together() {
    PointId id = new PointId("gw", "cold1.temperature");
    DayCounts.Key key = new DayCounts.Key(id, LocalDate.of(2026, 3, 1));
    StreamRecord begun = stream("s1", "0-4", "10-19", 2);
    StreamRecord after = stream("s1", "0-9", "10-19", 3);
    StreamRecord other = stream("s2", "0-29", "", 4);
    DayCounts some = new DayCounts().addMeasured(0, 5).addUnavailable(1, Reason.TIMEOUT, 2);
    DayCounts more =
        new DayCounts().addLate(23, 1).addUntimed(4).addUnavailable(1, Reason.TIMEOUT, 1);
    journal.streams().save(List.of(begun, other), Map.of(key, some));
    journal.streams().save(List.of(after), Map.of(key, more));
    reopen();
    assertThat(journal.streams().find("gw", "s1")).contains(after);
    assertThat(journal.streams().find("gw", "s9")).isEmpty();
    assertThat(journal.streams().list(Optional.of("gw"), 10)).containsExactly(other, after);
    assertThat(journal.streams().list(Optional.of("else"), 10)).isEmpty();
    assertThat(journal.streams().totals())
        .containsEntry("gw", new StreamStore.Totals(30 - 10 - 10, 9 + 1));
    DayCounts counts = journal.streams().counts(key.day()).get(id);
    assertThat(counts.measured()).isEqualTo(5);
    assertThat(counts.late()).isEqualTo(1);
    assertThat(counts.untimed()).isEqualTo(4);
    assertThat(counts.unavailable()).containsExactlyEntriesOf(Map.of(Reason.TIMEOUT, 3L));
    assertThat(counts.hours()).startsWith(5, 3, 0).endsWith(1, 0);
    assertThat(counts.lateByHour()).startsWith(0, 0, 0).endsWith(1, 0);
    assertThat(counts.unavailableByHour()).containsOnlyKeys(Reason.TIMEOUT);
    assertThat(counts.unavailableByHour().get(Reason.TIMEOUT)).startsWith(0, 3, 0);
    assertThat(journal.streams().counts(key.day().plusDays(1))).isEmpty();
  }

  @Test
  void expectations_are_added_and_ended() {
    PointId id = new PointId("gw", "cold1.temperature");
    Expectation first =
        new Expectation(id, "main", "canteen-1", 5000, 1, Optional.empty(), Optional.empty());
    Expectation ended =
        new Expectation(
            id,
            "main",
            "canteen-1",
            5000,
            1,
            Optional.of(9L),
            Optional.of(new Expectation.Retirement("admin", "拆除", "h")));
    Expectation next =
        new Expectation(id, "main", "canteen-2", 60_000, 9, Optional.empty(), Optional.empty());
    journal.expectations().save(List.of(first));
    journal.expectations().save(List.of(next, ended));
    reopen();
    assertThat(journal.expectations().all()).containsExactly(ended, next);
  }

  @Test
  void of_old_streams_and_days_only_losses_are_kept() {
    PointId id = new PointId("gw", "cold1.temperature");
    LocalDate day = LocalDate.of(2026, 3, 1);
    journal
        .streams()
        .save(
            List.of(stream("lossless", "0-29", "", 5), stream("lossy", "0-9", "10-29", 5)),
            Map.of(new DayCounts.Key(id, day), new DayCounts().addMeasured(0, 1)));
    journal.streams().forgetOld(day.plusDays(400), 5 + Tally.KEEP_MS);
    assertThat(journal.streams().list(Optional.empty(), 10)).hasSize(2);
    assertThat(journal.streams().counts(day)).hasSize(1);
    journal.streams().forgetOld(day.plusDays(401), 6 + Tally.KEEP_MS);
    assertThat(journal.streams().list(Optional.empty(), 10))
        .extracting(StreamRecord::stream)
        .containsExactly("lossy");
    assertThat(journal.streams().counts(day)).isEmpty();
  }

  /** Main's gateway is gw-main, west's gw-west. */
  void fill(String site) {
    String gateway = "gw-" + site;
    PointId id = new PointId(gateway, "cold1.temperature");
    Point point = new Point(id, site, "canteen-1", "cold1", "temperature", "Cel", 5000, false);
    journal.catalogs().save(new Catalog(site, gateway, "h", List.of(point)), 1);
    journal.alerts().save(alert("alert-" + site, site, Alert.State.ACTIVE));
    journal.alerts().saveHighWater(Map.of(id, 5L));
    journal.deliveries().create(waiting("delivery-" + site, "alert-" + site));
    Expectation expectation =
        new Expectation(id, site, "canteen-1", 5000, 1, Optional.empty(), Optional.empty());
    journal.expectations().save(List.of(expectation));
    StreamRecord stream =
        new StreamRecord(
            gateway,
            "s",
            Optional.empty(),
            true,
            1,
            Ranges.parse("0-1"),
            Ranges.parse("0-1"),
            new Ranges(),
            new Ranges(),
            1,
            5);
    journal
        .streams()
        .save(
            List.of(stream), Map.of(new DayCounts.Key(id, DAY), new DayCounts().addMeasured(0, 2)));
    JournalDeadLetters letters = journal.deadLetters();
    letters.add(
        new DeadLetter(
            0, 1, false, "sentry/v1/" + site + "/" + gateway + "/data", WHY, new byte[1], 1));
    letters.save();
  }
}
