package org.campussentry.ingest.disinfection;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.campussentry.ingest.disinfection.Run.Check;
import org.campussentry.ingest.disinfection.Run.Tank;
import org.campussentry.ingest.disinfection.Series.Sample;

/** The fall of the tank beside the integral of the flow. Pure. */
final class TankCheck {
  /** Percent; the level of a liquid that is moved swings by less, a refill is more. */
  static final double REFILL = 4;

  /** Level sensors are this good, in share of the tank. */
  private static final double OF_TANK = 0.02;

  private static final double OF_VOLUME = 0.15;
  private static final int NEIGHBOURS = 2;
  private static final int ENDS = 3;

  /** Fewer samples say nothing against noise. */
  private static final int SAMPLES_MIN = 2 * ENDS;

  private TankCheck() {}

  static Tank of(
      Series level, OptionalDouble tank, long fromMs, long untilMs, double litres, long unseenMs) {
    List<Sample> samples = level.within(fromMs, untilMs);
    if (tank.isEmpty() || samples.size() < SAMPLES_MIN) {
      return Tank.UNKNOWN;
    }
    Legs legs = legs(samples);
    double percent = legs.refills == 0 ? fall(samples, untilMs - fromMs) : legs.falls;
    double fall = percent / 100 * tank.getAsDouble();
    double tolerance = Math.max(OF_VOLUME * litres, OF_TANK * tank.getAsDouble());
    return new Tank(check(fall - litres, tolerance, legs.refills, unseenMs), fall, legs.refills);
  }

  private static Check check(double more, double tolerance, int refills, long unseenMs) {
    if (refills > 0) {
      return more > tolerance ? Check.MORE : Check.UNSURE;
    }
    if (Math.abs(more) <= tolerance) {
      return Check.AGREES;
    }
    if (more < 0) {
      return Check.LESS;
    }
    return unseenMs > 0 ? Check.UNSURE : Check.MORE;
  }

  /** From some samples at the beginning to some at the end, drawn out to the whole run. */
  private static double fall(List<Sample> samples, long lengthMs) {
    List<Sample> first = samples.subList(0, ENDS);
    List<Sample> last = samples.subList(samples.size() - ENDS, samples.size());
    double apartMs =
        last.stream().mapToLong(Sample::timeMs).average().orElseThrow()
            - first.stream().mapToLong(Sample::timeMs).average().orElseThrow();
    return (mean(first) - mean(last)) * lengthMs / apartMs;
  }

  private static double mean(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::value).average().orElseThrow();
  }

  /** Down and up again. */
  private static final class Legs {
    private double falls;
    private int refills;
  }

  /** Turns that are larger than noise. */
  private static Legs legs(List<Sample> samples) {
    List<Double> smooth = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      smooth.add(Spreads.median(samples, i, NEIGHBOURS));
    }
    Legs legs = new Legs();
    double high = smooth.get(0);
    double low = high;
    boolean rising = false;
    for (double value : smooth) {
      if (rising) {
        if (value > high) {
          high = value;
        } else if (value < high - REFILL) {
          rising = false;
          low = value;
        }
      } else if (value < low) {
        low = value;
      } else if (value > low + REFILL) {
        legs.falls += high - low;
        legs.refills++;
        rising = true;
        high = value;
      }
    }
    if (!rising) {
      legs.falls += high - low;
    }
    return legs;
  }
}
