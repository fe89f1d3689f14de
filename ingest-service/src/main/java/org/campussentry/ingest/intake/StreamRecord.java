package org.campussentry.ingest.intake;

import java.util.Optional;

/**
 * What is known of one stream of a gateway: which batches arrived, and what became of the others.
 * The ranges are this record's own; don't change them.
 *
 * @param previous the stream that the gateway named as the one before it, and its last number
 * @param ended a later stream named this one, so its last number is known for sure
 * @param last the highest number heard of in a batch, in {@code previous} or as dropped; -1 for
 *     none
 * @param received arrived, whatever became of it
 * @param stored the store has it
 * @param rejected arrived and can't be stored; the gateway sets it aside
 * @param announced given up by the gateway, as it says; some of it may be stored all the same
 * @param firstAt when it was heard of first, milliseconds since 1970 UTC, as changedAt
 */
public record StreamRecord(
    String gateway,
    String stream,
    Optional<Previous> previous,
    boolean ended,
    long last,
    Ranges received,
    Ranges stored,
    Ranges rejected,
    Ranges announced,
    long firstAt,
    long changedAt) {

  /** The stream before, and its last number; -1 when it had no batch. */
  public record Previous(String stream, long seq) {}

  /** What is lost as the gateway says: stored wins. */
  public Ranges dropped() {
    return announced.without(stored);
  }

  /** What should have come and did not, and nobody says why. */
  public Ranges missing() {
    Ranges all = new Ranges();
    all.add(0, last);
    return all.without(stored).without(announced).without(rejected);
  }
}
