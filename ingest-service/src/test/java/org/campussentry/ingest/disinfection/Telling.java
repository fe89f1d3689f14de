package org.campussentry.ingest.disinfection;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.Reading;

/** What a sprayer tells each five seconds, second by second of a story; for tests. */
final class Telling {
  static final long START = 1_764_000_000_000L;
  static final long PERIOD = 5_000;
  static final Sprayer SPRAYER =
      new Sprayer(
          "s", "s", "s", "main", "gw", "spray1", Optional.of("hall"), OptionalDouble.of(100));

  private final Map<Quantity, List<Reading>> readings = new EnumMap<>(Quantity.class);
  private double level = 90;
  private long now = START;

  Telling() {
    for (Quantity quantity : Quantity.values()) {
      readings.put(quantity, new ArrayList<>());
    }
  }

  /** So many seconds at rest. */
  Telling rest(int seconds) {
    return pass(seconds, 0, 0, 0);
  }

  /** So many seconds with the pump on, at a flow in L/min. */
  Telling spray(int seconds, double flow) {
    return pass(seconds, 1, flow, 0);
  }

  /** So many seconds in which nothing is heard while it goes on. */
  Telling unheard(int seconds, double flow) {
    level -= flow / 60 * seconds;
    now += seconds * 1000L;
    return this;
  }

  /** While something changes the tank by so many percent a second besides. */
  Telling pass(int seconds, double on, double flow, double filling) {
    for (long until = now + seconds * 1000L; now < until; now += PERIOD) {
      add(Quantity.RUN_STATE, on);
      add(Quantity.FLOW, flow);
      add(Quantity.TANK_LEVEL, level);
      add(Quantity.LINE_PRESSURE, on * 300);
      add(Quantity.CHLORINE, 500);
      level += (filling - flow / 60) * PERIOD / 1000;
    }
    return this;
  }

  private void add(Quantity quantity, double value) {
    readings.get(quantity).add(new Reading.Measured(SPRAYER.point(quantity), now, value));
  }

  /** Takes away all that a quantity told. */
  Telling without(Quantity quantity) {
    readings.put(quantity, List.of());
    return this;
  }

  Map<Quantity, List<Reading>> readings() {
    return readings;
  }

  long now() {
    return now;
  }

  List<Run> runs() {
    return RunFinder.find(SPRAYER, Trace.of(PERIOD, readings), now + 3_600_000);
  }
}
