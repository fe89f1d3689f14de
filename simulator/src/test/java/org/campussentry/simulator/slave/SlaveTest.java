package org.campussentry.simulator.slave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.campussentry.simulator.slave.Registers.Bank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlaveTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_760_000_000_000L));

  @TempDir private Path folder;
  private int value = 100;
  private Slave slave;

  @BeforeEach
  void build() throws IOException {
    Registers registers =
        function ->
            function == 4 ? Optional.of(new Bank(1, List.of(value, 65_535))) : Optional.empty();
    slave = new Slave(registers, new SlaveLog(folder.resolve("a.b.log")), CLOCK);
  }

  @Test
  void answers_what_it_has_and_refuses_what_it_has_not() {
    assertThat(slave.read(4, 1, 2)).isEqualTo(new Answer.Values(List.of(100, 65_535)));
    assertThat(slave.read(4, 2, 1)).isEqualTo(new Answer.Values(List.of(65_535)));
    assertThat(slave.read(4, 0, 1)).isEqualTo(new Answer.Refused(2));
    assertThat(slave.read(4, 2, 2)).isEqualTo(new Answer.Refused(2));
    assertThat(slave.read(4, 3, 1)).isEqualTo(new Answer.Refused(2));
    assertThat(slave.read(4, 1, 0)).isEqualTo(new Answer.Refused(2));
    assertThat(slave.read(3, 1, 1)).isEqualTo(new Answer.Refused(1));
  }

  @Test
  void a_stuck_slave_repeats_itself_until_it_is_freed() {
    slave.stick(true);
    assertThat(slave.read(4, 1, 1)).isEqualTo(new Answer.Values(List.of(100)));
    value = 200;
    assertThat(slave.read(4, 1, 1)).isEqualTo(new Answer.Values(List.of(100)));
    slave.stick(false);
    assertThat(slave.read(4, 1, 1)).isEqualTo(new Answer.Values(List.of(200)));
  }

  @Test
  void a_dead_slave_is_silent_and_logs_nothing() throws IOException {
    slave.die(true);
    assertThat(slave.read(4, 1, 1)).isEqualTo(new Answer.Silence());
    slave.die(false);
    var unused = slave.read(4, 1, 2);
    unused = slave.read(4, 9, 1);
    slave.log().close();
    assertThat(Files.readAllLines(folder.resolve("a.b.log")))
        .containsExactly("1760000000000 4 1 100,65535", "1760000000000 4 9 !2");
  }

  @Test
  void a_log_is_continued_and_becomes_an_old_file_at_eight_mebibytes() throws IOException {
    Path file = folder.resolve("c.log");
    Files.writeString(file, "x".repeat(8 << 20) + "\n");
    try (SlaveLog log = new SlaveLog(file)) {
      log.answered(1, 4, 1, List.of(5));
      log.flush();
      log.answered(2, 4, 1, List.of(6));
    }
    assertThat(Files.readAllLines(file)).containsExactly("2 4 1 6");
    assertThat(Files.size(folder.resolve("c.log.1"))).isGreaterThan(8 << 20);
  }
}
