package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.campussentry.edge.ModbusSlave;
import org.campussentry.edge.Program;
import org.campussentry.edge.PymodbusSlave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModbusTcpIT implements BusContract {
  private final int port = Program.freePort();
  private final Line line = line(port);
  private ModbusSlave slave;

  @BeforeEach
  void start() {
    slave = slave(port);
  }

  /** The other make. */
  ModbusSlave slave(int port) {
    return PymodbusSlave.tcp(port);
  }

  private static Line line(int port) {
    return new ModbusTcp("lan-1", "127.0.0.1", port, Duration.ofMillis(300), 1)
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
  }

  @Test
  void where_nobody_listens_every_question_is_answered_at_once() {
    try (Line nowhere = line(Program.freePort())) {
      long start = System.nanoTime();
      for (int again = 0; again < 100; again++) {
        assertThat(nowhere.ask(REGISTERS)).isInstanceOf(Answer.Away.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }
}
