package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwedTest {
  private static final Request.Registers FIRST = registers(1, Function.HOLDING_REGISTERS, 0);
  private static final Request.Registers SECOND = registers(1, Function.HOLDING_REGISTERS, 10);

  private final Owed owed = new Owed();

  private static Request.Registers registers(int unit, Function function, int address) {
    return new Request.Registers(unit, function, address, 2);
  }

  @Test
  void after_a_silence_only_what_the_late_answer_would_fit_has_to_wait() {
    owed.asked(FIRST, false, 600);
    assertThat(owed.before(SECOND, 300)).contains(FIRST);
    assertThat(owed.before(FIRST, 300)).as("the same question").isEmpty();
    assertThat(owed.before(registers(2, Function.HOLDING_REGISTERS, 10), 300)).isEmpty();
    assertThat(owed.before(registers(1, Function.INPUT_REGISTERS, 10), 300)).isEmpty();
    assertThat(owed.before(SECOND, 600)).as("too late to come").isEmpty();
  }

  @Test
  void an_answer_to_the_second_try_may_be_that_to_the_first() {
    owed.asked(FIRST, false, 600);
    owed.asked(FIRST, true, 900);
    assertThat(owed.before(SECOND, 700)).as("one is still to come").contains(FIRST);
    owed.came(FIRST);
    assertThat(owed.before(SECOND, 700)).isEmpty();
  }

  @Test
  void as_many_are_owed_as_were_not_answered() {
    owed.asked(FIRST, false, 600);
    owed.asked(FIRST, false, 900);
    owed.came(FIRST);
    assertThat(owed.before(SECOND, 700)).contains(FIRST);
    owed.came(FIRST);
    assertThat(owed.before(SECOND, 700)).isEmpty();
  }

  @Test
  void nothing_is_owed_after_a_good_answer() {
    owed.asked(FIRST, true, 600);
    assertThat(owed.before(SECOND, 100)).isEmpty();
  }
}
