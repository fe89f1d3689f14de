package org.campussentry.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.campussentry.acceptance.chaos.Evidence.Answer;
import org.campussentry.acceptance.chaos.Evidence.Break;
import org.campussentry.acceptance.chaos.Evidence.Cause;
import org.campussentry.acceptance.chaos.Evidence.Damage;
import org.campussentry.acceptance.chaos.Evidence.Excursion;
import org.campussentry.acceptance.chaos.Evidence.Row;
import org.campussentry.acceptance.chaos.Evidence.Span;
import org.campussentry.acceptance.chaos.Evidence.Told;
import org.campussentry.acceptance.chaos.Verdict.Count;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of lie is found, and each honest loss has its own line. */
class VerdictTest {
  private static final long SETTLED = 1_000_000;
  private final List<Answer> answered = new ArrayList<>();
  private final List<Row> stored = new ArrayList<>();
  private final List<Break> breaks = new ArrayList<>();
  private final List<Damage> damage = new ArrayList<>();
  private final List<Excursion> excursions = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Span> sendingBroken = new ArrayList<>();

  @BeforeEach
  void all_is_well() {
    for (int number = 0; number < 1000; number++) {
      Mark mark = mark(number);
      answered.add(new Answer(mark, at(number)));
      stored.add(new Row(mark, at(number) + 5));
    }
    excursions.add(new Excursion(0, new Span(10_000, 20_000)));
    told.add(new Told(0, "alert-1", "delivery-1", "active", 11_000));
    told.add(new Told(0, "alert-1", "delivery-2", "recovered", 21_000));
  }

  private static Mark mark(int number) {
    return new Mark(number % 4, 1, 2_000_000 + number);
  }

  private static long at(int number) {
    return 1000 + 100L * number;
  }

  private Verdict verdict() {
    return Verdict.of(
        new Evidence(answered, stored, breaks, damage, excursions, told, sendingBroken), SETTLED);
  }

  private void assertLie(Count count, long times) {
    assertThat(verdict().counts().get(count)).isEqualTo(times);
    assertThat(verdict().lies()).singleElement().asString().startsWith(times + " " + count.words);
    assertThat(verdict().good()).isFalse();
  }

  private void assertHonest(Count count, long times) {
    assertThat(verdict().lies()).isEmpty();
    assertThat(verdict().counts().get(count)).isEqualTo(times);
  }

  @Test
  void when_all_is_well_there_is_no_lie() {
    assertHonest(Count.STORED, 1000);
    assertHonest(Count.ANSWERED, 1000);
    assertHonest(Count.NOTIFICATIONS, 2);
    assertThat(verdict().latest()).isEqualTo(5);
  }

  @Test
  void a_row_that_is_missing_is_lost() {
    stored.remove(500);
    assertLie(Count.LOST, 1);
  }

  @Test
  void what_was_answered_a_moment_ago_may_be_on_its_way() {
    answered.add(new Answer(mark(1000), SETTLED + 1));
    assertHonest(Count.ANSWERED, 1000);
  }

  @Test
  void a_value_that_nobody_answered_is_changed() {
    stored.add(new Row(Mark.stored(0, 1, 20.000007), 1000));
    stored.add(new Row(Mark.stored(0, 1, 99), 1000));
    assertLie(Count.CHANGED, 2);
  }

  @Test
  void a_value_of_another_gateway_or_unit_is_changed() {
    Mark real = stored.get(4).mark();
    stored.add(new Row(new Mark(1, real.unit(), real.value()), 1000));
    stored.add(new Row(new Mark(real.gateway(), 2, real.value()), 1000));
    assertLie(Count.CHANGED, 2);
  }

  @Test
  void a_row_with_another_time_is_retimed() {
    stored.set(0, new Row(mark(0), at(0) - 251));
    stored.set(1, new Row(mark(1), at(1) + 3_001));
    stored.set(2, new Row(mark(2), at(2) + 3_600_000));
    assertLie(Count.RETIMED, 3);
  }

  @Test
  void an_agent_that_stood_still_sees_an_answer_late_and_never_early() {
    breaks.add(new Break(1, Cause.LINE, new Span(at(1), at(1))));
    stored.set(1, new Row(mark(1), at(1) + 8_000));
    assertHonest(Count.RETIMED, 0);
    stored.set(1, new Row(mark(1), at(1) - 8_000));
    assertLie(Count.RETIMED, 1);
  }

  @Test
  void a_row_that_is_there_again_is_twice() {
    stored.add(new Row(mark(7), at(7) + 50));
    assertLie(Count.TWICE, 1);
  }

  @Test
  void at_a_death_the_open_batch_may_be_lost_and_that_of_no_other_gateway() {
    breaks.add(new Break(0, Cause.DEATH, new Span(at(500), at(504))));
    stored.removeIf(row -> row.mark().equals(mark(500)) || row.mark().equals(mark(504)));
    assertHonest(Count.OPEN_BATCH, 2);
    stored.removeIf(row -> row.mark().equals(mark(501)) || row.mark().equals(mark(508)));
    assertLie(Count.LOST, 2);
  }

  @Test
  void what_a_damaged_outbox_held_is_lost_only_when_it_is_announced_or_set_aside() {
    stored.removeIf(row -> row.mark().equals(mark(3)) || row.mark().equals(mark(4)));
    Set<Mark> held = Set.of(mark(3), mark(4), mark(5));
    damage.add(new Damage(held, Set.of(mark(3)), true, false));
    assertHonest(Count.ANNOUNCED, 1);
    assertHonest(Count.SET_ASIDE, 1);
    damage.set(0, new Damage(held, Set.of(), false, true));
    assertHonest(Count.JOURNAL, 2);
    damage.set(0, new Damage(held, Set.of(mark(3)), false, false));
    assertLie(Count.LOST, 1);
  }

  @Test
  void an_excursion_of_which_nobody_is_told_is_found() {
    excursions.add(new Excursion(0, new Span(50_000, 60_000)));
    assertLie(Count.UNTOLD, 1);
  }

  @Test
  void a_notification_of_nothing_is_found() {
    told.add(new Told(2, "alert-9", "delivery-9", "active", 15_000));
    assertLie(Count.UNEXPLAINED, 1);
  }

  @Test
  void a_recovery_of_what_was_never_told_is_found() {
    told.add(new Told(0, "alert-9", "delivery-9", "recovered", 15_000));
    assertLie(Count.UNEXPLAINED, 1);
  }

  @Test
  void a_second_alert_of_the_same_excursion_is_found() {
    told.add(new Told(0, "alert-2", "delivery-3", "active", 12_000));
    assertLie(Count.UNEXPLAINED, 1);
  }

  @Test
  void a_repeat_is_explained_by_a_kill_inside_its_sending_and_by_nothing_else() {
    Told again = new Told(0, "alert-1", "delivery-1", "active", 15_000);
    told.add(again);
    assertLie(Count.UNEXPLAINED, 1);
    sendingBroken.add(new Span(13_001, 14_000));
    assertLie(Count.UNEXPLAINED, 1);
    sendingBroken.set(0, new Span(11_050, 14_000));
    assertHonest(Count.REPEATS, 1);
    told.set(2, new Told(0, "alert-1", "delivery-3", "active", 15_000));
    assertLie(Count.UNEXPLAINED, 1);
  }
}
