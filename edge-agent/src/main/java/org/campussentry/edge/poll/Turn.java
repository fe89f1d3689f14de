package org.campussentry.edge.poll;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Point;

/** A device and what its bus remembers of it. */
final class Turn {
  final Device device;
  final Phase phase;
  final BackOff backOff = new BackOff();

  /** When it was last told that polling it fails in a way that nobody foresaw. */
  Instant brokenTold = Instant.MIN;

  /** The points of which it spoke by itself since it was last due. */
  final Set<Point> heard = new HashSet<>();

  /** Whether it has been due before: until then nobody could have heard it. */
  boolean expected;

  /** The time that its last message was given, in milliseconds since 1970 UTC. */
  long lastMillis = Long.MIN_VALUE;

  Turn(Device device, Phase phase) {
    this.device = device;
    this.phase = phase;
  }
}
