package org.campussentry.ingest.daily;

import java.util.List;
import java.util.OptionalDouble;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.history.HistoryException;

/**
 * People who passed an entrance without a temperature (漏测): by how much the counters of agents
 * rose, which begin at 0 with each start of an agent.
 */
final class PassedUnmeasured {
  /** What agents call the counter. */
  static final String QUANTITY = "missed_crossings";

  /** The values of one bucket in order of time. */
  interface Values {
    List<Double> of(Bucket bucket) throws HistoryException;
  }

  private PassedUnmeasured() {}

  /**
   * What one counter rose.
   *
   * @param buckets in order of time; those before the start say what it was
   * @param values asked only where a bucket holds more than one value
   */
  static long rise(List<Bucket> buckets, long startMs, Values values) throws HistoryException {
    long rise = 0;
    OptionalDouble before = OptionalDouble.empty();
    for (Bucket bucket : buckets) {
      if (bucket.measured() == 0) {
        continue;
      }
      boolean one = bucket.min() == bucket.max();
      for (double value : one ? List.of(bucket.max()) : values.of(bucket)) {
        if (bucket.startMs() >= startMs && before.isPresent()) {
          double last = before.getAsDouble();
          rise += Math.round(value >= last ? value - last : value);
        }
        before = OptionalDouble.of(value);
      }
    }
    return rise;
  }
}
