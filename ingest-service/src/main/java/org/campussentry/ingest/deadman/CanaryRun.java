package org.campussentry.ingest.deadman;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.campussentry.ingest.notice.Delivery;

/**
 * How far one test of alerting came. Immutable, and pure; times are milliseconds since 1970 UTC, 0
 * for what has not come.
 *
 * @param id of its batch's stream, and of what is told
 * @param site in whose name it is sent
 * @param day whose test it is
 * @param receivedAt when its batch came back from the broker
 * @param alertedAt when a rule made it an alert
 * @param calledAt when a message was written for somebody
 * @param takenAt when the first way had taken that
 * @param failedAt when it was given up, or another way took it than the first
 * @param channel that took it; empty before
 */
public record CanaryRun(
    String id,
    String site,
    LocalDate day,
    long startedAt,
    long receivedAt,
    long alertedAt,
    long calledAt,
    long takenAt,
    long failedAt,
    String channel) {

  /** What it has to come through, in order. */
  public enum Stage {
    BROKER,
    WATCH,
    CALL,
    CHANNEL,
    DONE;

    /** As the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static CanaryRun begin(String id, String site, LocalDate day, long now) {
    return new CanaryRun(id, site, day, now, 0, 0, 0, 0, 0, "");
  }

  /** In which it is, or where it was given up. */
  public Stage stage() {
    if (receivedAt == 0) {
      return Stage.BROKER;
    }
    if (alertedAt == 0) {
      return Stage.WATCH;
    }
    if (calledAt == 0) {
      return Stage.CALL;
    }
    return takenAt == 0 ? Stage.CHANNEL : Stage.DONE;
  }

  public boolean isUnderWay() {
    return takenAt == 0 && failedAt == 0;
  }

  public boolean isFailed() {
    return failedAt > 0;
  }

  boolean hasFailedSince(Instant time) {
    return isFailed() && failedAt > time.toEpochMilli();
  }

  boolean isLate(Duration within, long now) {
    return isUnderWay() && now - startedAt >= within.toMillis();
  }

  CanaryRun received(long now) {
    return new CanaryRun(
        id, site, day, startedAt, now, alertedAt, calledAt, takenAt, failedAt, channel);
  }

  CanaryRun alerted(long now) {
    return new CanaryRun(
        id, site, day, startedAt, receivedAt, now, calledAt, takenAt, failedAt, channel);
  }

  CanaryRun failed(long now) {
    return new CanaryRun(
        id, site, day, startedAt, receivedAt, alertedAt, calledAt, takenAt, now, channel);
  }

  /** Whether a channel took it, though not the one that is tried first. */
  public boolean wentAnotherWay() {
    return isFailed() && !channel.isEmpty();
  }

  /**
   * With what became of its messages. One that was taken is enough, unless another was given up
   * before: the first way of that person is dead, and each alert loses time with it.
   */
  CanaryRun told(List<Delivery> deliveries) {
    boolean gaveUp = deliveries.stream().anyMatch(d -> d.state() == Delivery.State.GIVEN_UP);
    CanaryRun next = this;
    for (Delivery delivery : deliveries) {
      if (next.calledAt == 0) {
        next = next.with(delivery.createdAt(), 0, failedAt, "");
      }
      if (delivery.state() == Delivery.State.SENT && next.isUnderWay()) {
        long at = delivery.sentAt();
        next = next.with(next.calledAt, gaveUp ? 0 : at, gaveUp ? at : 0, delivery.channel());
      }
    }
    return next;
  }

  private CanaryRun with(long called, long taken, long failed, String by) {
    return new CanaryRun(
        id, site, day, startedAt, receivedAt, alertedAt, called, taken, failed, by);
  }
}
