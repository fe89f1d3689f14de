package org.campussentry.edge.poll;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.device.Device;

/** Whether the wire of a serial bus has time for what is asked of it; pure. */
public final class BusBudget {
  private static final double USE_MAX = 0.6;

  private BusBudget() {}

  /** What to tell whoever configured it, or empty when all is well. */
  public static Optional<String> warning(Bus bus, List<Device> devices) {
    double use = devices.stream().mapToDouble(device -> use(bus, device)).sum();
    if (use <= USE_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        "%s would be busy for %d %% of the time; above 60 %% one dead device delays"
                .formatted(bus.place(), Math.round(use * 100))
            + " the others. Poll less often (`every:`) or split the bus; a serial line can also be faster (`baud:`).");
  }

  /** The part of the time that polling a device takes, 0 to more than 1. */
  static double use(Bus bus, Device device) {
    Duration cost = device.requests().stream().map(bus::cost).reduce(Duration.ZERO, Duration::plus);
    return (double) cost.toNanos() / device.every().toNanos();
  }
}
