package org.campussentry.edge.poll;

import java.time.Instant;
import org.campussentry.edge.device.Device;

/** A device and what its bus remembers of it. */
final class Turn {
  final Device device;
  final Phase phase;
  final BackOff backOff = new BackOff();

  /** When it was last told that polling it fails in a way that nobody foresaw. */
  Instant brokenTold = Instant.MIN;

  Turn(Device device, Phase phase) {
    this.device = device;
    this.phase = phase;
  }
}
