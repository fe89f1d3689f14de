package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Puts ledgers into words. Pure; confined to one thread. */
public final class LedgerWriter {
  private static final int FOOTER_DIGEST = 16;

  /** Beyond that a list of differences is longer than the ledger. */
  private static final int CHANGES_MAX = 200;

  private final boolean english;
  private final CellWriter cells;

  public LedgerWriter(boolean english, ZoneId zone) {
    this.english = english;
    this.cells = new CellWriter(english, zone);
  }

  /**
   * What is known now, issued or not.
   *
   * @param changes since the version that was issued last
   */
  public LedgerView draft(LedgerKey key, Ledger ledger, List<Change> changes, Instant now) {
    List<LedgerView.Fact> head = head(ledger, key.span());
    head.add(fact(Word.VERSION, cells.word(Word.DRAFT)));
    head.add(fact(Word.AS_OF, cells.time(now.toEpochMilli())));
    head.add(leaders(ledger));
    return view(ledger, key.span(), head, changes, cells.word(Word.DRAFT));
  }

  /**
   * A version.
   *
   * @param changes since the one before
   */
  public LedgerView issued(LedgerVersion.Kept kept, List<Change> changes) {
    LedgerVersion version = kept.version();
    Ledger ledger = version.ledger();
    List<LedgerView.Fact> head = head(ledger, version.key().span());
    String number = cells.filled(Word.NUMBER, version.number(), cells.word(cause(version.cause())));
    head.add(fact(Word.VERSION, number));
    head.add(fact(Word.ISSUED, cells.time(version.issuedAt().toEpochMilli())));
    head.add(fact(Word.RECORDER, version.recorder()));
    head.add(fact(Word.REVIEWER, version.reviewer()));
    head.add(leaders(ledger));
    head.add(fact(Word.DIGEST, kept.digest()));
    if (!version.previous().isEmpty()) {
      head.add(fact(Word.PREVIOUS, version.previous()));
    }
    String footer =
        "%s · %s %s"
            .formatted(number, cells.word(Word.DIGEST), kept.digest().substring(0, FOOTER_DIGEST));
    return view(ledger, version.key().span(), head, changes, footer);
  }

  private static Word cause(LedgerVersion.Cause cause) {
    return Word.valueOf("BY_" + cause.name());
  }

  private LedgerView view(
      Ledger ledger, Span span, List<LedgerView.Fact> head, List<Change> changes, String footer) {
    List<String> columns =
        List.of(
            cells.word(span.isMonth() ? Word.DAY : Word.PERIOD),
            cells.word(Word.MIN),
            cells.word(Word.MEAN),
            cells.word(Word.MAX),
            cells.word(Word.MARK),
            cells.word(Word.STATE),
            cells.word(Word.LACKING),
            cells.word(Word.HAND));
    List<String> excursions =
        List.of(
            cells.word(Word.SINCE),
            cells.word(Word.MINUTES),
            cells.word(Word.KIND),
            cells.word(Word.WORST),
            cells.word(Word.LIMIT),
            cells.word(Word.ACTION),
            cells.word(Word.HANDLER));
    List<String> differences =
        changes.stream().limit(CHANGES_MAX).map(this::text).collect(Collectors.toList());
    if (changes.size() > CHANGES_MAX) {
      differences.add("… +" + (changes.size() - CHANGES_MAX));
    }
    return new LedgerView(
        english,
        cells.word(span.isMonth() ? Word.TITLE_MONTH : Word.TITLE_DAY),
        List.copyOf(head),
        columns,
        excursions,
        ledger.sheets().stream().map(sheet -> part(sheet, span)).toList(),
        List.copyOf(differences),
        "%s · %s · %s · %s"
            .formatted(ledger.siteName().in(english), place(ledger), ledger.span(), footer));
  }

  private String place(Ledger ledger) {
    return ledger.areaName().in(english);
  }

  private List<LedgerView.Fact> head(Ledger ledger, Span span) {
    List<LedgerView.Fact> head = new ArrayList<>();
    head.add(fact(Word.SITE, ledger.siteName().in(english)));
    head.add(fact(Word.PLACE, place(ledger)));
    head.add(fact(Word.DATE, span.toString()));
    return head;
  }

  private LedgerView.Fact leaders(Ledger ledger) {
    return fact(Word.LEADER, String.join(english ? ", " : "、", ledger.leaders()));
  }

  private LedgerView.Fact fact(Word name, String text) {
    return new LedgerView.Fact(cells.word(name), text);
  }

  private LedgerView.Part part(Ledger.Sheet sheet, Span span) {
    List<LedgerView.Row> rows = new ArrayList<>();
    sheet.cells().forEach(cell -> rows.add(cells.row(sheet, cell)));
    rows.add(cells.whole(sheet, span));
    String quantity = Word.named(sheet.quantity(), english);
    return new LedgerView.Part(
        sheet.point(),
        quantity + " · " + sheet.point(),
        List.of(
            fact(Word.POINT, sheet.point()),
            fact(Word.QUANTITY, quantity + " " + CellWriter.unit(sheet)),
            fact(Word.GAUGE, gauges(sheet, gauge -> Optional.of(gauge.serial()))),
            fact(Word.DUE, gauges(sheet, this::due)),
            fact(Word.OFFSET, gauges(sheet, gauge -> offset(gauge, sheet))),
            fact(Word.LIMITS, limits(sheet))),
        List.copyOf(rows),
        sheet.excursions().stream().map(e -> excursion(e, sheet)).toList());
  }

  private String gauges(
      Ledger.Sheet sheet, java.util.function.Function<Ledger.Gauge, Optional<String>> text) {
    return sheet.gauges().isEmpty()
        ? cells.word(Word.UNRECORDED)
        : sheet.gauges().stream()
            .map(gauge -> text.apply(gauge).orElse(cells.word(Word.UNRECORDED)))
            .collect(Collectors.joining(cells.word(Word.SEPARATOR)));
  }

  private Optional<String> due(Ledger.Gauge gauge) {
    return gauge.due().map(due -> gauge.expired() ? due + " " + cells.word(Word.EXPIRED) : due);
  }

  private Optional<String> offset(Ledger.Gauge gauge, Ledger.Sheet sheet) {
    return gauge.offset().isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT, "%+.2f %s", gauge.offset().getAsDouble(), CellWriter.unit(sheet)));
  }

  private String limits(Ledger.Sheet sheet) {
    String hours = sheet.limitsByHour() ? cells.word(Word.BY_HOUR) : "";
    OptionalDouble low = sheet.low();
    OptionalDouble high = sheet.high();
    if (low.isPresent() && high.isPresent()) {
      return "%s ~ %s %s%s"
          .formatted(
              CellWriter.number(low, sheet),
              CellWriter.number(high, sheet),
              CellWriter.unit(sheet),
              hours);
    }
    if (low.isPresent() || high.isPresent()) {
      return "%s %s %s%s"
          .formatted(
              low.isPresent() ? "≥" : "≤",
              CellWriter.number(low.isPresent() ? low : high, sheet),
              CellWriter.unit(sheet),
              hours);
    }
    return cells.word(Word.NONE);
  }

  private List<String> excursion(Ledger.Excursion excursion, Ledger.Sheet sheet) {
    String action = excursion.action();
    if (action.isEmpty()) {
      action = cells.word(excursion.alert().isEmpty() ? Word.FOUND_LATE : Word.NOT_CLOSED);
    }
    return List.of(
        cells.time(excursion.sinceMs()),
        excursion
            .endedMs()
            .map(ended -> String.valueOf(Math.round((ended - excursion.sinceMs()) / 60_000.0)))
            .orElse(cells.word(Word.GOES_ON)),
        Word.named(excursion.kind(), english),
        CellWriter.number(excursion.worst(), sheet),
        CellWriter.number(excursion.limit(), sheet),
        action,
        excursion.handler());
  }

  private String text(Change change) {
    String point = change.point().isEmpty() ? "" : change.point() + " ";
    if (change instanceof Change.OfCell cell) {
      return "%s%s%s%s %s %s"
          .formatted(
              point,
              cell.after().label(),
              cells.word(Word.COLON),
              cells.brief(cell.before()),
              cells.word(Word.BECAME),
              cells.brief(cell.after()));
    }
    if (change instanceof Change.OfExcursion excursion) {
      long since = excursion.after().or(excursion::before).orElseThrow().sinceMs();
      String what =
          excursion.before().isEmpty()
              ? cells.word(Word.NEW)
              : excursion.after().map(e -> action(e)).orElse(cells.word(Word.GONE));
      return point
          + cells.word(Word.EXCURSIONS)
          + " "
          + cells.time(since)
          + cells.word(Word.COLON)
          + what;
    }
    return point + Word.named(((Change.Of) change).what().word(), english);
  }

  private String action(Ledger.Excursion excursion) {
    return excursion.action().isEmpty() ? cells.word(Word.NOT_CLOSED) : excursion.action();
  }
}
