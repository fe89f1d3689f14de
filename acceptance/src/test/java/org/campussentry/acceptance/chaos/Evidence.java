package org.campussentry.acceptance.chaos;

import java.util.List;
import java.util.Set;

/**
 * All that was seen from outside. Times are milliseconds since 1970 UTC.
 *
 * @param answered by the slaves, as their own logs say; the truth
 * @param stored rows with a value, as the store says
 * @param breaks when something under way could be lost
 * @param damage outboxes in which bits flipped
 * @param excursions of temperatures beyond the limit
 * @param told notifications that were taken
 * @param sendingBroken when the service was killed or hung, so that a sending may have been cut
 */
record Evidence(
    List<Answer> answered,
    List<Row> stored,
    List<Break> breaks,
    List<Damage> damage,
    List<Excursion> excursions,
    List<Told> told,
    List<Span> sendingBroken) {

  /** One answered request. */
  record Answer(Mark mark, long at) {}

  /** One row of the store. */
  record Row(Mark mark, long time) {}

  /** From, until, both included. */
  record Span(long from, long until) {
    boolean has(long time) {
      return from <= time && time <= until;
    }
  }

  /** Why what was under way at a gateway may be lost, or timed late. */
  enum Cause {
    /** The agent was killed: its open batch. */
    DEATH,
    /** The agent or its bus hung or went: an answer that came too late for its request. */
    LINE
  }

  /** A span in which answers of a gateway may be lost. */
  record Break(int gateway, Cause cause, Span span) {}

  /**
   * A damaged outbox.
   *
   * @param held what its batches held before
   * @param announced what of that the agent said was dropped, as the service knows
   * @param setAside whether the damaged file was kept beside the new one
   * @param journal whether it was SQLite's journal that was damaged: its tail may be gone without a
   *     word
   */
  record Damage(Set<Mark> held, Set<Mark> announced, boolean setAside, boolean journal) {}

  /** A temperature beyond the limit from one moment to another. */
  record Excursion(int gateway, Span span) {}

  /**
   * A notification.
   *
   * @param gateway -1 when it is of none of the thermometers that leave their limits
   */
  record Told(int gateway, String alert, String delivery, String state, long at) {}
}
