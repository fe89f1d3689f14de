package org.campussentry.ingest.watch;

/** How much a person must hurry; in rising order. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** Lower case, as configuration and API spell it. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
