package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import org.campussentry.edge.ModbusSlave;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

/** What every Modbus bus does, over real sockets and lines, against a slave of another make. */
interface BusContract {
  Request REGISTERS = new Request.Registers(1, Function.INPUT_REGISTERS, 1, 2);

  Line line();

  ModbusSlave slave();

  static Answer data(String hex) {
    return new Answer.Data(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  /** On a machine that others use too an answer can come too late; then it is asked for again. */
  private Answer answer(Request request) {
    return await()
        .until(
            () -> line().ask(request),
            answer -> !(answer instanceof Answer.Failure f && f.reason() == Reason.TIMEOUT));
  }

  @Test
  default void registers_and_bits_of_all_four_functions() {
    slave().set("1 ir 1 305 612");
    slave().set("1 hr 0 800 4000");
    slave().set("1 co 0 1 0 1");
    slave().set("1 di 3 1");
    assertThat(answer(REGISTERS)).isEqualTo(data("01310264"));
    assertThat(answer(new Request.Registers(1, Function.HOLDING_REGISTERS, 0, 2)))
        .isEqualTo(data("03200fa0"));
    assertThat(answer(new Request.Registers(1, Function.COILS, 0, 3))).isEqualTo(data("05"));
    assertThat(answer(new Request.Registers(1, Function.DISCRETE_INPUTS, 3, 1)))
        .isEqualTo(data("01"));
  }

  @Test
  default void an_address_that_is_not_there_is_an_exception() {
    slave().set("1 ir 1 305 612");
    var failure =
        (Answer.Failure) answer(new Request.Registers(1, Function.INPUT_REGISTERS, 5000, 2));
    assertThat(failure.reason()).isEqualTo(Reason.EXCEPTION);
    assertThat(failure.alive()).isTrue();
  }

  @Test
  default void a_unit_that_is_not_there_is_a_timeout_and_its_neighbour_answers_on() {
    slave().set("1 ir 1 305 612");
    for (int again = 0; again < 4; again++) {
      var failure =
          (Answer.Failure) line().ask(new Request.Registers(9, Function.INPUT_REGISTERS, 1, 2));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(answer(REGISTERS)).isEqualTo(data("01310264"));
    }
  }

  @Test
  default void a_slave_that_dies_gives_nothing_and_is_read_again_when_it_is_back() {
    slave().set("1 ir 1 305 612");
    assertThat(line().ask(REGISTERS)).isEqualTo(data("01310264"));
    slave().kill();
    for (int again = 0; again < 3; again++) {
      assertThat(line().ask(REGISTERS)).isNotInstanceOf(Answer.Data.class);
    }
    slave().start();
    slave().set("1 ir 1 306 613");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(line().ask(REGISTERS)).isEqualTo(data("01320265")));
  }
}
