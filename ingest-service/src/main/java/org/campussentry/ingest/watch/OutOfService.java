package org.campussentry.ingest.watch;

/** Planned maintenance, as far as alerts ask for it. Thread-safe; does not block. */
public interface OutOfService {
  /** Nothing is ever maintained. */
  OutOfService NOTHING = (site, area, source, time) -> false;

  /**
   * Whether it covers a place at a time.
   *
   * @param area empty for a gateway
   * @param source a point's full id, or a gateway's id
   */
  boolean covers(String site, String area, String source, long time);
}
