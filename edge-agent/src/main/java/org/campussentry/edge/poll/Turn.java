package org.campussentry.edge.poll;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.poll.DeviceHealth.State;
import org.campussentry.edge.reading.Point;

/** A device and what its bus remembers of it. */
final class Turn {
  final Device device;
  final Phase phase;
  final BackOff backOff = new BackOff();
  final Tally tally;

  /** When it was last told that polling it fails in a way that nobody foresaw. */
  Instant brokenTold = Instant.MIN;

  /** The points of which it spoke by itself since it was last due. */
  final Set<Point> heard = new HashSet<>();

  /** Whether it has been due before: until then nobody could have heard it. */
  boolean expected;

  /** The time that its last message or poll was given, in milliseconds since the machine booted. */
  long lastMillis = Long.MIN_VALUE;

  Turn(Device device, Phase phase) {
    this.device = device;
    this.phase = phase;
    this.tally = new Tally(phase.next());
  }

  /**
   * The time of what a poll gave now. After a stall two polls can end in one millisecond, but what
   * is stored has one value a point and moment.
   */
  long timed(long now) {
    lastMillis = Math.max(now, lastMillis + 1);
    return lastMillis;
  }

  /** Its due time is being served. */
  void taken(Instant now) {
    phase.taken(now);
    tally.late(phase.late());
  }

  /** Returns whether it was offline until now. */
  boolean answered(Instant now) {
    tally.is(State.ONLINE, now);
    return backOff.answered();
  }

  /** Returns whether it went offline by this failure. */
  boolean failed(Instant now) {
    boolean went = backOff.failed(now);
    tally.is(backOff.offline() ? State.OFFLINE : State.FAILING, now);
    return went;
  }
}
