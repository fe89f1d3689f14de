package org.campussentry.ingest.duty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of duty outlives the process. Thread-safe; a call returns when its change is durable. */
public interface DutyStore {
  /** All that people changed in the rota. */
  List<Assignment> assignments();

  /**
   * All of them or none.
   *
   * @param seen who was put in when that was looked at, for places that must not have changed
   *     since; without a person nobody was
   * @return false when one of these places has changed meanwhile
   */
  boolean assign(List<Assignment> changes, List<Assignment> seen, String by, Instant now);

  /** False when there is one of that id already; it stays as it is. */
  boolean open(Handover handover);

  Optional<Handover> handover(String id);

  /** Newest first. */
  List<Handover> handovers(boolean onlyUnsigned, int limit);

  /** False when it was signed by that side already. */
  boolean sign(String id, boolean incoming, Handover.Signature signature);

  /** Those that had not ended at that time, by their start. */
  List<MaintenanceWindow> maintenance(Instant since);

  void plan(MaintenanceWindow window);

  /** Ends one early; false when there is none of that id that has not ended. */
  boolean end(String id, String by, Instant now);

  /** False when that call was made already. */
  boolean call(Call call, Instant now);

  /**
   * A call that was made.
   *
   * @param why as {@link Call#why}
   */
  record Made(Call.Kind kind, Optional<String> person, String why, Instant at) {}

  /** The calls that were made for an alert, oldest first. */
  List<Made> made(String alert);

  /** Keys of the calls that were made for an alert. */
  Set<String> calls(String alert);
}
