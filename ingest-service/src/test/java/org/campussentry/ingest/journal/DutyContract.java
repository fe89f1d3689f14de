package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.duty.AreaGlob;
import org.campussentry.ingest.duty.Assignment;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyStore;
import org.campussentry.ingest.duty.Handover;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;

/** What each database keeps of duty; the contract of the journal runs it. */
final class DutyContract {
  private static final Instant NOW = Instant.ofEpochMilli(1_760_000_000_000L);

  /** Opens the same journal anew. */
  interface Reopened {
    DutyStore duty(Sites sites);
  }

  private DutyContract() {}

  static void run(Reopened journal) {
    assignments(journal);
    seen(journal);
    handovers(journal);
    maintenance(journal);
    calls(journal);
  }

  private static Assignment put(Role role, String person) {
    return new Assignment(LocalDate.of(2026, 11, 24), "night", role, Optional.ofNullable(person));
  }

  private static void assignments(Reopened journal) {
    DutyStore duty = journal.duty(Sites.ALL);
    List<Assignment> blind = List.of();
    duty.assign(List.of(put(Role.OFFICER, "a"), put(Role.LEADER, "c")), blind, "admin", NOW);
    duty.assign(List.of(put(Role.OFFICER, "b"), put(Role.LEADER, null)), blind, "admin", NOW);
    duty.assign(List.of(put(Role.OFFICER, "b")), blind, "admin", NOW.plusSeconds(60));
    Assignment kept = put(Role.OFFICER, "b");
    assertThat(journal.duty(Sites.of(List.of("west"))).assignments())
        .as("put in once, whoever says it again")
        .containsExactly(
            new Assignment(kept.date(), kept.shift(), kept.role(), kept.person(), NOW));
  }

  /** Who looked before somebody else changed it changes nothing, of all that was asked for. */
  private static void seen(Reopened journal) {
    DutyStore duty = journal.duty(Sites.ALL);
    List<Assignment> want = List.of(put(Role.BACKUP, "d"), put(Role.OFFICER, "c"));
    List<Assignment> nobody = List.of(put(Role.BACKUP, null), put(Role.OFFICER, null));
    List<Assignment> before = duty.assignments();
    assertThat(duty.assign(want, nobody, "admin", NOW)).isFalse();
    assertThat(duty.assignments()).isEqualTo(before);
    List<Assignment> right = List.of(put(Role.BACKUP, null), put(Role.OFFICER, "b"));
    assertThat(duty.assign(want, right, "admin", NOW)).isTrue();
    assertThat(duty.assign(want, right, "admin", NOW)).isFalse();
    List<Assignment> back = List.of(put(Role.BACKUP, null), put(Role.OFFICER, null));
    assertThat(duty.assign(back, right, "admin", NOW)).isFalse();
    assertThat(duty.assign(back, want, "admin", NOW)).isTrue();
    assertThat(duty.assignments()).isEmpty();
  }

  private static Handover handover(String site, List<String> alerts) {
    return new Handover(
        site + "-1",
        site,
        NOW,
        NOW.plusMillis(5),
        "a",
        "b",
        alerts,
        Optional.empty(),
        Optional.empty());
  }

  private static void handovers(Reopened journal) {
    DutyStore duty = journal.duty(Sites.ALL);
    assertThat(duty.open(handover("main", List.of("a1", "a2")))).isTrue();
    assertThat(duty.open(handover("main", List.of()))).as("it was taken").isFalse();
    duty.open(handover("west", List.of()));
    Handover.Signature signature = new Handover.Signature("admin", NOW);
    assertThat(duty.sign("main-1", true, signature)).isTrue();
    assertThat(duty.sign("main-1", true, signature)).isFalse();
    assertThat(duty.handovers(true, 10))
        .extracting(Handover::id)
        .containsExactly("main-1", "west-1");
    assertThat(duty.sign("main-1", false, signature)).isTrue();
    duty = journal.duty(Sites.ALL);
    assertThat(duty.handovers(true, 10)).containsExactly(handover("west", List.of()));
    Handover kept = duty.handover("main-1").orElseThrow();
    assertThat(kept.alerts()).containsExactly("a1", "a2");
    assertThat(kept.isSigned()).isTrue();
    duty = journal.duty(Sites.of(List.of("west")));
    assertThat(duty.handover("main-1")).isEmpty();
    assertThat(duty.handovers(false, 10)).hasSize(1);
  }

  private static void maintenance(Reopened journal) {
    MaintenanceWindow area =
        new MaintenanceWindow(
            "m1",
            "main",
            new MaintenanceWindow.InArea(new AreaGlob("canteen-1/**")),
            "化霜",
            NOW,
            NOW.plusSeconds(60),
            "admin");
    MaintenanceWindow point =
        new MaintenanceWindow(
            "m2",
            "main",
            new MaintenanceWindow.AtPoint(new PointId("gw", "cold1.temperature")),
            "检定",
            NOW.plusSeconds(10),
            NOW.plusSeconds(90),
            "admin");
    journal.duty(Sites.ALL).plan(area);
    journal.duty(Sites.ALL).plan(point);
    DutyStore duty = journal.duty(Sites.ALL);
    assertThat(duty.maintenance(NOW)).containsExactly(area, point);
    assertThat(duty.maintenance(NOW.plusSeconds(60))).containsExactly(point);
    assertThat(duty.end("m2", "admin", NOW.plusSeconds(5))).isTrue();
    assertThat(duty.end("m2", "admin", NOW.plusSeconds(5))).isFalse();
    assertThat(duty.maintenance(NOW)).as("it never began").containsExactly(area);
    assertThat(journal.duty(Sites.of(List.of("west"))).maintenance(NOW)).isEmpty();
    assertThat(journal.duty(Sites.of(List.of("west"))).end("m1", "admin", NOW)).isFalse();
  }

  private static void calls(Reopened journal) {
    Call call =
        new Call("a1", Call.Kind.STEP, 1, 0, 2, "leader", Optional.of("c"), "leader after 15 min");
    assertThat(journal.duty(Sites.ALL).call(call, NOW)).isTrue();
    assertThat(journal.duty(Sites.ALL).call(call, NOW.plusSeconds(9))).isFalse();
    assertThat(journal.duty(Sites.ALL).calls("a1")).containsExactly("a1/step/1/0/2/leader");
    assertThat(journal.duty(Sites.ALL).calls("a2")).isEmpty();
    assertThat(journal.duty(Sites.ALL).made("a1"))
        .containsExactly(
            new DutyStore.Made(Call.Kind.STEP, Optional.of("c"), "leader after 15 min", NOW));
  }
}
