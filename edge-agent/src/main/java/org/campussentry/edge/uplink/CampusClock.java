package org.campussentry.edge.uplink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time it was at a tick. Readings are timed by ticks, which never jump, and get a date when
 * their batch is encoded: a tick plus an offset. The offset comes from the system's clock where NTP
 * keeps it, else from the campus as receipts tell it. Somebody who sets the system's clock changes
 * nothing: only NTP's next confirmation, or the campus, moves the offset.
 *
 * <p>An offset that gets smaller by at most five minutes is approached at half speed, so that time
 * does not run backwards; more than that is a clock that was wrong, and is left at once. Not
 * thread-safe.
 */
final class CampusClock {
  private static final Logger log = LoggerFactory.getLogger(CampusClock.class);

  /** systemd-timesyncd makes this file when it has set the clock, and touches it each time. */
  static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

  /** A gateway without NTP keeps its own clock when it is this near to the campus'. */
  private static final Duration NEAR = Duration.ofSeconds(30);

  /** NTP is believed to the second: the ticks drift by less in a week. */
  private static final Duration NTP_NEAR = Duration.ofSeconds(1);

  private static final Duration SLOWED_MAX = Duration.ofMinutes(5);

  private static final long NO_FLOOR = Long.MIN_VALUE / 2;

  private final InstantSource ticks;
  private final InstantSource system;
  private final Path synchronised;
  private Optional<FileTime> confirmed = Optional.empty();
  private Trust trust = Trust.UNSURE;
  private Era era;
  private boolean stepTold;

  /**
   * A stretch of ticks with one offset.
   *
   * @param since its first tick; earlier ones belong to {@code before}
   * @param floor what the tick {@code since} was called before
   */
  private record Era(long since, long offset, long floor, Optional<Era> before) {
    long at(long tick) {
      if (tick < since && before.isPresent()) {
        return before.get().at(tick);
      }
      long slowed = floor + (tick - since) / 2;
      return Math.max(tick + offset, slowed);
    }
  }

  /**
   * The system's clock until somebody says otherwise.
   *
   * @param ticks milliseconds since the machine booted, never jumping
   * @param known the offset that an earlier start of this boot had from NTP or the campus
   */
  CampusClock(InstantSource ticks, InstantSource system, Path synchronised, OptionalLong known) {
    this.ticks = ticks;
    this.system = system;
    this.synchronised = synchronised;
    long tick = ticks.millis();
    long offset = known.orElse(system.millis() - tick);
    this.era = new Era(tick, offset, NO_FLOOR, Optional.empty());
    if (known.isPresent()) {
      trust = Trust.ASSUMED;
    }
    look();
  }

  /** What time it was at a tick, in milliseconds since 1970 UTC. */
  long at(long tick) {
    return era.at(tick);
  }

  /** What is added to a tick now. */
  long offset() {
    return era.offset();
  }

  Trust trust() {
    return trust;
  }

  /**
   * Looks whether NTP has confirmed the system's clock since the last look; returns whether the
   * offset or the trust changed by it. To be called about once a second.
   */
  boolean look() {
    Optional<FileTime> now = touched();
    if (now.isPresent() && !now.equals(confirmed)) {
      confirmed = now;
      stepTold = false;
      Trust was = trust;
      boolean gained = was != Trust.SYNCED;
      trust = Trust.SYNCED;
      return move(system.millis(), gained ? Duration.ZERO : NTP_NEAR, was != Trust.UNSURE)
          || gained;
    }
    if (now.isEmpty() && trust == Trust.SYNCED) {
      trust = Trust.ASSUMED;
      return true;
    }
    tellStep();
    return false;
  }

  private Optional<FileTime> touched() {
    try {
      return Files.exists(synchronised)
          ? Optional.of(Files.getLastModifiedTime(synchronised))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Takes in what a receipt says is now; returns whether the offset or the trust changed. */
  boolean heard(Instant now) {
    if (trust == Trust.SYNCED) {
      return false;
    }
    boolean gained = trust == Trust.UNSURE;
    trust = Trust.ASSUMED;
    Duration off = Duration.between(Instant.ofEpochMilli(at(ticks.millis())), now);
    boolean moved = move(now.toEpochMilli(), NEAR, !gained);
    if (moved) {
      log.warn(
          "the clock of this gateway is {} s off the campus' and no NTP keeps it: readings get the"
              + " campus' time. Set the clock, or point timesyncd to a time server.",
          off.toSeconds());
    }
    return moved || gained;
  }

  private boolean move(long now, Duration near, boolean trusted) {
    long tick = ticks.millis();
    long here = at(tick);
    long back = here - now;
    if (Math.abs(back) <= near.toMillis()) {
      return false;
    }
    boolean slowed = trusted && back > 0 && back <= SLOWED_MAX.toMillis();
    // What nobody trusted is no stretch of its own: its ticks get the offset that is known now.
    Optional<Era> before =
        trusted
            ? Optional.of(new Era(era.since(), era.offset(), era.floor(), Optional.empty()))
            : Optional.empty();
    era = new Era(tick, now - tick, slowed ? here : NO_FLOOR, before);
    return true;
  }

  private void tellStep() {
    Duration off = Duration.ofMillis(system.millis() - at(ticks.millis()));
    boolean far = off.abs().compareTo(NEAR) > 0 && trust == Trust.SYNCED;
    if (far && !stepTold) {
      log.warn(
          "the system's clock was set by {} s; readings keep the time that NTP gave until NTP"
              + " confirms another",
          off.toSeconds());
    }
    stepTold = far;
  }
}
