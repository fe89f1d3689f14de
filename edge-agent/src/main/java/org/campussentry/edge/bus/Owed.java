package org.campussentry.edge.bus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that may still come on a line without transaction numbers. An answer that comes after its
 * timeout fits every request to the same unit and function: if such a one, for other registers,
 * were sent meanwhile, it would get the wrong values. Pure but for its state; not thread-safe.
 * Times are those of {@link System#nanoTime}.
 */
final class Owed {
  private final Map<Request.Registers, Debt> debts = new HashMap<>();

  private record Debt(int count, long untilNanos) {}

  /**
   * What became of a request.
   *
   * @param untilNanos when an answer to it cannot come any more
   */
  void asked(Request.Registers request, boolean answered, long untilNanos) {
    Debt before = debts.get(request);
    if (before != null || !answered) {
      // An answer may have been that to an earlier try: then the one to this try is still to come.
      int count = (before == null ? 0 : before.count()) + (answered ? 0 : 1);
      debts.put(request, new Debt(count, untilNanos));
    }
  }

  /** One whose late answer could pass as one to {@code next}, or empty. */
  Optional<Request.Registers> before(Request.Registers next, long nowNanos) {
    debts.values().removeIf(debt -> debt.untilNanos() - nowNanos <= 0);
    return debts.keySet().stream()
        .filter(owed -> !owed.equals(next))
        .filter(owed -> owed.unit() == next.unit() && owed.function() == next.function())
        .findAny();
  }

  /** When it cannot come any more. */
  long until(Request.Registers owed) {
    return debts.get(owed).untilNanos();
  }

  /** It has come. */
  void came(Request.Registers owed) {
    Debt debt = debts.remove(owed);
    if (debt.count() > 1) {
      debts.put(owed, new Debt(debt.count() - 1, debt.untilNanos()));
    }
  }
}
