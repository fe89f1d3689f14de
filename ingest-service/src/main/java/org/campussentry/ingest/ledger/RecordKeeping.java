package org.campussentry.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throws away records when their time is over, once a day. Confined to one thread. */
public final class RecordKeeping {
  /** What the canteens and colleges must show: two years. */
  public static final Duration USUAL = Duration.ofDays(730);

  /** Shorter would throw away what must be shown at the end of a half-year. */
  public static final Duration LEAST = Duration.ofDays(180);

  private static final Logger log = LoggerFactory.getLogger(RecordKeeping.class);
  private static final Duration EVERY = Duration.ofDays(1);

  private final Purge.Store store;
  private final Optional<Duration> keep;
  private Instant last = Instant.MIN;

  /**
   * @param keep how long; empty for ever
   */
  public RecordKeeping(Purge.Store store, Optional<Duration> keep) {
    this.store = store;
    this.keep = keep;
  }

  public Optional<Duration> keep() {
    return keep;
  }

  public Purge.Store store() {
    return store;
  }

  /** Call it often. */
  public void round(Instant now) {
    if (keep.isEmpty() || (!last.equals(Instant.MIN) && now.isBefore(last.plus(EVERY)))) {
      return;
    }
    List<Purge> gone = store.purge(now.minus(keep.get()), now);
    last = now;
    gone.forEach(
        purge ->
            log.info(
                "Records older than {} are thrown away: {} of {}",
                purge.until(),
                purge.removed(),
                purge.kind()));
  }
}
