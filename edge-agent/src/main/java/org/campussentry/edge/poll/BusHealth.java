package org.campussentry.edge.poll;

import java.util.List;

/**
 * How a bus does. Immutable.
 *
 * @param bus its name
 * @param away whether its line could not be used when it was last tried
 * @param load share of about the last minute in which a request was outstanding or its rest was
 *     waited for, 0 to 1; 0 where all speak by themselves
 * @param devices in the order of the configuration
 */
public record BusHealth(String bus, boolean away, double load, List<DeviceHealth> devices) {

  /** The sums over its devices. */
  public Counts counts() {
    return devices.stream().map(DeviceHealth::counts).reduce(Counts.NONE, Counts::plus);
  }
}
