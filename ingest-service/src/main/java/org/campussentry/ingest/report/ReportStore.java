package org.campussentry.ingest.report;

import java.util.List;
import java.util.Optional;

/** Where reports outlive the process. Thread-safe; a call returns when its change is durable. */
public interface ReportStore {
  /** False when there is one of that id already; it stays as it is. */
  boolean open(UpwardReport report);

  /** False when there is a version of that number already. */
  boolean add(String report, UpwardReport.Version version);

  Optional<UpwardReport> find(String id);

  /**
   * Newest first; those that wait by their deadline, the nearest first.
   *
   * @param waiting only those that have no version
   */
  List<UpwardReport> list(boolean waiting, int limit);
}
