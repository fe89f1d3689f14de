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
 * @param error what the last attempt met; empty when there was none
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
    String body) {

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

  Delivery sent(long now) {
    return new Delivery(
        id,
        alert,
        kind,
        channel,
        person,
        address,
        State.SENT,
        attempts + 1,
        createdAt,
        nextAt,
        now,
        "",
        body);
  }

  Delivery failed(String why, long retryAt) {
    return new Delivery(
        id,
        alert,
        kind,
        channel,
        person,
        address,
        State.WAITING,
        attempts + 1,
        createdAt,
        retryAt,
        0,
        why,
        body);
  }

  Delivery givenUp(String why) {
    return new Delivery(
        id,
        alert,
        kind,
        channel,
        person,
        address,
        State.GIVEN_UP,
        attempts + 1,
        createdAt,
        nextAt,
        0,
        why,
        body);
  }
}
