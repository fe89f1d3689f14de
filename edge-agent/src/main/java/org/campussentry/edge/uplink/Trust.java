package org.campussentry.edge.uplink;

/** How far the times of this agent can be trusted. */
enum Trust {
  /** The system says that NTP keeps it. */
  SYNCED,
  /** The campus' time, taken from a receipt. */
  ASSUMED,
  /** Nobody has said so far. */
  UNSURE;

  String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
