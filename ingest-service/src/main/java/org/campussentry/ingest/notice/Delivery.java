package org.campussentry.ingest.notice;

/**
 * One message to one channel about one change of one alert. Immutable; times are milliseconds since
 * 1970 UTC.
 *
 * @param id stays the same over all attempts, also over a restart, so that a receiver can tell a
 *     repetition
 * @param kind {@code active} or {@code recovered}, and which time, as an alert that flutters can be
 *     both twice
 * @param person whom it calls; empty for nobody in particular
 * @param address of that person in the channel
 * @param body what is sent, composed once
 * @param nextAt when it is tried (again)
 * @param sentAt when the channel took it; 0 before
 * @param error what the last attempt met; empty when there was none
 * @param acknowledgedAt when its link was used; 0 before
 */
public record Delivery(
    String id,
    String alert,
    String kind,
    String channel,
    String person,
    String address,
    State state,
    int attempts,
    long createdAt,
    long nextAt,
    long sentAt,
    String error,
    String body,
    long acknowledgedAt) {

  /** Where a delivery stands. */
  public enum State {
    WAITING,
    SENT,
    GIVEN_UP
  }

  /** {@code active} or {@code recovered}. */
  public String word() {
    return kind.replaceFirst("-.*", "");
  }

  /** As it is once its channel took it. */
  public Delivery sent(long now) {
    return next(State.SENT, nextAt, now, "");
  }

  Delivery failed(String why, long retryAt) {
    return next(State.WAITING, retryAt, 0, why);
  }

  Delivery givenUp(String why) {
    return next(State.GIVEN_UP, nextAt, 0, why);
  }

  private Delivery next(State after, long attemptAt, long taken, String why) {
    return new Delivery(
        id,
        alert,
        kind,
        channel,
        person,
        address,
        after,
        attempts + 1,
        createdAt,
        attemptAt,
        taken,
        why,
        body,
        acknowledgedAt);
  }
}
