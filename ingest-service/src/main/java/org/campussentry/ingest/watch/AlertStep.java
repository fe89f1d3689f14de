package org.campussentry.ingest.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that became of an alert. Immutable; times are milliseconds since 1970 UTC.
 *
 * @param at 0 when it was not written down
 * @param by the account or person; empty for what nobody did
 * @param note what was done, or why; empty when nothing was said
 * @param until of a shelving; else 0
 */
public record AlertStep(Kind kind, long at, String by, String note, long until) {
  /** What happened. */
  public enum Kind {
    ACTIVATED,
    ACKNOWLEDGED,
    SHELVED,
    UNSHELVED,
    RECOVERED,
    CLOSED;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Those that an alert knows of itself: the last of each kind. */
  public static List<AlertStep> of(Alert alert) {
    List<AlertStep> steps = new ArrayList<>();
    alert.activeAt().ifPresent(at -> steps.add(new AlertStep(Kind.ACTIVATED, at, "", "", 0)));
    alert.acknowledged().ifPresent(mark -> steps.add(marked(Kind.ACKNOWLEDGED, mark)));
    alert.shelved().map(AlertStep::of).ifPresent(steps::add);
    // Closing ends an alert, too; that it recovered is said only when it did.
    alert
        .endedAt()
        .filter(at -> alert.closed().stream().noneMatch(mark -> mark.at() == at))
        .ifPresent(at -> steps.add(new AlertStep(Kind.RECOVERED, at, "", "", 0)));
    alert.closed().ifPresent(mark -> steps.add(marked(Kind.CLOSED, mark)));
    return steps;
  }

  private static AlertStep marked(Kind kind, Alert.Mark mark) {
    return new AlertStep(kind, mark.at(), mark.by(), mark.note(), 0);
  }

  private static AlertStep of(Alert.Shelf shelf) {
    return shelf.isTakenBack()
        ? new AlertStep(Kind.UNSHELVED, shelf.at(), shelf.by(), "", 0)
        : new AlertStep(Kind.SHELVED, shelf.at(), shelf.by(), shelf.reason(), shelf.until());
  }
}
