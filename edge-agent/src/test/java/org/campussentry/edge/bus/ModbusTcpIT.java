package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.campussentry.edge.Program;
import org.campussentry.edge.PymodbusSlave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModbusTcpIT implements BusContract {
  private final int port = Program.freePort();
  private final PymodbusSlave slave = PymodbusSlave.tcp(port);
  private final Bus bus = bus(port);

  private static Bus bus(int port) {
    return new BusConfig.Tcp("lan-1", "127.0.0.1", port, Duration.ofMillis(300), 1)
        .create(() -> Instant.EPOCH.plusNanos(System.nanoTime()));
  }

  @Override
  public Bus bus() {
    return bus;
  }

  @Override
  public PymodbusSlave slave() {
    return slave;
  }

  @AfterEach
  void close() {
    bus.close();
    slave.close();
  }

  @Test
  void where_nobody_listens_every_question_is_answered_at_once() {
    try (Bus nowhere = bus(Program.freePort())) {
      long start = System.nanoTime();
      for (int again = 0; again < 100; again++) {
        assertThat(nowhere.ask(REGISTERS)).isInstanceOf(Answer.Away.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }
}
