package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.campussentry.edge.ModbusSlave;
import org.campussentry.edge.PtyPair;
import org.campussentry.edge.PymodbusSlave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModbusRtuIT implements BusContract {
  @TempDir private Path folder;
  private PtyPair cable;
  private ModbusSlave slave;
  private Line line;

  @BeforeEach
  void open() {
    cable = new PtyPair(folder);
    slave = slave(cable.far());
    line = line(cable.near());
  }

  /** The other make. */
  ModbusSlave slave(String device) {
    return PymodbusSlave.rtu(device);
  }

  private static Line line(String port) {
    return line(port, 9600, 20);
  }

  private static Line line(String port, int baud, int restMillis) {
    return new ModbusRtu(
            "rs485-1",
            new SerialSettings(port, baud, 8, SerialSettings.Parity.NONE, 1),
            Duration.ofMillis(300),
            1,
            Duration.ofMillis(restMillis))
        .open(() -> Instant.EPOCH.plusNanos(System.nanoTime()));
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public ModbusSlave slave() {
    return slave;
  }

  @AfterEach
  void close() {
    line.close();
    slave.close();
    cable.close();
  }

  @Test
  void an_adapter_that_is_pulled_out_is_opened_again_when_it_is_back() {
    slave.set("1 ir 1 305 612");
    assertThat(line.ask(REGISTERS)).isEqualTo(BusContract.data("01310264"));
    cable.cut();
    slave.kill();
    for (int again = 0; again < 5; again++) {
      assertThat(line.ask(REGISTERS)).isInstanceOf(Answer.Away.class);
    }
    cable.mend();
    slave.start();
    slave.set("1 ir 1 305 612");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(line.ask(REGISTERS)).isEqualTo(BusContract.data("01310264")));
  }

  @Test
  void a_port_that_is_not_there_is_a_timeout_at_once() {
    try (Line nowhere = line(folder.resolve("none").toString())) {
      long start = System.nanoTime();
      for (int again = 0; again < 100; again++) {
        assertThat(nowhere.ask(REGISTERS)).isInstanceOf(Answer.Away.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest(name = "{1} ms at {0} baud")
  @CsvSource({"9600, 20, 20", "9600, 60, 60", "1200, 1, 29"})
  void before_each_request_the_line_rests_and_never_less_than_three_and_a_half_characters(
      int baud, int restMillis, int least) {
    slave.set("1 ir 1 305 612");
    line.close();
    line = line(cable.near(), baud, restMillis);
    line.ask(REGISTERS);
    long start = System.nanoTime();
    for (int again = 0; again < 10; again++) {
      assertThat(line.ask(REGISTERS)).isEqualTo(BusContract.data("01310264"));
    }
    // The first of the ten rests began with the end of the answer before, a little before `start`.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Duration.ofMillis(9L * least));
  }
}
