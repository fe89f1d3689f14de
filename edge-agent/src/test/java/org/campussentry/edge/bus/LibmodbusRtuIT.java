package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.campussentry.edge.LibmodbusSlave;
import org.campussentry.edge.ModbusSlave;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

/** The same again with a slave in C. */
class LibmodbusRtuIT extends ModbusRtuIT {
  @Override
  ModbusSlave slave(String device) {
    return LibmodbusSlave.rtu(device);
  }

  /**
   * libmodbus waits for the missing unit's answer, and swallows the next request as if it were that
   * answer; so its own answer comes at a later try.
   */
  @Override
  @Test
  public void a_unit_that_is_not_there_is_a_timeout_and_its_neighbour_answers_on() {
    slave().set("1 ir 1 305 612");
    for (int again = 0; again < 4; again++) {
      var failure =
          (Answer.Failure) line().ask(new Request.Registers(9, Function.INPUT_REGISTERS, 1, 2));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> line().ask(REGISTERS).equals(BusContract.data("01310264")));
    }
  }
}
