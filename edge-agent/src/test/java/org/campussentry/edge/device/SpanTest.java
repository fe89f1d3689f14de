package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.campussentry.edge.bus.Function;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static Field field(Function function, int address, Type type) {
    return Fields.plain(function, address, type, false, "1", Set.of());
  }

  private static List<String> plan(Field... fields) {
    return Span.plan(List.of(fields)).stream()
        .map(span -> span.function().code() + ":" + span.first() + "+" + span.count())
        .toList();
  }

  @Test
  void adjacent_registers_are_one_request_in_whatever_order_they_are_listed() {
    assertThat(
            plan(
                field(Function.INPUT_REGISTERS, 3, Type.U32),
                field(Function.INPUT_REGISTERS, 1, Type.F32),
                field(Function.INPUT_REGISTERS, 5, Type.S16)))
        .containsExactly("4:1+5");
  }

  @Test
  void gaps_and_functions_part_requests() {
    assertThat(
            plan(
                field(Function.HOLDING_REGISTERS, 0, Type.U16),
                field(Function.HOLDING_REGISTERS, 2, Type.U16),
                field(Function.INPUT_REGISTERS, 1, Type.U16)))
        .containsExactly("3:0+1", "3:2+1", "4:1+1");
  }

  @Test
  void the_same_register_may_be_read_as_two_quantities() {
    assertThat(
            plan(
                field(Function.HOLDING_REGISTERS, 0, Type.U32),
                field(Function.HOLDING_REGISTERS, 1, Type.U16)))
        .containsExactly("3:0+2");
  }

  @Test
  void a_request_asks_for_no_more_than_the_standard_allows() {
    Field[] many =
        IntStream.range(0, 130)
            .mapToObj(address -> field(Function.HOLDING_REGISTERS, address, Type.U16))
            .toArray(Field[]::new);
    assertThat(plan(many)).containsExactly("3:0+125", "3:125+5");
  }
}
