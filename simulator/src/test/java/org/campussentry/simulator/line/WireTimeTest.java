package org.campussentry.simulator.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireTimeTest {
  @Test
  void at_9600_baud_a_read_of_two_registers_takes_21_milliseconds() {
    WireTime wire = new WireTime(9_600);
    assertThat(wire.silence()).isEqualTo(3_645_833);
    assertThat(wire.request(5) + wire.characters(9)).isEqualTo(21_354_166);
  }

  @Test
  void above_19200_baud_the_silence_is_fixed() {
    assertThat(new WireTime(19_200).silence()).isEqualTo(1_822_916);
    assertThat(new WireTime(115_200).silence()).isEqualTo(1_750_000);
  }
}
