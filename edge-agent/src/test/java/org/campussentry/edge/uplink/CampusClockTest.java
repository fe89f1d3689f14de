package org.campussentry.edge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.campussentry.edge.Logged;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampusClockTest {
  private static final Instant CAMPUS = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  /** Two hours after the machine booted. */
  private final MovedClock ticks = new MovedClock(Instant.EPOCH.plus(HOUR.multipliedBy(2)));

  private final MovedClock system = new MovedClock(CAMPUS);

  private CampusClock clock(Instant now) {
    system.move(Duration.between(system.instant(), now));
    return clock(OptionalLong.empty());
  }

  private CampusClock clock(OptionalLong known) {
    return new CampusClock(ticks, system, folder.resolve("synchronized"), known);
  }

  private Instant now(CampusClock clock) {
    return Instant.ofEpochMilli(clock.at(ticks.millis()));
  }

  private void pass(Duration time) {
    ticks.move(time);
    system.move(time);
  }

  /** What timesyncd does when a server has answered. */
  private void ntpConfirms() throws IOException {
    Path file = folder.resolve("synchronized");
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Files.setLastModifiedTime(file, FileTime.from(system.instant()));
  }

  @Test
  void nobody_has_said_so_far() {
    var clock = clock(CAMPUS);
    assertThat(clock.trust()).isEqualTo(Trust.UNSURE);
    assertThat(clock.look()).isFalse();
  }

  @Test
  void thirty_seconds_off_is_near_enough() {
    var clock = clock(CAMPUS.minusSeconds(30));
    assertThat(clock.heard(CAMPUS)).as("trusted from now on").isTrue();
    assertThat(clock.trust()).isEqualTo(Trust.ASSUMED);
    assertThat(now(clock)).isEqualTo(CAMPUS.minusSeconds(30));
    assertThat(clock.heard(CAMPUS)).as("nothing new").isFalse();
  }

  @Test
  void a_clock_of_1970_takes_the_time_of_the_campus_and_so_do_its_earlier_ticks() {
    var clock = clock(Instant.EPOCH.plusSeconds(12));
    long measured = ticks.millis();
    pass(Duration.ofSeconds(10));
    assertThat(clock.heard(CAMPUS)).isTrue();
    assertThat(clock.trust()).isEqualTo(Trust.ASSUMED);
    assertThat(now(clock)).isEqualTo(CAMPUS);
    assertThat(clock.at(measured)).isEqualTo(CAMPUS.minusSeconds(10).toEpochMilli());
  }

  @Test
  void what_ntp_keeps_is_not_touched_by_the_campus() throws IOException {
    ntpConfirms();
    var clock = clock(CAMPUS.plusSeconds(1000));
    assertThat(clock.heard(CAMPUS)).isFalse();
    assertThat(clock.trust()).isEqualTo(Trust.SYNCED);
    assertThat(now(clock)).isEqualTo(CAMPUS.plusSeconds(1000));
  }

  @Test
  void ntp_that_comes_later_takes_over_and_what_leaves_stays_assumed() throws IOException {
    var clock = clock(Instant.EPOCH.plusSeconds(12));
    clock.heard(CAMPUS);
    system.move(Duration.between(system.instant(), CAMPUS.plusSeconds(5)));
    ntpConfirms();
    assertThat(clock.look()).isTrue();
    assertThat(clock.trust()).isEqualTo(Trust.SYNCED);
    assertThat(now(clock)).isEqualTo(CAMPUS.plusSeconds(5));
    assertThat(clock.look()).as("once").isFalse();
    Files.delete(folder.resolve("synchronized"));
    assertThat(clock.look()).isTrue();
    assertThat(clock.trust()).isEqualTo(Trust.ASSUMED);
    assertThat(now(clock)).isEqualTo(CAMPUS.plusSeconds(5));
  }

  @Test
  void a_clock_that_is_set_an_hour_back_or_forth_changes_no_reading() throws IOException {
    ntpConfirms();
    var clock = clock(CAMPUS);
    var times = new ArrayList<Long>();
    for (Duration jump : List.of(Duration.ZERO, HOUR.negated(), HOUR.multipliedBy(2), HOUR)) {
      system.move(jump);
      assertThat(clock.look()).isFalse();
      pass(Duration.ofSeconds(5));
      times.add(now(clock).getEpochSecond() - CAMPUS.getEpochSecond());
    }
    assertThat(times).containsExactly(5L, 10L, 15L, 20L);
  }

  @Test
  void a_set_clock_is_told_of_once() throws IOException {
    ntpConfirms();
    var clock = clock(CAMPUS);
    try (var logged = new Logged(CampusClock.class)) {
      system.move(HOUR);
      clock.look();
      clock.look();
      assertThat(logged.lines()).singleElement().asString().contains("was set by 3600 s");
    }
  }

  @Test
  void what_ntp_confirms_again_is_followed() throws IOException {
    ntpConfirms();
    var clock = clock(CAMPUS);
    system.move(HOUR);
    ntpConfirms();
    assertThat(clock.look()).isTrue();
    assertThat(now(clock)).isEqualTo(CAMPUS.plus(HOUR));
  }

  @Test
  void a_tick_from_before_a_jump_keeps_its_date() {
    var clock = clock(CAMPUS);
    clock.heard(CAMPUS);
    long before = ticks.millis();
    pass(Duration.ofSeconds(10));
    clock.heard(CAMPUS.plus(HOUR));
    assertThat(now(clock)).isEqualTo(CAMPUS.plus(HOUR));
    assertThat(clock.at(before)).isEqualTo(CAMPUS.toEpochMilli());
  }

  @Test
  void a_minute_back_is_made_up_at_half_speed_so_that_time_never_runs_backwards() {
    var clock = clock(CAMPUS);
    clock.heard(CAMPUS);
    assertThat(clock.heard(CAMPUS.minusSeconds(60))).isTrue();
    assertThat(now(clock)).isEqualTo(CAMPUS);
    pass(Duration.ofSeconds(60));
    assertThat(now(clock)).isEqualTo(CAMPUS.plusSeconds(30));
    pass(Duration.ofSeconds(60));
    assertThat(now(clock)).isEqualTo(CAMPUS.plusSeconds(60));
    pass(Duration.ofSeconds(60));
    assertThat(now(clock)).isEqualTo(CAMPUS.plusSeconds(120));
  }

  @Test
  void a_start_in_the_same_boot_knows_what_the_one_before_knew() {
    var before = clock(Instant.EPOCH.plusSeconds(12));
    before.heard(CAMPUS);
    pass(HOUR);
    var after = clock(OptionalLong.of(before.offset()));
    assertThat(after.trust()).isEqualTo(Trust.ASSUMED);
    assertThat(now(after)).isEqualTo(CAMPUS.plus(HOUR));
  }

  @Test
  void ticks_of_two_processes_can_be_compared() throws IOException {
    var other =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                "import time; print(time.clock_gettime_ns(time.CLOCK_MONOTONIC))")
            .start();
    long theirs = Long.parseLong(new String(other.getInputStream().readAllBytes(), UTF_8).strip());
    assertThat(Boot.present().ticks().millis())
        .isBetween(theirs / 1_000_000, theirs / 1_000_000 + 60_000);
    assertThat(Boot.present().id()).isEqualTo(Boot.present().id());
  }
}
