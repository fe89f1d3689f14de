package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.account.Account;
import org.campussentry.ingest.account.ApiToken;
import org.campussentry.ingest.account.AuditTrail;
import org.campussentry.ingest.account.Role;
import org.campussentry.ingest.account.Session;
import org.campussentry.ingest.coverage.Expectation;
import org.campussentry.ingest.duty.DutyStore;
import org.campussentry.ingest.intake.CatalogStore;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Fault;
import org.campussentry.ingest.intake.Tally;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.junit.jupiter.api.Test;

/** What is put in is there after a restart, whole; each database's own test only opens it. */
abstract class JournalContract extends ArrivalContract {

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
