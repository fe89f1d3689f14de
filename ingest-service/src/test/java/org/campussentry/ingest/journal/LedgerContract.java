package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.ledger.HandValue;
import org.campussentry.ingest.ledger.Ledger;
import org.campussentry.ingest.ledger.LedgerCheck;
import org.campussentry.ingest.ledger.LedgerKey;
import org.campussentry.ingest.ledger.LedgerText;
import org.campussentry.ingest.ledger.LedgerVersion;
import org.campussentry.ingest.ledger.Purge;
import org.campussentry.ingest.ledger.RecordKeeping;
import org.campussentry.ingest.ledger.Span;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

/** Ledgers, what people read by eye, and what goes when its time is over. */
abstract class LedgerContract extends RecordsContract {
  private static final PointId POINT = new PointId("gw", "cold1.temperature");
  private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

  private static LedgerVersion.Kept version(LedgerKey key, int number, String previous) {
    Ledger ledger =
        new Ledger(
            key.site(),
            key.area(),
            key.point().map(PointId::toString),
            key.span().toString(),
            "Asia/Shanghai",
            new Ledger.Name("主校区", "Main"),
            new Ledger.Name("冷库 <b>", "Cold"),
            List.of("带班"),
            List.of(
                new Ledger.Sheet(
                    POINT.toString(),
                    "temperature",
                    "Cel",
                    List.of(),
                    OptionalDouble.empty(),
                    OptionalDouble.of(8),
                    false,
                    List.of(),
                    new org.campussentry.ingest.ledger.Cell.Account(
                        1, 0, 0, java.util.Map.of("timeout", 1L), 0, 0),
                    Optional.empty(),
                    List.of())));
    return LedgerText.of(
        new LedgerVersion(
            key,
            number,
            LedgerVersion.Cause.PERSON,
            "甲",
            "",
            "admin",
            AT.plusSeconds(number),
            previous,
            7,
            ledger));
  }

  @Test
  void versions_of_a_ledger_stay_as_they_are_and_are_seen_by_their_site_alone() {
    LedgerKey day = new LedgerKey("main", "canteen-1/cold-store", Optional.empty(), Span.day(DAY));
    LedgerKey month =
        new LedgerKey("main", "canteen-1/cold-store", Optional.of(POINT), Span.parse("2026-03"));
    LedgerVersion.Kept first = version(day, 1, "");
    LedgerVersion.Kept second = version(day, 2, first.digest());
    var store = journal.ledgers();
    assertThat(store.add(first)).isTrue();
    assertThat(store.add(version(day, 1, "other"))).isFalse();
    assertThat(store.add(second)).isTrue();
    assertThat(store.add(version(month, 1, ""))).isTrue();
    reopen();
    store = journal.ledgers();
    assertThat(store.versions(day)).containsExactly(first, second).allMatch(v -> v.isIntact());
    LedgerCheck check = new LedgerCheck();
    check.look(store);
    assertThat(check.versions()).isEqualTo(3);
    assertThat(check.found()).isEmpty();
    assertThat(store.issued(DAY, DAY, 9))
        .extracting(i -> i.key() + " " + i.number() + " " + i.arrived())
        .containsExactly(month + " 1 7", day + " 2 7");
    assertThat(store.issued(DAY.plusDays(1), DAY.plusDays(9), 9))
        .extracting(i -> i.key())
        .containsExactly(month);
    assertThat(store.issued(DAY.minusDays(9), DAY.minusDays(1), 9)).isEmpty();
    store.add(version(day, 3, "another"));
    LedgerVersion.Kept more = version(month, 2, version(month, 1, "").digest());
    String changed = more.text().replace("甲", "乙");
    store.add(new LedgerVersion.Kept(more.version(), changed, more.digest()));
    LedgerCheck again = new LedgerCheck();
    again.look(store);
    assertThat(again.found())
        .containsExactlyInAnyOrder(
            "ledger %s version 3: it does not follow the version that is there before it"
                .formatted(day.id()),
            "ledger %s version 2: it was changed; its digest was %s"
                .formatted(month.id(), more.digest()));
    reopen(Sites.of(List.of("west")));
    assertThat(journal.ledgers().versions(day)).isEmpty();
    assertThat(journal.ledgers().issued(DAY, DAY, 9)).isEmpty();
  }

  @Test
  void what_a_person_read_is_kept_beside_others() {
    HandValue one = new HandValue(POINT, AT, 3.25, "断线", "甲", "admin", AT.plusSeconds(5));
    HandValue again = new HandValue(POINT, AT, 3.5, "看错", "甲", "admin", AT.plusSeconds(9));
    journal.ledgers().enter("main", one);
    journal.ledgers().enter("main", again);
    reopen();
    assertThat(journal.ledgers().entries(POINT, AT, AT.plusMillis(1))).containsExactly(one, again);
    assertThat(journal.ledgers().entries(POINT, AT.plusMillis(1), AT.plusSeconds(9))).isEmpty();
  }

  @Test
  void what_is_older_than_records_are_kept_goes_and_that_stays_known() {
    LocalDate old = DAY;
    LedgerKey key = new LedgerKey("main", "a", Optional.empty(), Span.day(old));
    LedgerKey young = key.at(Span.day(old.plusDays(60)));
    journal.ledgers().add(version(key, 1, ""));
    journal.ledgers().add(version(key, 2, "x"));
    journal.ledgers().add(version(young, 1, ""));
    journal.ledgers().enter("main", new HandValue(POINT, AT, 3, "r", "甲", "admin", AT));
    Alert open = Town.alert(Severity.CRITICAL, AT);
    journal.alerts().save(open);
    journal.accounts().audit(AT.toEpochMilli(), "admin", "ledger-issue", key.id(), "");

    RecordKeeping keeping = new RecordKeeping(journal.purge(), Optional.of(RecordKeeping.USUAL));
    Instant over = AT.plus(RecordKeeping.USUAL);
    keeping.round(over.minus(Duration.ofDays(3)));
    assertThat(journal.purge().purges(9)).isEmpty();
    keeping.round(over.minus(Duration.ofDays(3)).plusSeconds(60));
    keeping.round(over.plus(Duration.ofDays(2)));
    assertThat(journal.purge().purges(9))
        .extracting(Purge::kind, Purge::removed)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("ledgers", 2L),
            org.assertj.core.groups.Tuple.tuple("entries-by-hand", 1L));
    assertThat(journal.purge().purges(9))
        .allMatch(p -> p.at().equals(over.plus(Duration.ofDays(2))))
        .allMatch(p -> p.until().equals(AT.plus(Duration.ofDays(2))));
    assertThat(journal.ledgers().versions(key)).isEmpty();
    assertThat(journal.ledgers().versions(young)).hasSize(1);
    assertThat(journal.alerts().open()).as("what is open stays").hasSize(1);
    assertThat(
            journal
                .accounts()
                .audited(
                    new org.campussentry.ingest.account.AuditTrail.Query(
                        0, Long.MAX_VALUE, Optional.empty(), Optional.empty(), Long.MAX_VALUE, 9)))
        .isNotEmpty();
    keeping.round(over.plus(Duration.ofDays(3)).plusSeconds(60));
    assertThat(journal.purge().purges(9)).hasSize(2);
    reopen();
    assertThat(journal.purge().purges(1)).hasSize(1);
  }
}
