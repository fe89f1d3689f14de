package org.campussentry.ingest.watch;

/**
 * When a gateway was heard. Immutable; times are arrivals, because a retained "online" proves
 * nothing.
 *
 * @param heardAt the last message of any kind; 0 before the first since the start
 * @param gapEndedAt when it spoke again after a silence of at least ten seconds; 0 when it never
 *     paused
 * @param gapMs how long that silence was
 */
public record GatewayState(
    String site,
    String gateway,
    boolean expected,
    long heardAt,
    long gapEndedAt,
    long gapMs,
    long waitingSince) {
  private static final long GAP_MIN_MS = 10_000;

  GatewayState heard(String atSite, long now) {
    long gap = heardAt == 0 ? now - waitingSince : now - heardAt;
    return gap >= GAP_MIN_MS
        ? new GatewayState(atSite, gateway, expected, now, now, gap, waitingSince)
        : new GatewayState(atSite, gateway, expected, now, gapEndedAt, gapMs, waitingSince);
  }

  /** After a pause of the whole gateway its points get their time anew. */
  long pointsCountFrom(long everyMs) {
    return gapMs >= 2 * everyMs ? gapEndedAt : 0;
  }
}
