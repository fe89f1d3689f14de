package org.campussentry.edge.uplink;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that readings get: the system's if NTP keeps it, else the campus' as receipts tell it.
 * An offset that was adopted before NTP came counts no more from that moment on. Thread-safe.
 */
public final class CampusClock implements InstantSource {
  private static final Logger log = LoggerFactory.getLogger(CampusClock.class);

  /** systemd-timesyncd makes this file when it has synchronised the clock. */
  private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

  private static final Duration DIFFERENCE_MAX = Duration.ofSeconds(30);

  private final InstantSource system;
  private final Path synchronised;
  private volatile Duration offset = Duration.ZERO;
  private volatile boolean told;

  /** The system's clock until a receipt says otherwise. */
  public CampusClock() {
    this(InstantSource.system(), SYNCHRONISED);
  }

  CampusClock(InstantSource system, Path synchronised) {
    this.system = system;
    this.synchronised = synchronised;
  }

  @Override
  public Instant instant() {
    Duration adopted = offset;
    // Only who has an offset looks for the file: on most gateways there is none to add.
    return adopted.isZero() || trust() == Trust.SYNCED
        ? system.instant()
        : system.instant().plus(adopted);
  }

  Trust trust() {
    if (Files.exists(synchronised)) {
      return Trust.SYNCED;
    }
    return told ? Trust.ASSUMED : Trust.UNSURE;
  }

  /**
   * Takes in what a receipt says is now; returns whether time jumps by it, or has jumped to NTP.
   */
  boolean heard(Instant now) {
    if (trust() == Trust.SYNCED) {
      return leaveToNtp();
    }
    told = true;
    Duration difference = Duration.between(system.instant().plus(offset), now);
    if (difference.abs().compareTo(DIFFERENCE_MAX) <= 0) {
      return false;
    }
    offset = offset.plus(difference);
    log.warn(
        "the clock of this gateway is {} s off the campus' and no NTP keeps it: readings get the"
            + " campus' time from now on. Set the clock, or point timesyncd to a time server.",
        difference.toSeconds());
    return true;
  }

  private boolean leaveToNtp() {
    if (offset.isZero()) {
      return false;
    }
    offset = Duration.ZERO;
    log.info("NTP keeps the clock of this gateway now: readings get its time again");
    return true;
  }
}
