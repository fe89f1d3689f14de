package org.campussentry.edge.poll;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.bus.BusConfig;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.device.Device;

/** Whether the wire of a serial bus has time for what is asked of it; pure. */
public final class BusBudget {
  private static final double USE_MAX = 0.6;
  private static final Duration GAP = Duration.ofMillis(20);

  /** How long a slave thinks before it answers; most take 5 to 10 ms. */
  private static final Duration THINKING = Duration.ofMillis(10);

  private static final int REQUEST_BYTES = 8;
  private static final int ANSWER_FRAME_BYTES = 5;

  private BusBudget() {}

  /** What to tell whoever configured it, or empty when all is well. */
  public static Optional<String> warning(BusConfig bus, List<Device> devices) {
    if (!(bus instanceof BusConfig.Rtu rtu)) {
      return Optional.empty();
    }
    double use = devices.stream().mapToDouble(device -> use(rtu, device)).sum();
    if (use <= USE_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        "bus %s would be busy for %d %% of the time at %d baud; above 60 %% one dead device delays"
                .formatted(bus.name(), Math.round(use * 100), rtu.baud())
            + " the others. Poll less often (`every:`), raise `baud:`, or split the bus.");
  }

  /** The part of the time that polling a device takes, 0 to more than 1. */
  static double use(BusConfig.Rtu bus, Device device) {
    long nanos = 0;
    for (Request request : device.requests()) {
      long bytes = (long) REQUEST_BYTES + ANSWER_FRAME_BYTES + request.answerBytes();
      nanos += 1_000_000_000L * bytes * bus.bitsPerByte() / bus.baud();
      nanos += GAP.plus(THINKING).toNanos();
    }
    return (double) nanos / device.every().toNanos();
  }
}
