package org.campussentry.ingest.watch;

import java.util.List;

/** What was kept of alerts, for whoever looks back. Thread-safe. */
public interface AlertArchive {
  /** In the order that is asked for, at most its limit. */
  List<Alert> find(AlertQuery query);

  /** How many there are, wherever the query begins and ends. */
  int count(AlertQuery query);

  /**
   * Those that lasted into a stretch of time, but not the pending ones; oldest first.
   *
   * @param untilMs exclusive
   */
  List<Alert> during(long fromMs, long untilMs, int limit);

  /** What became of an alert, oldest first. */
  List<AlertStep> steps(String alert);

  /** Of a point's full id: values over a limit that were found too late to wake anyone. */
  record LateExcursion(String rule, String point, long first, long last, double worst) {}

  /** Newest first. */
  List<LateExcursion> lateExcursions(int limit);
}
