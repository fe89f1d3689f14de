package org.campussentry.ingest.duty;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Who has a role in a kind of shift, in turn. Immutable. Of several entries for the same day the
 * first in the file holds.
 *
 * @param shift the id of a {@link ShiftKind}
 * @param people ids, in rotation
 * @param everyDays how many days one has it: 1 or 7
 * @param anchor the first day of the first one. All days of the calendar count, also those on which
 *     the entry does not hold: so what is published for a year moves nobody's turn
 */
public record Rota(
    String shift, Role role, Days days, List<String> people, int everyDays, LocalDate anchor) {
  public Rota {
    people = List.copyOf(people);
    if (people.isEmpty() || everyDays < 1) {
      throw new IllegalArgumentException("a rota has people, and days for each");
    }
  }

  String who(LocalDate date) {
    long turn = Math.floorDiv(ChronoUnit.DAYS.between(anchor, date), (long) everyDays);
    return people.get((int) Math.floorMod(turn, (long) people.size()));
  }
}
