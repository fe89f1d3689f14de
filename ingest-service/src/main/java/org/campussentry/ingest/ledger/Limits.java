package org.campussentry.ingest.ledger;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;

/**
 * The limits of a point, by the rules of now. Immutable.
 *
 * @param rules those that look at its values
 */
record Limits(List<Rule> rules) {
  Limits {
    rules = rules.stream().filter(rule -> rule.valueLimit().isPresent()).toList();
  }

  private Stream<Limit> all() {
    return rules.stream().map(rule -> rule.valueLimit().orElseThrow());
  }

  /** Of several, the one that is reached first. */
  OptionalDouble high() {
    return all().map(Limit::upper).flatMapToDouble(OptionalDouble::stream).min();
  }

  /** Of several, the one that is reached first. */
  OptionalDouble low() {
    return all().map(Limit::lower).flatMapToDouble(OptionalDouble::stream).max();
  }

  boolean byHour() {
    return rules.stream().anyMatch(rule -> !rule.hours().equals(Hours.ALWAYS));
  }

  boolean isOver(Bucket bucket, long widthMs) {
    return beyond(bucket, widthMs, true, bucket.max());
  }

  boolean isUnder(Bucket bucket, long widthMs) {
    return beyond(bucket, widthMs, false, bucket.min());
  }

  /** Nobody knows when in a bucket its extreme was: a limit must hold at both ends of it. */
  private boolean beyond(Bucket bucket, long widthMs, boolean upper, double extreme) {
    return bucket.measured() > 0
        && rules.stream()
            .filter(r -> r.hours().has(bucket.startMs()))
            .filter(r -> r.hours().has(bucket.startMs() + widthMs - 1))
            .map(rule -> rule.valueLimit().orElseThrow())
            .filter(limit -> bound(limit, upper).findAny().isPresent())
            .anyMatch(limit -> limit.only(upper).violatedBy(extreme));
  }

  private static DoubleStream bound(Limit limit, boolean upper) {
    return (upper ? limit.upper() : limit.lower()).stream();
  }
}
