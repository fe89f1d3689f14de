package org.campussentry.ingest.coverage;

import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.PointId;

/** Puts what came beside what was expected. Thread-safe; asks the journal with each call. */
public final class Coverage {
  private final Campus campus;
  private final Expectations expectations;
  private final Function<LocalDate, Map<PointId, DayCounts>> counts;

  /**
   * @param counts what arrived for a day, by point
   */
  public Coverage(
      Campus campus,
      Expectations expectations,
      Function<LocalDate, Map<PointId, DayCounts>> counts) {
    this.campus = campus;
    this.expectations = expectations;
    this.counts = counts;
  }

  /** Makes durable what was declared while the journal took nothing. */
  public void save() {
    expectations.save();
  }

  public DayCoverage of(LocalDate date, long nowMs) {
    return DayCoverage.of(
        CampusDay.of(date, campus.timezone()),
        nowMs,
        campus,
        expectations.all(),
        counts.apply(date));
  }
}
