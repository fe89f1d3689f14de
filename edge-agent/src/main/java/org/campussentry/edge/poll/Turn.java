package org.campussentry.edge.poll;

import org.campussentry.edge.device.Device;

/** A device and what its bus remembers of it. */
final class Turn {
  final Device device;
  final Phase phase;
  final BackOff backOff = new BackOff();

  Turn(Device device, Phase phase) {
    this.device = device;
    this.phase = phase;
  }
}
