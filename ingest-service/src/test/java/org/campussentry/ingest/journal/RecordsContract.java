package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.daily.DailyStep;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.disinfection.Assignment;
import org.campussentry.ingest.disinfection.Flaw;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Note;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.report.UpwardReport;
import org.campussentry.ingest.watch.Severity;
import org.campussentry.ingest.web.FloorPlan;
import org.campussentry.ingest.web.Photo;
import org.junit.jupiter.api.Test;

/** What people recorded: instruments, slots of disinfection, reports, pictures, floor plans. */
abstract class RecordsContract extends ArchiveContract {
  static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Test
  void instruments_are_kept_in_order_and_seen_by_their_site_alone() {
    PointId id = new PointId("gw", "cold1.temperature");
    journal.catalogs().save(new Catalog("main", "gw", "h", List.of()), 1);
    Instrument first = instrument(id, "a", OptionalDouble.empty(), Optional.empty());
    Instrument next = instrument(id, "b", OptionalDouble.of(-0.2), Optional.of(DAY));
    journal.instruments().add(first);
    journal.instruments().add(next);
    reopen();
    assertThat(journal.instruments().all()).containsExactly(first, next);
    reopen(Sites.of(List.of("west")));
    assertThat(journal.instruments().all()).isEmpty();
  }

  static Instrument instrument(
      PointId point, String serial, OptionalDouble offset, Optional<LocalDate> calibrated) {
    Instant now = Instant.ofEpochMilli(1_760_000_000_123L);
    return new Instrument(
        point,
        now,
        serial,
        calibrated,
        calibrated.map(d -> d.plusYears(1)),
        offset,
        "RZ",
        "",
        "a",
        "admin",
        now);
  }

  @Test
  void slots_of_disinfection_keep_each_version_and_what_people_said() {
    Instant opens = Instant.ofEpochMilli(1_760_000_000_000L);
    Terms terms =
        new Terms(
            "84 消毒液",
            500,
            Duration.ofMinutes(30),
            36.5,
            Duration.ofMinutes(6),
            OptionalDouble.of(180),
            Optional.of(new Terms.Band(200, 400)));
    Slot slot =
        new Slot(
            "hall@1",
            "hall",
            "main",
            "canteen-1/hall",
            opens,
            opens.plusSeconds(3600),
            terms,
            Optional.of("cart"));
    Slot bare =
        new Slot(
            "lift@1",
            "lift",
            "west",
            "lift",
            opens.plusSeconds(1),
            opens.plusSeconds(60),
            new Terms(
                "84",
                250,
                Duration.ZERO,
                0,
                Duration.ZERO,
                OptionalDouble.empty(),
                Optional.empty()),
            Optional.empty());
    assertThat(journal.disinfection().laidUntil()).isEmpty();
    journal.disinfection().layOut(List.of(slot, bare), opens.plusSeconds(2));
    journal.disinfection().layOut(List.of(slot), opens.plusSeconds(9));
    Run run =
        new Run(
            "cart",
            "main",
            "canteen-1/hall",
            5,
            9,
            false,
            4,
            1,
            2,
            37.25,
            List.of(new Run.Pause(6, 7), new Run.Pause(7, 8)),
            Optional.of(new Run.Spread(512.5, 490, 530)),
            Optional.empty(),
            new Run.Tank(Run.Check.AGREES, 36, 1),
            0.25);
    Proof live = proof(Proof.State.RUNNING, Optional.empty(), List.of(run));
    Proof failed = proof(Proof.State.FAILED, Optional.empty(), List.of());
    Proof verified =
        proof(Proof.State.VERIFIED, Optional.of(new Run.Spread(1, 2, 3)), List.of(run, run));
    var store = journal.disinfection();
    store.judge(new Judged(slot, 0, opens.plusMillis(1), Judged.Cause.COURSE, live));
    store.judge(new Judged(slot, 0, opens.plusMillis(2), Judged.Cause.COURSE, live));
    assertThat(store.slot("hall@1").orElseThrow().proof()).isEqualTo(live);
    Judged first = new Judged(slot, 1, opens.plusMillis(3), Judged.Cause.COURSE, failed);
    Judged second = new Judged(slot, 2, opens.plusMillis(4), Judged.Cause.LATE_DATA, verified);
    store.judge(first);
    store.judge(second);
    HandEntry entry =
        new HandEntry(
            "hall@1",
            HandEntry.Kind.DONE,
            "a",
            "擦拭；<b>门把手</b>",
            OptionalDouble.of(300),
            Optional.of(opens),
            "admin",
            opens.plusMillis(5));
    HandEntry without =
        new HandEntry(
            "hall@1",
            HandEntry.Kind.CHECKED,
            "b",
            "",
            OptionalDouble.empty(),
            Optional.empty(),
            "admin",
            opens.plusMillis(6));
    store.enter(entry);
    store.enter(without);
    Assignment here =
        new Assignment(
            "cart",
            "main",
            "canteen-1/hall",
            opens,
            opens.plusSeconds(60),
            Assignment.Way.SCAN,
            "a",
            "admin",
            opens);
    store.assign(here);
    reopen();
    store = journal.disinfection();
    assertThat(store.laidUntil()).contains(opens.plusSeconds(9));
    assertThat(store.slots(opens, opens.plusSeconds(1))).containsExactly(second);
    assertThat(store.slots(opens, opens.plusSeconds(2)))
        .containsExactly(second, Judged.fresh(bare, bare.opens()));
    assertThat(store.versions("hall@1")).containsExactly(first, second);
    assertThat(store.versions("lift@1")).isEmpty();
    assertThat(store.settledSince(opens.plusMillis(4))).containsExactly(second);
    assertThat(store.settledSince(opens.plusMillis(5))).isEmpty();
    assertThat(store.entries("hall@1")).containsExactly(entry, without);
    assertThat(store.assignments(opens.plusSeconds(59), opens.plusSeconds(99)))
        .containsExactly(here);
    assertThat(store.assignments(opens.plusSeconds(60), opens.plusSeconds(99))).isEmpty();
    reopen(Sites.of(List.of("west")));
    store = journal.disinfection();
    assertThat(store.laidUntil()).as("of other sites").isEmpty();
    assertThat(store.slot("hall@1")).isEmpty();
    assertThat(store.slots(opens, opens.plusSeconds(2))).hasSize(1);
    assertThat(store.assignments(opens, opens.plusSeconds(99))).isEmpty();
  }

  static Proof proof(Proof.State state, Optional<Run.Spread> spread, List<Run> runs) {
    return new Proof(
        state,
        state,
        state == Proof.State.FAILED ? List.of(Flaw.DRY, Flaw.TOO_SHORT) : List.of(),
        List.of(Note.CONTACT_UNVERIFIED),
        37.25,
        4,
        spread,
        0.5,
        runs);
  }

  @Test
  void days_are_opened_once_and_their_chain_is_written_by_one_at_a_time() {
    LocalDate date = LocalDate.of(2026, 11, 24);
    Instant now = Instant.ofEpochMilli(1_760_000_000_123L);
    DailyStore.Day day = new DailyStore.Day("0123456789abcdef", date, now);
    journal.daily().open(day);
    journal.daily().open(new DailyStore.Day("fedcba9876543210", date, now.plusMillis(5)));
    assertThat(journal.daily().days(9)).containsExactly(day);
    DailyStep made = step(1, DailyStep.Kind.MADE, "{\"a\":1}", "零\n报告 🌡", "");
    DailyStep entered = step(2, DailyStep.Kind.ENTERED, "{}", "", made.digest());
    assertThat(journal.daily().append(made)).isTrue();
    assertThat(journal.daily().append(made)).as("that number is there").isFalse();
    assertThat(journal.daily().append(entered)).isTrue();
    reopen();
    assertThat(journal.daily().day(date)).contains(day);
    assertThat(journal.daily().steps(date)).containsExactly(made, entered);
    assertThat(journal.daily().last()).contains(entered);
    assertThat(journal.daily().heads(date)).extracting(DailyStep::content).containsOnly("");
    assertThat(journal.daily().heads(date.plusDays(1))).isEmpty();
    List<DailyStep> all = new ArrayList<>();
    journal.daily().each(all::add);
    assertThat(all).containsExactly(made, entered);
    reopen(Sites.of(List.of("west")));
    assertThat(journal.daily().days(9)).as("another instance").isEmpty();
    assertThat(journal.daily().last()).isEmpty();
    assertThat(journal.daily().append(made)).isTrue();
  }

  private static DailyStep step(
      long number, DailyStep.Kind kind, String said, String content, String previous) {
    return new DailyStep(
        number,
        LocalDate.of(2026, 11, 24),
        1,
        kind,
        Instant.ofEpochMilli(1_760_000_000_123L),
        "admin",
        said,
        content,
        previous,
        "digest-" + number);
  }

  @Test
  void supplies_keep_each_movement_and_each_version_of_a_slot_once() {
    SupplyContract.run(
        sites -> {
          reopen(sites);
          return journal;
        });
  }

  @Test
  void reports_are_opened_once_and_keep_each_version() {
    Instant now = Instant.ofEpochMilli(1_760_000_000_123L);
    UpwardReport.Version first =
        new UpwardReport.Version(
            1,
            UpwardReport.Kind.FIRST,
            new UpwardReport.Event(now, "冷库", "门未关；<b>5 人</b>", 5, "已转移食材"),
            new UpwardReport.Told(now.plusMillis(5), "教育局", UpwardReport.Way.BOTH),
            new UpwardReport.Signed("a", "b", "", "admin"),
            now.plusMillis(9));
    UpwardReport report = new UpwardReport("a1", "main", now, now.plusMillis(1), List.of());
    UpwardReport other = new UpwardReport("a2", "west", now.plusMillis(1), now, List.of());
    assertThat(journal.reports().open(report)).isTrue();
    assertThat(journal.reports().open(report)).isFalse();
    journal.reports().open(other);
    UpwardReport late =
        new UpwardReport("a3", "main", now.plusMillis(9), now.plusMillis(2), List.of());
    journal.reports().open(late);
    assertThat(journal.reports().list(true, 9)).containsExactly(other, report, late);
    assertThat(journal.reports().list(true, 1)).as("the nearest deadline").containsExactly(other);
    UpwardReport.Version aside =
        new UpwardReport.Version(
            1,
            UpwardReport.Kind.NOT_REQUIRED,
            new UpwardReport.Event(now, "", "传感器故障", 0, ""),
            Optional.empty(),
            new UpwardReport.Signed("a", "", "", "admin"),
            now.plusMillis(9));
    assertThat(journal.reports().add("a3", aside)).isTrue();
    assertThat(journal.reports().find("a3").orElseThrow().versions()).containsExactly(aside);
    assertThat(journal.reports().add("a1", first)).isTrue();
    assertThat(journal.reports().add("a1", first)).as("that number is there").isFalse();
    reopen();
    UpwardReport whole = new UpwardReport("a1", "main", now, now.plusMillis(1), List.of(first));
    assertThat(journal.reports().list(false, 2))
        .extracting(UpwardReport::id)
        .containsExactly("a3", "a2");
    assertThat(journal.reports().find("a1")).contains(whole);
    assertThat(journal.reports().find("a1").orElseThrow().last().orElseThrow().digest())
        .isEqualTo(first.digest());
    reopen(Sites.of(List.of("west")));
    assertThat(journal.reports().list(true, 9)).containsExactly(other);
    assertThat(journal.reports().find("a1")).isEmpty();
  }

  @Test
  void a_photo_is_kept_to_the_byte_and_is_seen_with_its_alert() {
    journal.alerts().save(Town.alert(Severity.CRITICAL, Town.at(0, 2, 0)));
    Photo photo = new Photo("a1", "image/png", new byte[] {0, -1, 'x'}, "admin", 5);
    assertThat(journal.photos().add(photo)).isTrue();
    assertThat(journal.photos().add(photo)).isFalse();
    reopen();
    assertThat(journal.photos().find("a1").orElseThrow().content()).isEqualTo(photo.content());
    assertThat(journal.photos().about("a1"))
        .contains(new Photo.About("image/png", 3, photo.about().digest(), "admin", 5));
    reopen(Sites.of(List.of("west")));
    assertThat(journal.photos().find("a1")).isEmpty();
    assertThat(journal.photos().about("a1")).isEmpty();
  }

  @Test
  void a_floor_plan_is_kept_with_its_points_until_it_is_removed() {
    FloorPlan.Place canteen = new FloorPlan.Place("main", "canteen-1");
    FloorPlan.Spot spot = new FloorPlan.Spot("gw-1:cold1.temperature", 0.25, 0.75);
    JournalFloorPlans plans = journal.floorPlans();
    assertThat(plans.place(canteen, List.of(spot))).as("no such plan yet").isFalse();
    for (byte content : new byte[] {1, 2}) {
      Photo photo = new Photo("", "image/png", new byte[] {content, -1}, "admin", content);
      plans.put(canteen, photo.about(), photo.content());
      plans.put(new FloorPlan.Place("west", ""), photo.about(), photo.content());
      assertThat(plans.place(canteen, List.of(spot))).isTrue();
    }
    reopen(Sites.of(List.of("main")));
    plans = journal.floorPlans();
    assertThat(plans.picture(canteen)).contains(new byte[] {2, -1});
    assertThat(plans.picture(new FloorPlan.Place("west", ""))).isEmpty();
    assertThat(plans.list())
        .singleElement()
        .satisfies(
            plan -> {
              assertThat(plan.place()).isEqualTo(canteen);
              assertThat(plan.picture().bytes()).isEqualTo(2);
              assertThat(plan.picture().at()).isEqualTo(2);
              assertThat(plan.spots()).containsExactly(spot);
            });
    assertThat(plans.place(canteen, List.of())).isTrue();
    assertThat(plans.list().get(0).spots()).isEmpty();
    assertThat(plans.remove(canteen)).isTrue();
    assertThat(plans.remove(canteen)).isFalse();
    assertThat(plans.list()).isEmpty();
  }
}
