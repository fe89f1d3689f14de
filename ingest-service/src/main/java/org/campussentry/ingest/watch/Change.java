package org.campussentry.ingest.watch;

/** What became of an alert. */
public enum Change {
  NONE,
  PENDING,
  ACTIVATED,
  UPDATED,
  FORGOTTEN,
  RECOVERED,
  ACKNOWLEDGED,
  SHELVED,
  CLOSED
}
