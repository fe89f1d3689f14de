package org.campussentry.ingest.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.coverage.PointHours;
import org.campussentry.ingest.history.History.Bucket;
import org.campussentry.ingest.reading.Reason;

/**
 * Fills the cells of one point. Pure.
 *
 * <p>Values are those of the history. Why there is none, and what came late, is by the account of
 * the days.
 */
final class Cells {
  private static final double ROUNDING = 1e-6;
  private static final long HOUR_MS = 3_600_000;

  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private final long widthMs;
  private final Limits limits;
  private final List<HandValue> hand;
  private final long untilMs;

  /**
   * @param widthMs of the buckets; none of them lies in two cells
   * @param untilMs nothing later is expected yet
   */
  Cells(List<Bucket> buckets, long widthMs, Limits limits, List<HandValue> hand, long untilMs) {
    buckets.forEach(b -> this.buckets.put(b.startMs(), b));
    this.widthMs = widthMs;
    this.limits = limits;
    this.hand = hand;
    this.untilMs = untilMs;
  }

  /** A part of a day; without an account nothing was expected of the point that day. */
  Cell ofHours(Period period, long dayStartMs, Optional<PointHours> account) {
    List<PointHours.Hour> hours = account.map(PointHours::hours).orElse(List.of());
    double expected = 0;
    long late = 0;
    Map<String, Long> why = new TreeMap<>();
    int to = (int) Math.min(hours.size(), (period.toMs() - dayStartMs + HOUR_MS - 1) / HOUR_MS);
    for (int i = (int) ((period.fromMs() - dayStartMs) / HOUR_MS); i < to; i++) {
      expected += hours.get(i).expected();
      late += hours.get(i).late();
      add(why, hours.get(i).unavailable());
    }
    Sum sum = sum(period);
    long wanted = (long) (expected + ROUNDING);
    long came = sum.measured + sum.unavailable;
    // One reading may slip over the edge of an hour, unless it is the only one.
    long slack = came > 0 ? 1 : 0;
    long missing = wanted - came > slack ? wanted - came : 0;
    return cell(period, sum, new Given(wanted, late, why, 0, missing));
  }

  /** A day of a month. */
  Cell ofDay(Period period, Optional<PointDay> account) {
    Map<String, Long> why = new TreeMap<>();
    account.ifPresent(day -> add(why, day.counts().unavailable()));
    Given given =
        account
            .map(
                day ->
                    new Given(
                        day.expected().orElse(0L),
                        day.counts().late(),
                        why,
                        day.counts().untimed(),
                        day.missing()))
            .orElse(new Given(0, 0, why, 0, 0));
    return cell(period, sum(period), given);
  }

  private static void add(Map<String, Long> why, Map<Reason, Long> more) {
    more.forEach((reason, n) -> why.merge(reason.wire(), n, Long::sum));
  }

  /** What the account says of a period. */
  private record Given(
      long expected, long late, Map<String, Long> why, long untimed, long missing) {}

  /** What the history says of a period. */
  private record Sum(
      long measured, long unavailable, Optional<Cell.Values> values, boolean over, boolean under) {}

  private Sum sum(Period period) {
    Collection<Bucket> within = buckets.subMap(period.fromMs(), period.toMs()).values();
    long unavailable = within.stream().mapToLong(Bucket::unavailable).sum();
    List<Bucket> measured = within.stream().filter(b -> b.measured() > 0).toList();
    return new Sum(
        measured.stream().mapToLong(Bucket::measured).sum(),
        unavailable,
        values(measured),
        measured.stream().anyMatch(b -> limits.isOver(b, widthMs)),
        measured.stream().anyMatch(b -> limits.isUnder(b, widthMs)));
  }

  private static Optional<Cell.Values> values(List<Bucket> measured) {
    long count = measured.stream().mapToLong(Bucket::measured).sum();
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Cell.Values(
            hundredths(measured.stream().mapToDouble(Bucket::min).min().orElseThrow()),
            hundredths(measured.stream().mapToDouble(b -> b.mean() * b.measured()).sum() / count),
            hundredths(measured.stream().mapToDouble(Bucket::max).max().orElseThrow())));
  }

  /** A mean of means differs in its last digits by how it was reckoned. */
  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private Cell cell(Period period, Sum sum, Given given) {
    Map<String, Long> why = new TreeMap<>(given.why());
    long told = why.values().stream().mapToLong(n -> n).sum();
    if (sum.unavailable() > told) {
      why.put("", sum.unavailable() - told);
    }
    Cell.Account account =
        new Cell.Account(
            given.expected(),
            sum.measured(),
            Math.min(given.late(), sum.measured()),
            why,
            given.untimed(),
            given.missing());
    List<Cell.Hand> read = new ArrayList<>();
    hand.stream()
        .filter(h -> h.at().toEpochMilli() >= period.fromMs())
        .filter(h -> h.at().toEpochMilli() < period.toMs())
        .forEach(h -> read.add(Cell.Hand.of(h)));
    return new Cell(
        period.label(),
        period.fromMs(),
        period.toMs(),
        state(period, account),
        account,
        sum.values(),
        sum.over(),
        sum.under(),
        List.copyOf(read));
  }

  private Cell.State state(Period period, Cell.Account account) {
    if (account.measured() > 0) {
      return account.late() > 0 ? Cell.State.LATE : Cell.State.MEASURED;
    }
    boolean expected = account.expected() > 0 || !account.unavailable().isEmpty();
    if (period.fromMs() >= untilMs || (period.toMs() > untilMs && !expected)) {
      return Cell.State.PENDING;
    }
    return expected || account.untimed() > 0 ? Cell.State.MISSING : Cell.State.UNEXPECTED;
  }

  /** Over all cells. */
  static Optional<Cell.Values> over(List<Cell> cells) {
    List<Bucket> all =
        cells.stream()
            .filter(cell -> cell.values().isPresent())
            .map(
                cell -> {
                  Cell.Values of = cell.values().get();
                  return new Bucket(0, cell.account().measured(), 0, of.min(), of.mean(), of.max());
                })
            .toList();
    return values(all);
  }
}
