package org.campussentry.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundsTest {
  private static final long MIB = 1 << 20;
  private final Bounds bounds = new Bounds(256 * MIB, 64 * MIB);

  @Test
  void on_an_empty_disk_only_the_limit_counts() {
    assertThat(bounds.now(0, 0, 4096 * MIB)).isEqualTo(256 * MIB);
  }

  @Test
  void it_grows_into_what_is_more_than_others_need() {
    assertThat(bounds.now(8 * MIB, 0, 70 * MIB)).isEqualTo(11 * MIB);
  }

  @Test
  void it_stays_as_it_is_when_others_need_the_rest() {
    assertThat(bounds.now(9 * MIB, 0, 3 * MIB)).isEqualTo(9 * MIB);
  }

  @Test
  void a_file_that_was_larger_once_is_filled_again() {
    assertThat(bounds.now(0, 100 * MIB, 0)).isEqualTo(50 * MIB);
  }

  @Test
  void what_is_underway_has_room_when_others_need_all_the_rest() {
    assertThat(bounds.now(0, 0, 3 * MIB)).isEqualTo(Bounds.UNDERWAY);
  }
}
