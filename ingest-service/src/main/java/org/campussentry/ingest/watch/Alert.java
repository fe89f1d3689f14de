package org.campussentry.ingest.watch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that is wrong at one place. Immutable. Times are milliseconds since 1970 UTC.
 *
 * @param id from rule, source and start, so that the same excursion has the same id however often
 *     it is found
 * @param source the point's full id, or the gateway's for an alert about a gateway
 * @param kind what recovers it: a value, data, or only a person
 * @param value the worst measured value so far; empty for missing data
 * @param limit empty for missing data
 * @param reason for missing data, the last reason that the point gave; else empty
 * @param since when the condition began, as far as is known
 * @param late found more than a minute after it happened
 */
public record Alert(
    String id,
    String rule,
    String source,
    String site,
    String area,
    String quantity,
    String unit,
    Severity severity,
    Kind kind,
    State state,
    OptionalDouble value,
    OptionalDouble limit,
    String reason,
    long since,
    Optional<Long> activeAt,
    Optional<Long> endedAt,
    Optional<Mark> acknowledged,
    Optional<Shelf> shelved,
    Optional<Mark> closed,
    boolean late) {

  /** What the alert is about. */
  public enum Kind {
    THRESHOLD,
    EVENT,
    NO_DATA,
    GATEWAY
  }

  /** Acknowledged and shelved are flags beside these. */
  public enum State {
    PENDING,
    ACTIVE,
    RECOVERED,
    CLOSED;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Who did something, when, and what was noted. */
  public record Mark(String by, long at, String note) {}

  /** Out of sight for a while: who, why and until when. */
  public record Shelf(String by, String reason, long until) {}

  /** Sixteen hexadecimal digits of SHA-256: enough for an id, short enough for a URL read aloud. */
  static String idOf(String rule, String source, long since) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((rule + "|" + source + "|" + since).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public boolean isOpen() {
    return state == State.PENDING || state == State.ACTIVE;
  }

  Alert withState(State next) {
    return copy(next, value, reason, since, activeAt, endedAt, acknowledged, shelved, closed);
  }

  Alert activated(long now) {
    return copy(
        State.ACTIVE,
        value,
        reason,
        since,
        Optional.of(now),
        endedAt,
        acknowledged,
        shelved,
        closed);
  }

  Alert recovered(long now) {
    return copy(
        State.RECOVERED,
        value,
        reason,
        since,
        activeAt,
        Optional.of(now),
        acknowledged,
        shelved,
        closed);
  }

  Alert withValue(double next) {
    return copy(
        state,
        OptionalDouble.of(next),
        reason,
        since,
        activeAt,
        endedAt,
        acknowledged,
        shelved,
        closed);
  }

  Alert startedAt(long start) {
    return copy(state, value, reason, start, activeAt, endedAt, acknowledged, shelved, closed);
  }

  Alert acknowledged(Mark mark) {
    return copy(state, value, reason, since, activeAt, endedAt, Optional.of(mark), shelved, closed);
  }

  Alert shelved(Shelf shelf) {
    return copy(
        state, value, reason, since, activeAt, endedAt, acknowledged, Optional.of(shelf), closed);
  }

  Alert closed(Mark mark) {
    return copy(
        State.CLOSED,
        value,
        reason,
        since,
        activeAt,
        endedAt.or(() -> Optional.of(mark.at())),
        acknowledged,
        shelved,
        Optional.of(mark));
  }

  private Alert copy(
      State nextState,
      OptionalDouble nextValue,
      String nextReason,
      long nextSince,
      Optional<Long> nextActiveAt,
      Optional<Long> nextEndedAt,
      Optional<Mark> nextAcknowledged,
      Optional<Shelf> nextShelved,
      Optional<Mark> nextClosed) {
    return new Alert(
        id,
        rule,
        source,
        site,
        area,
        quantity,
        unit,
        severity,
        kind,
        nextState,
        nextValue,
        limit,
        nextReason,
        nextSince,
        nextActiveAt,
        nextEndedAt,
        nextAcknowledged,
        nextShelved,
        nextClosed,
        late);
  }
}
