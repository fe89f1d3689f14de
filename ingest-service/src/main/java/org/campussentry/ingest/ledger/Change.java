package org.campussentry.ingest.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One difference between two versions of a ledger. Immutable. */
public sealed interface Change {
  /** Of which point; empty for the ledger as a whole. */
  String point();

  /** A cell says something else. */
  record OfCell(String point, Cell before, Cell after) implements Change {}

  /** An excursion that came, went, or is told otherwise. */
  record OfExcursion(
      String point, Optional<Ledger.Excursion> before, Optional<Ledger.Excursion> after)
      implements Change {}

  /** Something else. */
  record Of(String point, What what) implements Change {}

  /** What else can differ. */
  enum What {
    POINT_ADDED,
    POINT_REMOVED,
    INSTRUMENT,
    LIMITS,
    ACCOUNT,
    NAMES,
    LEADERS;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** All differences, in the order of the sheets; empty when both say the same. */
  static List<Change> between(Ledger before, Ledger after) {
    List<Change> changes = new ArrayList<>();
    if (!before.siteName().equals(after.siteName())
        || !before.areaName().equals(after.areaName())) {
      changes.add(new Of("", What.NAMES));
    }
    if (!before.leaders().equals(after.leaders())) {
      changes.add(new Of("", What.LEADERS));
    }
    Map<String, Ledger.Sheet> left = by(before.sheets(), Ledger.Sheet::point);
    for (Ledger.Sheet sheet : after.sheets()) {
      Ledger.Sheet old = left.remove(sheet.point());
      if (old == null) {
        changes.add(new Of(sheet.point(), What.POINT_ADDED));
      } else {
        between(old, sheet, changes);
      }
    }
    left.keySet().forEach(point -> changes.add(new Of(point, What.POINT_REMOVED)));
    return List.copyOf(changes);
  }

  private static void between(Ledger.Sheet before, Ledger.Sheet after, List<Change> changes) {
    String point = after.point();
    if (!before.gauges().equals(after.gauges())) {
      changes.add(new Of(point, What.INSTRUMENT));
    }
    if (!before.low().equals(after.low())
        || !before.high().equals(after.high())
        || before.limitsByHour() != after.limitsByHour()
        || !before.unit().equals(after.unit())) {
      changes.add(new Of(point, What.LIMITS));
    }
    Map<Long, Cell> old = by(before.cells(), Cell::fromMs);
    int changed = changes.size();
    for (Cell cell : after.cells()) {
      Cell was = old.get(cell.fromMs());
      if (was != null && !was.equals(cell)) {
        changes.add(new OfCell(point, was, cell));
      }
    }
    boolean sums = before.sum().equals(after.sum()) && before.values().equals(after.values());
    if (changed == changes.size() && !(sums && old.size() == after.cells().size())) {
      changes.add(new Of(point, What.ACCOUNT));
    }
    excursions(before, after, changes);
  }

  private static void excursions(Ledger.Sheet before, Ledger.Sheet after, List<Change> changes) {
    Map<String, Ledger.Excursion> old = by(before.excursions(), Change::idOf);
    for (Ledger.Excursion now : after.excursions()) {
      Optional<Ledger.Excursion> was = Optional.ofNullable(old.remove(idOf(now)));
      if (!was.equals(Optional.of(now))) {
        changes.add(new OfExcursion(after.point(), was, Optional.of(now)));
      }
    }
    old.values()
        .forEach(
            gone ->
                changes.add(new OfExcursion(after.point(), Optional.of(gone), Optional.empty())));
  }

  private static String idOf(Ledger.Excursion excursion) {
    return excursion.alert().isEmpty() ? "late@" + excursion.sinceMs() : excursion.alert();
  }

  private static <K, V> Map<K, V> by(List<V> all, Function<V, K> key) {
    return all.stream()
        .collect(Collectors.toMap(key, Function.identity(), (a, b) -> b, LinkedHashMap::new));
  }
}
