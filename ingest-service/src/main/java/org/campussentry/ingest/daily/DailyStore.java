package org.campussentry.ingest.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where days and the chain of steps outlive the process, each instance's own. Thread-safe; a call
 * returns when its change is durable.
 */
public interface DailyStore {
  /**
   * A day of which there must be a report.
   *
   * @param id by which people are called
   */
  record Day(String id, LocalDate date, Instant dueAt) {}

  /** Keeps a day; one that is there stays as it is. */
  void open(Day day);

  /** Newest first. */
  List<Day> days(int limit);

  Optional<Day> day(LocalDate date);

  /** Of the whole chain; without its content. */
  Optional<DailyStep> last();

  /** False when there is a step of that number already: somebody else was faster. */
  boolean append(DailyStep step);

  /** Of one day, in order. */
  List<DailyStep> steps(LocalDate date);

  /** Of the days from one on, in order, without content. */
  List<DailyStep> heads(LocalDate from);

  /** Hands over the whole chain in order, each step whole. */
  void each(Consumer<DailyStep> reader);
}
