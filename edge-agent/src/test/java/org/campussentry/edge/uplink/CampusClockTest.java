package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampusClockTest {
  private static final Instant CAMPUS = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private CampusClock clock(Instant system) {
    return new CampusClock(new MovedClock(system), folder.resolve("synchronized"));
  }

  @Test
  void nobody_has_said_so_far() {
    assertThat(clock(CAMPUS).trust()).isEqualTo(Trust.UNSURE);
  }

  @Test
  void thirty_seconds_off_is_near_enough() {
    var clock = clock(CAMPUS.minusSeconds(30));
    assertThat(clock.heard(CAMPUS)).isFalse();
    assertThat(clock.trust()).isEqualTo(Trust.ASSUMED);
    assertThat(clock.instant()).isEqualTo(CAMPUS.minusSeconds(30));
  }

  @Test
  void a_clock_of_1970_takes_the_time_of_the_campus() {
    var clock = clock(Instant.EPOCH.plusSeconds(12));
    assertThat(clock.heard(CAMPUS)).isTrue();
    assertThat(clock.trust()).isEqualTo(Trust.ASSUMED);
    assertThat(clock.instant()).isEqualTo(CAMPUS);
    assertThat(clock.heard(CAMPUS.plus(Duration.ofSeconds(10)))).isFalse();
  }

  @Test
  void what_ntp_keeps_is_not_touched() throws IOException {
    Files.createFile(folder.resolve("synchronized"));
    var clock = clock(CAMPUS.plusSeconds(1000));
    assertThat(clock.heard(CAMPUS)).isFalse();
    assertThat(clock.trust()).isEqualTo(Trust.SYNCED);
    assertThat(clock.instant()).isEqualTo(CAMPUS.plusSeconds(1000));
  }

  @Test
  void once_ntp_keeps_the_clock_the_time_of_the_campus_is_not_added_to_it() throws IOException {
    var system = new MovedClock(Instant.EPOCH.plusSeconds(12));
    var clock = new CampusClock(system, folder.resolve("synchronized"));
    clock.heard(CAMPUS);
    system.move(Duration.between(system.instant(), CAMPUS.plusSeconds(5)));
    Files.createFile(folder.resolve("synchronized"));
    assertThat(clock.instant()).as("before a receipt comes").isEqualTo(CAMPUS.plusSeconds(5));
    assertThat(clock.heard(CAMPUS.plusSeconds(5))).as("time has jumped").isTrue();
    assertThat(clock.trust()).isEqualTo(Trust.SYNCED);
    assertThat(clock.heard(CAMPUS.plusSeconds(5))).as("once").isFalse();
    Files.delete(folder.resolve("synchronized"));
    assertThat(clock.instant()).as("the offset is gone").isEqualTo(CAMPUS.plusSeconds(5));
  }
}
