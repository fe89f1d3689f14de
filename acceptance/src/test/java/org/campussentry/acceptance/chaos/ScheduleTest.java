package org.campussentry.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Set<Schedule.Kind> ALL = Set.of();

  private static List<String> kinds(Schedule schedule) {
    return schedule.cycles().stream()
        .flatMap(cycle -> cycle.faults().stream())
        .map(Fault::kind)
        .toList();
  }

  @Test
  void the_same_seed_makes_the_same_schedule_and_another_seed_another() {
    assertThat(Schedule.of(7, 100, ALL)).isEqualTo(Schedule.of(7, 100, ALL));
    assertThat(Schedule.of(7, 100, ALL)).isNotEqualTo(Schedule.of(8, 100, ALL));
  }

  @Test
  void a_longer_schedule_begins_as_a_shorter_one() {
    assertThat(Schedule.of(7, 100, ALL).cycles()).startsWith(array(Schedule.of(7, 10, ALL)));
  }

  private static Schedule.Cycle[] array(Schedule schedule) {
    return schedule.cycles().toArray(Schedule.Cycle[]::new);
  }

  @Test
  void ten_cycles_have_every_kind_of_fault() {
    assertThat(Set.copyOf(kinds(Schedule.of(1, 10, ALL))))
        .hasSize(Fault.class.getPermittedSubclasses().length);
  }

  @Test
  void a_hundred_cycles_kill_every_part() {
    assertThat(Schedule.of(1, 100, ALL).cycles())
        .flatExtracting(Schedule.Cycle::faults)
        .filteredOn(Fault.Kill.class::isInstance)
        .extracting(fault -> ((Fault.Kill) fault).part().role())
        .contains(Part.Role.values());
  }

  @Test
  void two_at_once_never_happen_to_the_same_part() {
    List<Schedule.Cycle> two =
        Schedule.of(1, 1000, ALL).cycles().stream()
            .filter(cycle -> cycle.faults().size() == 2)
            .toList();
    assertThat(two)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            cycle ->
                assertThat(cycle.faults().get(0).touches())
                    .doesNotContainAnyElementsOf(cycle.faults().get(1).touches()));
  }

  @Test
  void what_the_machine_does_not_allow_is_left_out_and_nothing_else() {
    var without = EnumSet.of(Schedule.Kind.FILL_GATEWAY_DISK, Schedule.Kind.FILL_STORE_DISK);
    Schedule schedule = Schedule.of(1, 100, without);
    assertThat(schedule.cycles()).hasSize(100);
    assertThat(kinds(schedule)).doesNotContain("FillGatewayDisk", "FillStoreDisk");
    assertThat(Set.copyOf(kinds(schedule)))
        .hasSize(Fault.class.getPermittedSubclasses().length - without.size());
  }
}
