package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.account.Account;
import org.campussentry.ingest.account.ApiToken;
import org.campussentry.ingest.account.AuditTrail;
import org.campussentry.ingest.account.Role;
import org.campussentry.ingest.account.Session;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.duty.DutyStore;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.instrument.Instrument;
import org.campussentry.ingest.intake.CatalogStore;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Fault;
import org.campussentry.ingest.intake.Ranges;
import org.campussentry.ingest.intake.StreamRecord;
import org.campussentry.ingest.intake.StreamStore;
import org.campussentry.ingest.intake.Tally;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.report.UpwardReport;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;
import org.campussentry.ingest.web.FloorPlan;
import org.campussentry.ingest.web.Photo;
import org.junit.jupiter.api.Test;

/** What is put in is there after a restart, whole; each database's own test only opens it. */
abstract class JournalContract extends ArchiveContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Fault WHY = new Fault(Fault.Kind.NOT_JSON, "why");

  @Test
  void high_water_and_catalogs() {
    PointId id = new PointId("gw", "cold1.temperature");
    journal.alerts().saveHighWater(Map.of(id, 5L));
    journal.alerts().saveHighWater(Map.of(id, 7L));
    Point point = new Point(id, "main", "canteen-1", "cold1", "temperature", "Cel", 5000, false);
    Catalog old = new Catalog("main", "gw", "old", List.of());
    Catalog current = new Catalog("main", "gw", "new", List.of(point));
    journal.catalogs().save(current, 1);
    journal.catalogs().save(old, 2);
    journal.catalogs().save(current, 3);
    reopen();
    assertThat(journal.alerts().highWater()).containsEntry(id, 7L);
    assertThat(journal.catalogs().all()).containsExactly(old, current);
    for (int i = 0; i < CatalogStore.MOST; i++) {
      journal
          .catalogs()
          .save(new Catalog(old.site(), old.gateway(), "new" + i, old.points()), 4 + i);
    }
    assertThat(journal.catalogs().all())
        .as("who sends ever new ones displaces its own")
        .hasSize(CatalogStore.MOST)
        .doesNotContain(old, current);
  }

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

  private static Instrument instrument(
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

  private static StreamRecord stream(String stream, String stored, String announced, long at) {
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
  private void fill(String site) {
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

  @Test
  void an_instance_sees_and_forgets_what_is_of_its_sites() {
    fill("main");
    fill("west");
    Long ofMain = journal.deadLetters().ids().get(0);
    reopen(Sites.of(List.of("west")));
    PointId west = new PointId("gw-west", "cold1.temperature");
    assertThat(journal.alerts().open()).extracting(Alert::id).containsExactly("alert-west");
    assertThat(journal.alerts().list(Optional.empty(), 10)).hasSize(1);
    assertThat(journal.alerts().find("alert-main")).isEmpty();
    assertThat(journal.alerts().highWater()).containsOnlyKeys(west);
    assertThat(journal.deliveries().waiting())
        .extracting(Delivery::id)
        .containsExactly("delivery-west");
    assertThat(journal.catalogs().all()).extracting(Catalog::site).containsExactly("west");
    assertThat(journal.expectations().all()).extracting(Expectation::point).containsExactly(west);
    assertThat(journal.streams().totals()).containsOnlyKeys("gw-west");
    assertThat(journal.streams().list(Optional.of("gw-main"), 10)).isEmpty();
    assertThat(journal.streams().counts(DAY)).containsOnlyKeys(west);
    assertThat(journal.deadLetters().list(Optional.empty(), 10)).hasSize(1);
    assertThat(journal.deadLetters().find(ofMain)).isEmpty();

    journal.streams().forgetOld(DAY.plusDays(401), 6 + Tally.KEEP_MS);
    JournalDeadLetters letters = journal.deadLetters();
    for (int i = 0; i < 10_001; i++) {
      letters.add(new DeadLetter(0, 2, false, "sentry/v1/west/x/data", WHY, new byte[1], 1));
    }
    letters.save();
    assertThat(letters.ids()).hasSize(10_000);

    reopen(Sites.of(List.of("east", "main")));
    assertThat(journal.streams().list(Optional.empty(), 10)).hasSize(1);
    assertThat(journal.streams().counts(DAY)).hasSize(1);
    assertThat(journal.deadLetters().ids()).containsExactly(ofMain);
    reopen();
    assertThat(journal.alerts().open()).hasSize(2);
    assertThat(journal.deliveries().waiting()).hasSize(2);
  }

  @Test
  void accounts_and_sessions_are_those_of_all_and_a_name_is_given_once() {
    JournalAccounts accounts = journal.accounts();
    Account admin = administrator("admin");
    Account other = account("zoe", Role.DUTY_OFFICER, Optional.of("officer-a"));
    assertThat(accounts.create(other, "hash")).isTrue();
    assertThat(accounts.create(admin, "hash")).isTrue();
    assertThat(accounts.create(admin, "other")).isFalse();
    accounts.openSession("t1", new Session("s1", "admin", 1, 2, 100, "10.0.0.9", "Browser \"甲\""));
    accounts.openSession("t2", new Session("s2", "admin", 1, 3, 9, "", ""));
    reopen(Sites.of(List.of("west")));
    accounts = journal.accounts();
    assertThat(accounts.accounts()).containsExactly(admin, other);
    assertThat(accounts.passwordHash("admin")).contains("hash");
    accounts.setPassword("admin", "new", true, 7);
    accounts.loggedIn("admin", 8);
    accounts.change(admin.with("<b>\"O'Neill\" 🌡</b>", Role.VIEWER, Optional.of("x"), false));
    assertThat(accounts.passwordHash("admin")).contains("new");
    assertThat(accounts.account("admin"))
        .contains(
            new Account(
                "admin",
                "<b>\"O'Neill\" 🌡</b>",
                Role.VIEWER,
                Optional.of("x"),
                false,
                true,
                1,
                7,
                8));
    assertThat(accounts.session("t1").orElseThrow().agent()).isEqualTo("Browser \"甲\"");
    accounts.sessionSeen("s1", 50);
    assertThat(accounts.sessions()).extracting(Session::id).containsExactly("s1", "s2");
    accounts.forgetSessions(9, 0);
    assertThat(accounts.sessions()).extracting(Session::seenAt).containsExactly(50L);
    accounts.endSessions("admin", "s1");
    assertThat(accounts.endSession("s1")).isTrue();
    assertThat(accounts.endSession("s1")).isFalse();
  }

  static Account administrator(String name) {
    return account(name, Role.ADMINISTRATOR, Optional.empty());
  }

  private static Account account(String name, Role role, Optional<String> person) {
    return new Account(name, "", role, person, true, false, 1, 1, 0);
  }

  @Test
  void tokens_are_kept_after_they_were_revoked_which_happens_once() {
    ApiToken token = new ApiToken("id", "墙 1", "admin", Role.WALL, 1, 100, 0, 0);
    journal.accounts().addToken("hash", token);
    reopen();
    JournalAccounts accounts = journal.accounts();
    assertThat(accounts.token("hash")).contains(token);
    assertThat(accounts.token("other")).isEmpty();
    accounts.tokenUsed("id", 5);
    assertThat(accounts.revokeToken("id", 6)).isTrue();
    assertThat(accounts.revokeToken("id", 7)).isFalse();
    assertThat(accounts.tokens())
        .containsExactly(new ApiToken("id", "墙 1", "admin", Role.WALL, 1, 100, 5, 6));
  }

  @Test
  void the_audit_trail_is_read_newest_first_by_time_user_and_subject_a_page_at_a_time() {
    JournalAccounts accounts = journal.accounts();
    accounts.audit(1, "admin", "close", "a_1", "why");
    accounts.audit(2, "admin/probe", "account", "b", "", "{\"role\":\"viewer\"}", "{}");
    accounts.audit(2, "administrator", "account", "ax1", "");
    reopen();
    assertThat(audited(0, 3, "", "", 9)).containsExactly("ax1", "b", "a_1");
    assertThat(audited(0, 2, "", "", 9)).containsExactly("a_1");
    assertThat(audited(0, 3, "admin", "", 9)).containsExactly("b", "a_1");
    assertThat(audited(0, 3, "", "a_", 9)).as("no letter stands for any").containsExactly("a_1");
    AuditTrail.Entry newest = journal.accounts().audited(query(0, 3, "", "", 1)).get(0);
    List<AuditTrail.Entry> next =
        journal
            .accounts()
            .audited(
                new AuditTrail.Query(0, 3, Optional.empty(), Optional.empty(), newest.id(), 1));
    assertThat(next).extracting(AuditTrail.Entry::before).containsExactly("{\"role\":\"viewer\"}");
  }

  private List<String> audited(long from, long until, String user, String subject, int limit) {
    return journal.accounts().audited(query(from, until, user, subject, limit)).stream()
        .map(AuditTrail.Entry::subject)
        .toList();
  }

  private static AuditTrail.Query query(
      long from, long until, String user, String subject, int limit) {
    return new AuditTrail.Query(
        from,
        until,
        Optional.of(user).filter(u -> !u.isEmpty()),
        Optional.of(subject).filter(s -> !s.isEmpty()),
        Long.MAX_VALUE,
        limit);
  }

  @Test
  void a_text_with_a_character_0_keeps_nothing_from_being_taken() {
    JournalDeadLetters letters = journal.deadLetters();
    letters.add(
        new DeadLetter(
            0,
            1,
            false,
            "t",
            new Fault(Fault.Kind.ROW, "not a point id: '\0'"),
            new byte[] {0},
            1));
    letters.save();
    assertThat(letters.list(Optional.empty(), 1).get(0).reason())
        .isEqualTo("not a point id: '\uFFFD'");
    assertThat(letters.list(Optional.empty(), 1).get(0).payload()).containsExactly(0);
  }

  private DutyStore duty(Sites sites) {
    reopen(sites);
    return journal.duty();
  }

  @Test
  void of_duty_what_people_changed_signed_and_planned_and_whom_was_called() {
    DutyContract.run(this::duty);
  }

  @Test
  void of_drills_what_was_practised_and_how_they_ended() {
    DrillContract.run(
        sites -> {
          reopen(sites);
          return journal;
        });
  }

  @Test
  void of_the_canary_how_far_it_came() {
    CanaryContract.run(
        sites -> {
          reopen(sites);
          return journal;
        });
  }
}
