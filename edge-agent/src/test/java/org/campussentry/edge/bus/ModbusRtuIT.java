package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.campussentry.edge.PtyPair;
import org.campussentry.edge.PymodbusSlave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModbusRtuIT implements BusContract {
  @TempDir private Path folder;
  private PtyPair cable;
  private PymodbusSlave slave;
  private Line line;

  @BeforeEach
  void open() {
    cable = new PtyPair(folder);
    slave = PymodbusSlave.rtu(cable.far());
    line = line(cable.near());
  }

  private static Line line(String port) {
    return new ModbusRtu(
            "rs485-1",
            new SerialSettings(port, 9600, 8, SerialSettings.Parity.NONE, 1),
            Duration.ofMillis(300),
            1)
        .open(() -> Instant.EPOCH.plusNanos(System.nanoTime()));
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public PymodbusSlave slave() {
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
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void requests_rest_for_twenty_milliseconds() {
    slave.set("1 ir 1 305 612");
    line.ask(REGISTERS);
    long start = System.nanoTime();
    for (int again = 0; again < 10; again++) {
      line.ask(REGISTERS);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
  }
}
