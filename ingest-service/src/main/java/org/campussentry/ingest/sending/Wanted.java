package org.campussentry.ingest.sending;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.daily.DailyDay;

/**
 * Which version a receiver is to get now. Immutable.
 *
 * @param confirmed whether two people stand for it
 */
record Wanted(int version, boolean confirmed) {
  /** What nobody could send for so long is left to people: its hour is over. */
  static final Duration FRESH = Duration.ofDays(1);

  /**
   * Whether anything is to be ordered. Pure.
   *
   * @param before what this receiver was sent, or is being sent, of this day; oldest first
   */
  static Optional<Wanted> of(
      Receiver receiver, DailyDay day, List<Sending> before, ZoneId zone, Instant now) {
    DailyDay.Version last = day.last();
    boolean confirmed = last.state().isConfirmed();
    boolean justConfirmed =
        confirmed && last.reviewed().stream().anyMatch(s -> isFresh(s.at(), now));
    Wanted wanted = new Wanted(last.number(), confirmed);
    if (!before.isEmpty()) {
      Sending newest = before.get(before.size() - 1);
      boolean other = newest.version() != last.number() || !newest.confirmed();
      return justConfirmed && other ? Optional.of(wanted) : Optional.empty();
    }
    boolean itsTime =
        last.over() && receiver.sentAt(day.date(), zone).stream().anyMatch(t -> isFresh(t, now));
    return (receiver.confirmed() && justConfirmed) || itsTime
        ? Optional.of(wanted)
        : Optional.empty();
  }

  private static boolean isFresh(Instant time, Instant now) {
    return !now.isBefore(time) && now.isBefore(time.plus(FRESH));
  }
}
