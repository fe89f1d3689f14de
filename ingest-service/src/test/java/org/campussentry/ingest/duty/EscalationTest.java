package org.campussentry.ingest.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.duty.Town.LADDER;
import static org.campussentry.ingest.duty.Town.ROSTER;
import static org.campussentry.ingest.duty.Town.alert;
import static org.campussentry.ingest.duty.Town.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

/** The story of an alert is told by moving the time. */
class EscalationTest {
  private static final QuietHours QUIET =
      new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), Town.SHANGHAI);

  private final Set<String> made = new HashSet<>();
  private final List<String> story = new ArrayList<>();

  private static Escalation escalation(Policy... policies) {
    return new Escalation(
        Town.CAMPUS, Town.PEOPLE, new Policies(List.of(policies), Optional.of(QUIET)));
  }

  /** Asks each minute, as a process that lives does. */
  private void live(Alert alert, Roster roster, Instant from, Instant until, Policy... policies) {
    for (Instant now = from; now.isBefore(until); now = now.plusSeconds(60)) {
      for (Call call : escalation(policies).due(alert, roster, made, now)) {
        assertThat(made.add(call.key())).isTrue();
        story.add(
            "%s %s %s"
                .formatted(
                    LocalTime.ofInstant(now, Town.SHANGHAI),
                    call.kind().word(),
                    call.person().orElse("*")));
      }
    }
  }

  private static Alert claimed(Instant activeAt, Instant claimedAt) {
    return alert(
        Severity.CRITICAL, activeAt, Optional.of(claimedAt), Optional.empty(), Alert.State.ACTIVE);
  }

  @Test
  void an_alert_that_nobody_claims_climbs_to_the_department_and_begins_again() {
    live(alert(Severity.CRITICAL, at(0, 9, 0)), ROSTER, at(0, 9, 0), at(0, 10, 10), LADDER);
    assertThat(story)
        .containsExactly(
            "09:00 step officer-a",
            "09:05 step backup",
            "09:15 step leader",
            "09:30 step cook",
            "10:00 step officer-a",
            "10:05 step backup");
  }

  @Test
  void an_acknowledgement_is_a_lease_and_the_steps_count_anew_from_its_lapse() {
    live(alert(Severity.CRITICAL, at(0, 9, 0)), ROSTER, at(0, 9, 0), at(0, 9, 7), LADDER);
    live(claimed(at(0, 9, 0), at(0, 9, 7)), ROSTER, at(0, 9, 7), at(0, 9, 45), LADDER);
    assertThat(story)
        .containsExactly(
            "09:00 step officer-a",
            "09:05 step backup",
            "09:37 step officer-a",
            "09:42 step backup");
  }

  @Test
  void recovered_and_closed_call_nobody_and_a_shelf_lasts_to_its_end() {
    for (Alert.State state :
        List.of(Alert.State.PENDING, Alert.State.RECOVERED, Alert.State.CLOSED)) {
      Alert over = alert(Severity.CRITICAL, at(0, 9, 0), Optional.empty(), Optional.empty(), state);
      assertThat(escalation(LADDER).due(over, ROSTER, made, at(0, 12, 0))).isEmpty();
      assertThat(escalation(LADDER).next(over, ROSTER, made, at(0, 9, 0))).isEmpty();
    }
    Alert shelved =
        alert(
            Severity.CRITICAL,
            at(0, 9, 0),
            Optional.empty(),
            Optional.of(at(0, 11, 0)),
            Alert.State.ACTIVE);
    assertThat(escalation(LADDER).next(shelved, ROSTER, made, at(0, 9, 1))).contains(at(0, 11, 0));
    live(shelved, ROSTER, at(0, 9, 1), at(0, 11, 6), LADDER);
    assertThat(story).containsExactly("11:00 step officer-a", "11:05 step backup");
  }

  @Test
  void who_comes_on_duty_is_told_also_of_what_is_claimed() {
    live(claimed(at(0, 19, 50), at(0, 19, 55)), ROSTER, at(0, 19, 55), at(0, 20, 26), LADDER);
    assertThat(story).containsExactly("20:00 shift-change officer-b", "20:25 step officer-b");
  }

  @Test
  void who_is_put_in_in_the_midst_of_a_shift_is_told_of_what_is_open_once() {
    Roster swapped =
        ROSTER.with(
            List.of(
                new Assignment(
                    Town.MONDAY, "day", Role.OFFICER, Optional.of("officer-b"), at(0, 10, 0))));
    Alert open = claimed(at(0, 9, 50), at(0, 9, 55));
    live(open, ROSTER, at(0, 9, 55), at(0, 9, 59), LADDER);
    live(open, swapped, at(0, 10, 0), at(0, 10, 20), LADDER);
    assertThat(story).containsExactly("10:00 shift-change officer-b");
    Alert later = claimed(at(0, 10, 5), at(0, 10, 6));
    assertThat(escalation(LADDER).due(later, swapped, made, at(0, 10, 7)))
        .as("it began when that one was on duty")
        .isEmpty();
  }

  @Test
  void a_step_keeps_its_key_when_somebody_else_is_on_duty() {
    Alert alert = alert(Severity.CRITICAL, at(0, 19, 59));
    live(alert, ROSTER, at(0, 19, 59), at(0, 20, 4), LADDER);
    assertThat(story).containsExactly("19:59 step officer-a", "20:00 shift-change officer-b");
  }

  @Test
  void in_a_gap_the_next_step_is_taken_at_once_and_says_why() {
    Roster gap =
        new Roster(
            Town.SHANGHAI,
            List.of(Town.DAY),
            List.of(
                Town.rota("day", Role.OFFICER, "mute"), Town.rota("day", Role.LEADER, "leader")),
            Holidays.NONE);
    List<Call> calls =
        escalation(LADDER).due(alert(Severity.CRITICAL, at(0, 9, 0)), gap, made, at(0, 9, 0));
    assertThat(calls).extracting(Call::person).containsExactly(Optional.of("leader"));
    assertThat(calls.get(0).why())
        .isEqualTo("leader after 15 min, at once: mute has no channel; no backup is on duty");
  }

  @Test
  void when_nobody_can_be_reached_everybody_is_told() {
    Roster empty = new Roster(Town.SHANGHAI, List.of(), List.of(), Holidays.NONE);
    Policy officers =
        new Policy(
            Optional.empty(),
            AreaGlob.ALL,
            List.of(Town.step(0, "officer"), Town.step(5, "person:mute")),
            Optional.empty(),
            Policy.LEASE);
    live(alert(Severity.WARNING, at(0, 9, 0)), empty, at(0, 9, 0), at(0, 12, 0), officers);
    assertThat(story).containsExactly("09:00 everybody *");
  }

  @Test
  void without_a_policy_everybody_is_told_once() {
    live(alert(Severity.CRITICAL, at(0, 9, 0)), ROSTER, at(0, 9, 0), at(0, 23, 0));
    assertThat(story).containsExactly("09:00 everybody *");
  }

  @Test
  void the_most_specific_policy_holds() {
    Policy area = policy(Optional.empty(), "canteen-1/cold-store", "leader");
    Policy pattern = policy(Optional.of(Severity.CRITICAL), "*/cold-store", "backup");
    Policy severity = policy(Optional.of(Severity.CRITICAL), "**", "officer");
    Alert alert = alert(Severity.CRITICAL, at(0, 9, 0));
    assertThat(chosen(alert, severity, pattern, area)).isEqualTo(area);
    assertThat(chosen(alert, severity, pattern, LADDER)).isEqualTo(pattern);
    assertThat(chosen(alert, severity, LADDER)).isEqualTo(severity);
    assertThat(chosen(alert(Severity.INFO, at(0, 9, 0)), severity, LADDER)).isEqualTo(LADDER);
  }

  private static Policy chosen(Alert alert, Policy... policies) {
    return new Policies(List.of(policies), Optional.empty()).of(alert).orElseThrow();
  }

  private static Policy policy(Optional<Severity> severity, String area, String tell) {
    return new Policy(
        severity, new AreaGlob(area), List.of(Town.step(0, tell)), Optional.empty(), Policy.LEASE);
  }

  @Test
  void in_quiet_hours_information_waits_for_the_morning_and_nothing_else_does() {
    Policy once = policy(Optional.empty(), "**", "officer");
    live(alert(Severity.INFO, at(0, 23, 0)), ROSTER, at(0, 23, 0), at(1, 7, 30), once);
    assertThat(story).containsExactly("07:00 step officer-b");
    made.clear();
    live(alert(Severity.WARNING, at(0, 23, 0)), ROSTER, at(0, 23, 0), at(0, 23, 1), once);
    assertThat(story).last().isEqualTo("23:00 step officer-b");
  }

  @Test
  void a_process_that_was_away_makes_the_first_steps_and_only_the_last_of_the_repeated() {
    live(alert(Severity.CRITICAL, at(0, 9, 0)), ROSTER, at(0, 13, 6), at(0, 13, 7), LADDER);
    assertThat(story)
        .containsExactly(
            "13:06 step officer-a",
            "13:06 step backup",
            "13:06 step leader",
            "13:06 step cook",
            "13:06 step officer-a",
            "13:06 step backup");
  }

  /**
   * Whoever sleeps until the time that is named misses nothing, and after a restart it is the same.
   */
  @Property(tries = 60)
  void to_sleep_until_next_is_as_good_as_to_ask_each_minute(@ForAll long seed) {
    Random random = new Random(seed);
    Severity severity = List.of(Severity.values()).get(random.nextInt(3));
    Instant active = at(0, random.nextInt(24), random.nextInt(60));
    Optional<Instant> claim = sometime(random, active);
    Optional<Instant> shelf = sometime(random, active);
    Alert alert = alert(severity, active, claim, shelf, Alert.State.ACTIVE);
    Policy policy =
        new Policy(
            Optional.empty(),
            AreaGlob.ALL,
            List.of(
                Town.step(0, "officer"),
                Town.step(random.nextInt(10), "person:mute"),
                Town.step(10 + random.nextInt(90), "leader")),
            random.nextBoolean() ? Optional.of(Duration.ofMinutes(40)) : Optional.empty(),
            Policy.LEASE);
    Escalation escalation = escalation(policy);
    Instant until = active.plus(Duration.ofHours(30));
    List<String> each = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Instant now = active; now.isBefore(until); now = now.plusSeconds(60)) {
      take(escalation, alert, known, now, each);
    }
    List<String> asleep = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    Optional<Instant> next = Optional.of(active);
    while (next.isPresent() && next.get().isBefore(until)) {
      Instant now = next.get();
      take(escalation, alert, kept, now, asleep);
      next = escalation(policy).next(alert, ROSTER, Set.copyOf(kept), now);
      assertThat(next.orElse(until)).isAfter(now);
    }
    assertThat(asleep).isEqualTo(each);
    assertThat(each).isNotEmpty();
  }

  private static Optional<Instant> sometime(Random random, Instant from) {
    return random.nextBoolean()
        ? Optional.of(from.plus(Duration.ofMinutes(random.nextInt(300))))
        : Optional.empty();
  }

  private static void take(
      Escalation escalation, Alert alert, Set<String> made, Instant now, List<String> told) {
    for (Call call : escalation.due(alert, ROSTER, made, now)) {
      assertThat(made.add(call.key())).isTrue();
      told.add(now + " " + call);
    }
  }
}
