package org.campussentry.edge.uplink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.outbox.Batch;
import org.campussentry.edge.outbox.Kept;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.Payload;

/**
 * Gives batches of this boot, encoded before anybody had told the time, their true times. The
 * outbox keeps the result before it is sent, so that a batch sent twice says the same twice. What
 * an earlier boot left behind stays as it is, and says itself that its times are unsure.
 */
final class Retimer {
  private final Outbox outbox;
  private final CampusClock clock;
  private final String boot;

  Retimer(Outbox outbox, CampusClock clock, String boot) {
    this.outbox = outbox;
    this.clock = clock;
    this.boot = boot;
  }

  /** What may be sent of these; less when the outbox cannot keep what changed. */
  List<Kept> certain(List<Kept> backlog) {
    var all = new ArrayList<Kept>();
    var changed = new ArrayList<Kept>();
    for (Kept kept : backlog) {
      Optional<Kept> retimed = retimed(kept);
      retimed.ifPresent(changed::add);
      all.add(retimed.orElse(kept));
    }
    if (!changed.isEmpty() && outbox.settle(changed).isEmpty()) {
      return List.of();
    }
    return all;
  }

  private Optional<Kept> retimed(Kept kept) {
    Batch batch = kept.batch();
    return batch
        .provisional()
        .filter(guess -> guess.boot().equals(boot))
        .map(guess -> retimed(kept, clock.at(batch.time() - guess.offset()) - batch.time()));
  }

  private static Kept retimed(Kept kept, long shift) {
    Batch batch = kept.batch();
    try {
      Payload payload = Wire.retimed(batch.payload(), shift);
      return new Kept(
          kept.position(),
          new Batch(batch.stream(), batch.seq(), batch.catalog(), batch.time() + shift, payload));
    } catch (IOException e) {
      throw new IllegalStateException("batch %d was not encoded here".formatted(batch.seq()), e);
    }
  }
}
