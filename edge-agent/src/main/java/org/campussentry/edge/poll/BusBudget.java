package org.campussentry.edge.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.device.Device;

/**
 * Whether a bus has time for what is asked of it, also when devices die: one request is outstanding
 * at a time, so who keeps silent lets the others wait. Pure.
 */
public final class BusBudget {
  private static final double USE_MAX = 0.6;

  /** So many due times of a living device may pass while a dead one is being asked. */
  private static final int DELAY_PERIODS_MAX = 2;

  /** So long may pass until each of a bus that keeps silent altogether is known to be offline. */
  private static final Duration SILENCE_KNOWN_MAX = Duration.ofMinutes(1);

  private BusBudget() {}

  /** What to tell whoever configured it; nothing when all is well. */
  public static List<String> warnings(Bus bus, List<Device> devices) {
    List<Device> asked = devices.stream().filter(device -> !device.listens()).toList();
    if (asked.isEmpty()) {
      return List.of();
    }
    var warnings = new ArrayList<String>();
    Duration period =
        asked.stream().map(Device::every).min(Comparator.naturalOrder()).orElseThrow();
    Duration round = asked.stream().map(found -> cost(bus, found)).reduce(Duration::plus).get();
    double use = asked.stream().mapToDouble(device -> use(bus, device)).sum();
    if (use > USE_MAX) {
      warnings.add(
          ("%s: asking each of its %d devices once takes %s, and as often as they are due it would"
                  + " be busy for %d %% of the time; above 60 %% one dead device delays the others."
                  + " Poll less often (`every:`) or split the bus; a serial line can also be faster"
                  + " (`baud:`).")
              .formatted(bus.place(), asked.size(), text(round), Math.round(use * 100)));
    }
    Duration dead = bus.timeout().multipliedBy(1 + bus.retries());
    if (asked.size() > 1
        && dead.plus(round).compareTo(period.multipliedBy(DELAY_PERIODS_MAX)) > 0) {
      warnings.add(
          ("%s: a device that dies takes %s (`timeout:` x tries) in each of its next %d polls, and a"
                  + " round of the others %s; a device that is due every %s is late meanwhile. Lower"
                  + " `timeout:` or `retries:`, poll less often (`every:`), or split the bus.")
              .formatted(bus.place(), text(dead), BackOff.FAILURES_MAX, text(round), text(period)));
    }
    Duration all = dead.multipliedBy(asked.size());
    Duration known = all.multipliedBy(BackOff.FAILURES_MAX);
    if (all.compareTo(period) > 0 && known.compareTo(SILENCE_KNOWN_MAX) > 0) {
      warnings.add(
          ("%s: when its %d devices keep silent together, as behind a cut cable, asking them takes"
                  + " %s a round instead of the %s after which the first is due again, and %s until"
                  + " all are known to be offline. Lower `timeout:` or `retries:`, or split the bus.")
              .formatted(bus.place(), asked.size(), text(all), text(period), text(known)));
    }
    return warnings;
  }

  /** The part of the time that polling a device takes, 0 to more than 1. */
  static double use(Bus bus, Device device) {
    return (double) cost(bus, device).toNanos() / device.every().toNanos();
  }

  private static Duration cost(Bus bus, Device device) {
    return device.requests().stream().map(bus::cost).reduce(Duration.ZERO, Duration::plus);
  }

  private static String text(Duration time) {
    return time.toSeconds() < 10 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }
}
