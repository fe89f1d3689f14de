package org.campussentry.ingest.disinfection;

import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.disinfection.Series.Sample;

/** Mean and extremes of samples. */
final class Spreads {
  private Spreads() {}

  /** Empty without samples. An extreme that only one of three neighbours has is an outlier. */
  static Optional<Run.Spread> of(List<Sample> samples) {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < samples.size(); i++) {
      double middle = median(samples, i, 1);
      sum += samples.get(i).value();
      min = Math.min(min, middle);
      max = Math.max(max, middle);
    }
    return Optional.of(new Run.Spread(sum / samples.size(), min, max));
  }

  /** Of a sample and so many on either side, as far as there are. */
  static double median(List<Sample> samples, int at, int reach) {
    double[] near =
        samples.subList(Math.max(0, at - reach), Math.min(samples.size(), at + reach + 1)).stream()
            .mapToDouble(Sample::value)
            .sorted()
            .toArray();
    int half = near.length / 2;
    return near.length % 2 == 1 ? near[half] : (near[half - 1] + near[half]) / 2;
  }
}
