package org.campussentry.ingest.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Dead letters tried again, after what made them unusable was mended. Thread-safe; one call after
 * the other.
 */
public final class Redrive {
  private static final long PATIENCE_S = 10;

  private final Intake intake;
  private final DeadLetter.Store letters;

  /**
   * What became of them.
   *
   * @param stored their readings are in the store; they are dead letters no more
   * @param waiting the store has not answered yet; it goes on with them
   * @param refused by their id, and why: they are kept
   */
  public record Outcome(int stored, int waiting, Map<Long, Fault> refused) {}

  public Redrive(Intake intake, DeadLetter.Store letters) {
    this.intake = intake;
    this.letters = letters;
  }

  /** Tries these, or all if none is named; waits up to {@value #PATIENCE_S} s for the store. */
  public synchronized Outcome run(List<Long> ids) {
    letters.save();
    Map<Long, Fault> refused = new TreeMap<>();
    List<Long> named = ids.isEmpty() ? letters.ids() : ids;
    CountDownLatch underway = new CountDownLatch(named.size());
    for (long id : named) {
      Optional<DeadLetter> letter = letters.find(id);
      Optional<Fault> why =
          letter.isPresent()
              ? intake.again(letter.get(), underway::countDown)
              : Optional.of(new Fault(Fault.Kind.GONE, "there is no such dead letter"));
      why.ifPresent(
          fault -> {
            refused.put(id, fault);
            underway.countDown();
          });
    }
    try {
      if (underway.await(PATIENCE_S, TimeUnit.SECONDS)) {
        intake.settle();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int waiting = (int) underway.getCount();
    return new Outcome(named.size() - refused.size() - waiting, waiting, refused);
  }
}
