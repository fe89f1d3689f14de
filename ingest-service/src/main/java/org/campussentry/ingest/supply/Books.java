package org.campussentry.ingest.supply;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.supply.Movement.Kind;

/**
 * The movements of one item in order of the time at which they happened, each with what it should
 * have said and the stock after it. Pure, immutable.
 *
 * <p>Before somebody counted, or put something in, nobody knows the stock. A count says what is
 * there, whatever the books said before; so what is found late of a time before it changes nothing
 * after it.
 */
public final class Books {
  private static final double NOTHING = 1e-9;

  /**
   * One movement that is no correction.
   *
   * @param amount what it says after its corrections
   * @param corrections of it, in order
   * @param before the stock by the books; empty when nobody knew it
   * @param after the stock; empty when nobody knows it
   */
  public record Line(
      Movement movement,
      double amount,
      List<Movement> corrections,
      OptionalDouble before,
      OptionalDouble after) {}

  private final List<Line> lines;

  private Books(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Of all movements of an item, in any order. */
  public static Books of(List<Movement> movements) {
    Map<Long, List<Movement>> corrections = new HashMap<>();
    List<Movement> inOrder = new ArrayList<>();
    movements.stream()
        .sorted(Comparator.comparingLong(Movement::number))
        .forEach(
            m -> {
              if (m.corrects().isPresent()) {
                corrections
                    .computeIfAbsent(m.corrects().getAsLong(), n -> new ArrayList<>())
                    .add(m);
              } else {
                inOrder.add(m);
              }
            });
    inOrder.sort(Comparator.comparing(Movement::at).thenComparing(Movement::number));
    List<Line> lines = new ArrayList<>();
    OptionalDouble stock = OptionalDouble.empty();
    for (Movement movement : inOrder) {
      List<Movement> own = corrections.getOrDefault(movement.number(), List.of());
      double amount = own.isEmpty() ? movement.amount() : own.get(own.size() - 1).amount();
      OptionalDouble after = after(stock, movement.kind(), amount);
      lines.add(new Line(movement, amount, List.copyOf(own), stock, after));
      stock = after;
    }
    return new Books(lines);
  }

  private static OptionalDouble after(OptionalDouble stock, Kind kind, double amount) {
    return switch (kind) {
      case COUNT -> OptionalDouble.of(amount);
      case IN -> OptionalDouble.of(stock.orElse(0) + amount);
      // Without a beginning there is nothing to take it from.
      default -> stock.isEmpty() ? stock : OptionalDouble.of(settled(stock.getAsDouble() - amount));
    };
  }

  /** What sums of thirds leave is nothing. */
  private static double settled(double stock) {
    return Math.abs(stock) < NOTHING ? 0 : stock;
  }

  public List<Line> lines() {
    return lines;
  }

  /** Empty when nobody counted it yet, nor put something in. */
  public OptionalDouble stock() {
    return lines.isEmpty() ? OptionalDouble.empty() : lines.get(lines.size() - 1).after();
  }

  /** When somebody last looked what is there. */
  public Optional<Instant> counted() {
    return lines.stream()
        .filter(l -> l.movement().kind() == Kind.COUNT)
        .reduce((a, b) -> b)
        .map(l -> l.movement().at());
  }

  /** Since when there is less than a minimum, or nothing; empty when there is enough. */
  public Optional<Instant> lowSince(double minimum) {
    Optional<Instant> since = Optional.empty();
    for (Line line : lines) {
      boolean low = line.after().isPresent() && isLow(line.after().getAsDouble(), minimum);
      since = low ? since.or(() -> Optional.of(line.movement().at())) : Optional.empty();
    }
    return since;
  }

  static boolean isLow(double stock, double minimum) {
    return stock < minimum || stock <= 0;
  }

  /** What was used from one time to another, {@code until} exclusive: by people and by sprayers. */
  double used(Instant from, Instant until) {
    return lines.stream()
        .filter(l -> l.movement().kind() == Kind.OUT || l.movement().kind() == Kind.COMPUTED)
        .filter(l -> !l.movement().at().isBefore(from) && l.movement().at().isBefore(until))
        .mapToDouble(Line::amount)
        .sum();
  }

  /**
   * The next day on which something of the stock expires, taken that what expires first is used
   * first; empty when nobody entered such a day for what is left.
   */
  public Optional<LocalDate> expires() {
    double left = stock().orElse(0);
    List<Line> came =
        lines.stream()
            .filter(l -> l.movement().kind() == Kind.IN && l.movement().expires().isPresent())
            .sorted(
                Comparator.comparing((Line l) -> l.movement().expires().orElseThrow()).reversed())
            .toList();
    Optional<LocalDate> next = Optional.empty();
    for (Line line : came) {
      if (left <= 0) {
        break;
      }
      next = line.amount() > 0 ? line.movement().expires() : next;
      left -= line.amount();
    }
    return next;
  }
}
