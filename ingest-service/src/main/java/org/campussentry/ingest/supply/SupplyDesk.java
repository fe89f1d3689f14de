package org.campussentry.ingest.supply;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.supply.Movement.Kind;

/** The items, their books, and what people and sprayers write into them. Thread-safe. */
public final class SupplyDesk {
  /** Less makes no difference to anybody, in share of an amount. */
  private static final double SAME = 1e-6;

  private final ZoneId zone;
  private final SupplyStore store;
  private volatile List<Item> items = List.of();

  /** Without items, until it is told of some. */
  public SupplyDesk(ZoneId zone, SupplyStore store) {
    this.zone = zone;
    this.store = store;
  }

  /** From now on these are kept in stock; the books of the others stay. */
  public void become(List<Item> next) {
    items = List.copyOf(next);
  }

  public List<Item> items() {
    return items;
  }

  public Optional<Item> item(String id) {
    return items.stream().filter(i -> i.id().equals(id)).findFirst();
  }

  public Books books(String item) {
    return Books.of(store.movements(item));
  }

  /** As its books have it now. */
  public Stock stock(Item item, Books books, Instant now) {
    return Stock.of(item, books, zone, now);
  }

  /** Of all items. */
  public List<Stock> stocks(Instant now) {
    return items.stream().map(item -> stock(item, books(item.id()), now)).toList();
  }

  /** Writes one movement of a person; its number is given to it. */
  public synchronized Movement enter(Movement movement) {
    return store.add(movement).orElseThrow();
  }

  /**
   * Writes what was used by slots whose time is over, each version of a slot once: another amount
   * of a later version corrects the one before.
   */
  public synchronized void account(List<Judged> slots, Instant now) {
    for (Item item : items) {
      List<Use> uses =
          slots.stream()
              .filter(j -> j.version() > 0)
              .map(Use::of)
              .filter(u -> item.site().equals(u.site()))
              .filter(u -> item.agent().stream().anyMatch(a -> a.name().equals(u.agent())))
              .toList();
      if (!uses.isEmpty()) {
        Books books = books(item.id());
        uses.forEach(use -> account(item, books, use, now));
      }
    }
  }

  private void account(Item item, Books books, Use use, Instant now) {
    double amount = use.milligrams() / item.agent().orElseThrow().strength();
    Optional<Books.Line> line =
        books.lines().stream()
            .filter(l -> l.movement().slot().stream().anyMatch(v -> v.slot().equals(use.slot())))
            .findFirst();
    double before = line.map(Books.Line::amount).orElse(0.0);
    boolean known = line.stream().anyMatch(l -> version(l) >= use.version());
    if (known || Math.abs(amount - before) <= SAME * Math.max(amount, before)) {
      return;
    }
    var unused =
        store.add(
            new Movement(
                0,
                item.id(),
                item.site(),
                Kind.COMPUTED,
                amount,
                line.map(l -> l.movement().at()).orElse(use.at()),
                line.map(l -> OptionalLong.of(l.movement().number())).orElse(OptionalLong.empty()),
                Optional.of(new Movement.Version(use.slot(), use.version())),
                Optional.empty(),
                "",
                "",
                "",
                now));
  }

  /** The last one that is in the books. */
  private static int version(Books.Line line) {
    return line.corrections().stream()
        .flatMap(m -> m.slot().stream())
        .map(Movement.Version::number)
        .max(Comparator.naturalOrder())
        .or(() -> line.movement().slot().map(Movement.Version::number))
        .orElse(0);
  }
}
