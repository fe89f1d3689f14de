package org.campussentry.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.duty.Town.at;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.DutyStore;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines of reports, with a real journal, on a clock that is moved; over restarts. */
class UpwardDeskTest {
  private static final RuleBook RULES =
      new RuleBook(List.of()).reporting(Map.of("cold", Duration.ofHours(2)));
  private static final Alert ACTIVE = Town.alert(Severity.CRITICAL, at(0, 2, 0));

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private Instant now = at(0, 2, 0);
  private Roster roster = Town.ROSTER;
  private RuleBook rules = RULES;
  private Predicate<String> refused = call -> false;
  private Journal journal;
  private UpwardDesk desk;

  @BeforeEach
  void start() {
    journal = Journal.open(folder, Sites.ALL);
    DutyPlan plan = new DutyPlan(Town.PEOPLE, roster, Policies.NONE, List.of("main"));
    desk =
        new UpwardDesk(
            rules,
            guarded(AlertStore.class, journal.alerts()),
            guarded(ReportStore.class, journal.reports()),
            new DutyDesk(plan, guarded(DutyStore.class, journal.duty()), now),
            new DeadlineCalls(Town.CAMPUS, Town.PEOPLE));
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  private <T> T guarded(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (refused.test(method.getName())) {
                throw new IllegalStateException("the journal is away");
              }
              return method.invoke(store, arguments);
            }));
  }

  private void restart() {
    stop();
    start();
  }

  private void round() {
    desk.round(
        now,
        (alert, call) -> {
          assertThat(alert.id()).isEqualTo(call.alert());
          told.add(
              "%d %s"
                  .formatted(
                      Duration.between(at(0, 2, 0), now).toMinutes(),
                      call.person().orElse("everybody")));
        });
  }

  /** Moves time by minutes, with a round in each and a restart in some. */
  private void until(int day, int hour, int minute) {
    while (now.isBefore(at(day, hour, minute))) {
      now = now.plus(Duration.ofMinutes(1));
      if (now.getEpochSecond() % 1020 == 0) {
        restart();
      }
      round();
    }
  }

  private UpwardDesk.Outcome handIn(UpwardReport.Kind kind, String recorder, String reviewer) {
    return handIn(kind, recorder, reviewer, at(0, 2, 0), now);
  }

  private UpwardDesk.Outcome handIn(
      UpwardReport.Kind kind,
      String recorder,
      String reviewer,
      Instant happened,
      Instant reported) {
    return desk.handIn(
        desk.store().find("a1").orElseThrow(),
        kind,
        new UpwardReport.Event(happened, "冷库", "门未关", 0, "已关门"),
        new UpwardReport.Told(reported, "教育局", UpwardReport.Way.TELEPHONE),
        new UpwardReport.Signed(recorder, reviewer, "", "admin"),
        now);
  }

  private static void assertRefused(UpwardDesk.Outcome outcome, String why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            UpwardDesk.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  @Test
  void the_leader_then_the_department_are_called_until_it_is_handed_in_over_restarts() {
    journal.alerts().save(ACTIVE);
    round();
    assertThat(told).containsExactly("0 leader");
    until(0, 3, 29);
    assertThat(told).hasSize(1);
    until(0, 3, 59);
    assertThat(told).containsExactly("0 leader", "90 leader", "90 cook");
    until(0, 4, 29);
    assertThat(told.subList(3, told.size())).containsExactly("120 leader", "120 cook");
    until(0, 5, 29);
    assertThat(told.subList(5, told.size()))
        .containsExactly("150 leader", "150 cook", "180 leader", "180 cook");
    assertThat(desk.store().find("a1").orElseThrow().isLate(now)).isTrue();
    assertThat(handIn(UpwardReport.Kind.FIRST, "officer-b", "leader"))
        .isInstanceOf(UpwardDesk.Kept.class);
    until(0, 9, 0);
    assertThat(told).hasSize(9);
  }

  @Test
  void an_alert_that_ended_is_reported_all_the_same() {
    journal.alerts().save(ACTIVE);
    round();
    journal
        .alerts()
        .save(
            Town.alert(
                Severity.CRITICAL,
                at(0, 2, 0),
                Optional.empty(),
                Optional.empty(),
                Alert.State.RECOVERED));
    until(0, 3, 31);
    assertThat(told).hasSize(3);
  }

  @Test
  void after_a_long_stop_the_stage_of_now_is_called_alone() {
    journal.alerts().save(ACTIVE);
    now = at(0, 5, 10);
    round();
    assertThat(told).containsExactly("190 leader", "190 cook");
  }

  @Test
  void what_ended_before_its_rule_asked_for_a_report_needs_none() {
    journal
        .alerts()
        .save(
            Town.alert(
                Severity.CRITICAL,
                at(0, 2, 0),
                Optional.empty(),
                Optional.empty(),
                Alert.State.RECOVERED));
    now = at(0, 4, 1);
    round();
    assertThat(desk.store().list(false, 9)).isEmpty();
    rules = new RuleBook(List.of()).reporting(Map.of("other", Duration.ofHours(2)));
    restart();
    journal.alerts().save(ACTIVE);
    round();
    assertThat(desk.store().list(false, 9)).as("of another rule").isEmpty();
  }

  @Test
  void without_a_leader_the_officer_is_called_and_without_anybody_all_are() {
    roster =
        new Roster(
            Town.SHANGHAI,
            List.of(Town.NIGHT),
            List.of(
                Town.rota("night", Role.OFFICER, "officer-b"),
                Town.rota("night", Role.LEADER, "mute")),
            Holidays.NONE);
    restart();
    journal.alerts().save(ACTIVE);
    round();
    assertThat(told).containsExactly("0 officer-b");
    roster = new Roster(Town.SHANGHAI, List.of(), List.of(), Holidays.NONE);
    restart();
    now = at(0, 2, 1);
    told.clear();
    round();
    assertThat(told).containsExactly("1 everybody");
  }

  @Test
  void versions_follow_each_other_and_two_people_stand_for_each() {
    journal.alerts().save(ACTIVE);
    round();
    now = at(0, 2, 30);
    assertRefused(handIn(UpwardReport.Kind.FINAL, "officer-b", "leader"), "'kind' is first");
    assertRefused(handIn(UpwardReport.Kind.FIRST, "leader", "leader"), "another person reviews");
    assertRefused(
        handIn(UpwardReport.Kind.FIRST, "a", "b", at(0, 2, 0), at(0, 2, 31)), "in the future");
    assertRefused(
        handIn(UpwardReport.Kind.FIRST, "a", "b", at(0, 2, 0), at(0, 1, 59)), "lies before");
    assertThat(desk.store().find("a1").orElseThrow().isWaiting()).isTrue();
    assertThat(handIn(UpwardReport.Kind.FIRST, "officer-b", "leader"))
        .isInstanceOf(UpwardDesk.Kept.class);
    UpwardReport before = desk.store().find("a1").orElseThrow();
    assertThat(before.isLate(at(1, 0, 0))).as("told in time").isFalse();
    assertRefused(
        handIn(UpwardReport.Kind.FIRST, "officer-b", "leader"), "'kind' is follow-up or final");
    handIn(UpwardReport.Kind.FOLLOW_UP, "officer-b", "leader");
    handIn(UpwardReport.Kind.FINAL, "officer-b", "leader");
    assertRefused(handIn(UpwardReport.Kind.FOLLOW_UP, "officer-b", "leader"), "nothing follows it");
    restart();
    assertThat(desk.store().find("a1").orElseThrow().versions())
        .extracting(UpwardReport.Version::kind)
        .containsExactly(
            UpwardReport.Kind.FIRST, UpwardReport.Kind.FOLLOW_UP, UpwardReport.Kind.FINAL);
  }

  /** A clock has microseconds, the journal milliseconds; a printed digest must hold for ever. */
  @Test
  void the_digest_of_what_was_handed_in_is_that_of_the_journal() {
    journal.alerts().save(ACTIVE);
    now = at(0, 2, 5).plusNanos(123_456_789);
    round();
    var outcome = handIn(UpwardReport.Kind.FIRST, "officer-b", "leader", now, now);
    UpwardReport handedIn = ((UpwardDesk.Kept) outcome).report();
    restart();
    UpwardReport read = desk.store().find("a1").orElseThrow();
    assertThat(read).isEqualTo(handedIn);
    assertThat(read.versions().get(0).digest()).isEqualTo(handedIn.versions().get(0).digest());
  }

  @Test
  void the_digest_is_of_a_text_that_no_change_of_names_changes() {
    UpwardReport.Version version =
        new UpwardReport.Version(
            1,
            UpwardReport.Kind.FIRST,
            new UpwardReport.Event(at(0, 2, 0), "冷库", "门未关\nplace: x\\", 0, "已关门"),
            new UpwardReport.Told(at(0, 2, 30), "教育局", UpwardReport.Way.TELEPHONE),
            new UpwardReport.Signed("officer-b", "leader", "", "admin"),
            at(0, 2, 31));
    assertThat(version.text())
        .isEqualTo(
            """
            number: 1
            kind: first
            happened: 1795370400000
            place: 冷库
            what: 门未关\\nplace: x\\\\
            affected: 0
            measures: 已关门
            reported: 1795372200000
            to: 教育局
            way: telephone
            recorder: officer-b
            reviewer: leader
            signatory:\s
            by: admin
            recorded: 1795372260000
            """);
  }

  private void minutes(int minutes) {
    for (int i = 0; i < minutes; i++) {
      now = now.plus(Duration.ofMinutes(1));
      round();
    }
  }

  @Test
  void a_journal_that_is_away_holds_up_no_deadline() {
    journal.alerts().save(ACTIVE);
    round();
    refused = call -> true;
    minutes(125);
    assertThat(told).containsExactly("0 leader", "90 leader", "90 cook", "120 leader", "120 cook");
    refused = call -> false;
    minutes(1);
    assertThat(told).as("nothing is called again").hasSize(5);
    handIn(UpwardReport.Kind.FIRST, "officer-b", "leader");
    refused = call -> true;
    minutes(60);
    assertThat(told).as("what was handed in calls nobody").hasSize(5);
  }

  @Test
  void a_full_disk_hides_no_new_report() {
    journal.alerts().save(ACTIVE);
    refused = Set.of("open", "call")::contains;
    minutes(5);
    assertThat(told).containsExactly("1 leader");
    refused = call -> false;
    minutes(1);
    assertThat(told).hasSize(1);
    assertThat(desk.store().find("a1")).isPresent();
  }

  @Test
  void many_that_wait_are_all_called_the_nearest_deadline_first() {
    for (int i = 0; i < 250; i++) {
      Instant active = at(0, 2, 0).minusSeconds(i);
      Alert one = numbered(i, Town.alert(Severity.CRITICAL, active));
      journal.alerts().save(one);
      journal
          .reports()
          .open(
              new UpwardReport(
                  one.id(), "main", active, active.plus(Duration.ofHours(2)), List.of()));
    }
    List<String> called = new ArrayList<>();
    desk.round(now, (alert, call) -> called.add(call.alert()));
    assertThat(called).hasSize(250).startsWith("a249", "a248").endsWith("a0");
  }

  private static Alert numbered(int i, Alert alert) {
    return new Alert(
        "a" + i,
        alert.rule(),
        alert.source(),
        alert.site(),
        alert.area(),
        alert.quantity(),
        alert.unit(),
        alert.severity(),
        alert.kind(),
        alert.limit(),
        alert.late(),
        alert.course(),
        alert.handling());
  }

  @Test
  void what_is_not_required_calls_nobody_and_can_be_handed_in_later() {
    journal.alerts().save(ACTIVE);
    round();
    now = at(0, 2, 30);
    UpwardReport before = desk.store().find("a1").orElseThrow();
    desk.setAside(before, "冷库", "传感器故障", "leader", "admin", now);
    until(0, 9, 0);
    assertThat(told).containsExactly("0 leader");
    UpwardReport aside = desk.store().find("a1").orElseThrow();
    assertThat(aside.isLate(now)).isFalse();
    assertThat(aside.last().orElseThrow().kind()).isEqualTo(UpwardReport.Kind.NOT_REQUIRED);
    assertThat(aside.last().orElseThrow().told()).isEmpty();
    assertThat(aside.last().orElseThrow().event().what()).isEqualTo("传感器故障");
    assertRefused(desk.setAside(aside, "", "x", "leader", "admin", now), "set aside already");
    handIn(UpwardReport.Kind.FIRST, "officer-b", "leader");
    UpwardReport handedIn = desk.store().find("a1").orElseThrow();
    assertThat(handedIn.isLate(now)).as("told after its time").isTrue();
    assertRefused(desk.setAside(handedIn, "", "x", "leader", "admin", now), "handed in already");
  }
}
