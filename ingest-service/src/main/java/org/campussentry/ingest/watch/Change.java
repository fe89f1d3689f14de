package org.campussentry.ingest.watch;

/** What became of an alert. */
public enum Change {
  NONE,
  PENDING,
  ACTIVATED,
  /** Active again soon after it had recovered: the same alert, counted. */
  REOPENED,
  UPDATED,
  FORGOTTEN,
  RECOVERED,
  ACKNOWLEDGED,
  SHELVED,
  /** In sight again before its time on the shelf was over. */
  UNSHELVED,
  CLOSED,
  /** Its place is being maintained, so nobody is told. */
  OUT_OF_SERVICE,
  /** The maintenance is over, and it is still active. */
  IN_SERVICE
}
