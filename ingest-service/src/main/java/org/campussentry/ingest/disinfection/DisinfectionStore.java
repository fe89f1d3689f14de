package org.campussentry.ingest.disinfection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where slots, what became of them and what people entered outlive the process. Thread-safe; a call
 * returns when its change is durable.
 */
public interface DisinfectionStore {
  /** Up to when slots were laid out; empty before the first time. */
  Optional<Instant> laidUntil();

  /** Keeps slots as they were asked for when they opened; one that is there stays as it is. */
  void layOut(List<Slot> slots, Instant until);

  /** Those that opened in a stretch of time, {@code until} exclusive, each in its last version. */
  List<Judged> slots(Instant from, Instant until);

  Optional<Judged> slot(String id);

  /** Those whose time is over and that were last found to stand as they do at or after a time. */
  List<Judged> settledSince(Instant found);

  /** Of one slot, oldest first; empty before its time is over. */
  List<Judged> versions(String slot);

  /** Version 0 replaces itself; the others stay for ever. */
  void judge(Judged judged);

  void enter(HandEntry entry);

  /** In order of time. */
  List<HandEntry> entries(String slot);

  void assign(Assignment assignment);

  /** Those that hold at some time of a stretch, in order of time. */
  List<Assignment> assignments(Instant from, Instant until);
}
