package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Puts cells into words, as {@link LedgerWriter} the rest. */
final class CellWriter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final double SMALLEST = 0.05;

  /** As the rule of low coverage has it. */
  private static final double MUCH = 0.05;

  private final boolean english;
  private final ZoneId zone;

  CellWriter(boolean english, ZoneId zone) {
    this.english = english;
    this.zone = zone;
  }

  String word(Word word) {
    return word.in(english);
  }

  String filled(Word word, Object... with) {
    return String.format(Locale.ROOT, word(word), with);
  }

  String time(long ms) {
    return TIME.format(Instant.ofEpochMilli(ms).atZone(zone));
  }

  static String unit(Ledger.Sheet sheet) {
    return switch (sheet.unit()) {
      case "Cel" -> "℃";
      case "1" -> "";
      default -> sheet.unit();
    };
  }

  private static int decimals(Ledger.Sheet sheet) {
    return sheet.unit().equals("Cel") || sheet.unit().startsWith("%") ? 1 : 2;
  }

  static String number(OptionalDouble value, Ledger.Sheet sheet) {
    return value.isEmpty() ? "–" : number(value.getAsDouble(), sheet);
  }

  static String number(double value, Ledger.Sheet sheet) {
    return String.format(Locale.ROOT, "%." + decimals(sheet) + "f", value);
  }

  LedgerView.Row row(Ledger.Sheet sheet, Cell cell) {
    OptionalDouble lacking = cell.account().lacking();
    LedgerView.Row row =
        row(
            sheet,
            cell.label(),
            cell.values(),
            cell.state() == Cell.State.MISSING,
            mark(cell.over(), cell.under()),
            state(cell),
            lacking(lacking),
            cell.hand().stream()
                .map(hand -> hand(hand, sheet))
                .collect(Collectors.joining(word(Word.SEPARATOR))));
    return lacking.orElse(0) > MUCH
        ? new LedgerView.Row(row.texts(), row.figures(), row.decimals(), true, false)
        : row;
  }

  LedgerView.Row whole(Ledger.Sheet sheet, Span span) {
    long hand = sheet.cells().stream().mapToLong(cell -> cell.hand().size()).sum();
    List<String> account = new ArrayList<>();
    account.add(filled(Word.SUM, sheet.sum().expected(), sheet.sum().measured()));
    if (sheet.sum().late() > 0) {
      account.add(filled(Word.LATE_STATE, sheet.sum().late()));
    }
    account.addAll(reasons(sheet.sum()));
    LedgerView.Row row =
        row(
            sheet,
            word(span.isMonth() ? Word.WHOLE_MONTH : Word.WHOLE_DAY),
            sheet.values(),
            sheet.values().isEmpty() && sheet.sum().expected() > 0,
            mark(
                sheet.cells().stream().anyMatch(Cell::over),
                sheet.cells().stream().anyMatch(Cell::under)),
            String.join(word(Word.SEPARATOR), account),
            lacking(sheet.sum().lacking()),
            String.valueOf(hand));
    return new LedgerView.Row(row.texts(), row.figures(), row.decimals(), row.marked(), true);
  }

  private LedgerView.Row row(
      Ledger.Sheet sheet,
      String label,
      Optional<Cell.Values> values,
      boolean missing,
      String mark,
      String state,
      String lacking,
      String hand) {
    List<OptionalDouble> figures = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    texts.add(label);
    for (int i = 0; i < 3; i++) {
      OptionalDouble figure = figure(values, i);
      figures.add(figure);
      texts.add(
          figure.isPresent()
              ? number(figure.getAsDouble(), sheet)
              : missing ? word(Word.MISSING) : "–");
    }
    texts.addAll(List.of(mark, state, lacking, hand));
    return new LedgerView.Row(
        List.copyOf(texts),
        List.copyOf(figures),
        decimals(sheet),
        missing || !mark.isEmpty(),
        false);
  }

  private static OptionalDouble figure(Optional<Cell.Values> values, int which) {
    return values
        .map(v -> OptionalDouble.of(which == 0 ? v.min() : which == 1 ? v.mean() : v.max()))
        .orElse(OptionalDouble.empty());
  }

  private static String mark(boolean over, boolean under) {
    return (over ? "↑" : "") + (under ? "↓" : "");
  }

  private String state(Cell cell) {
    List<String> reasons = reasons(cell.account());
    String state =
        switch (cell.state()) {
          case MEASURED -> word(Word.MEASURED_STATE);
          case LATE -> filled(Word.LATE_STATE, cell.account().late());
          case MISSING -> word(Word.MISSING);
          case PENDING -> word(Word.PENDING_STATE);
          case UNEXPECTED -> word(Word.UNEXPECTED_STATE);
        };
    return reasons.isEmpty()
        ? state
        : state
            + word(cell.state() == Cell.State.MISSING ? Word.COLON : Word.SEPARATOR)
            + String.join(word(Word.SEPARATOR), reasons);
  }

  private List<String> reasons(Cell.Account account) {
    List<String> reasons = new ArrayList<>();
    account
        .unavailable()
        .forEach(
            (reason, n) -> reasons.add(filled(Word.OF_REASON, Word.named(reason, english), n)));
    if (account.missing() > 0) {
      reasons.add(filled(Word.NOT_ARRIVED, account.missing()));
    }
    if (account.untimed() > 0) {
      reasons.add(filled(Word.UNTIMED, account.untimed()));
    }
    return reasons;
  }

  /** What lacks is never printed as nothing. */
  private static String lacking(OptionalDouble share) {
    if (share.isEmpty()) {
      return "–";
    }
    double percent = share.getAsDouble() * 100;
    return percent > 0 && percent < SMALLEST
        ? "<0.1%"
        : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  private String hand(Cell.Hand hand, Ledger.Sheet sheet) {
    return "%s %s (%s, %s, %s)"
        .formatted(
            time(hand.atMs()).substring("2026-11-20 ".length()),
            number(hand.value(), sheet),
            hand.person(),
            time(hand.enteredMs()),
            hand.reason());
  }

  /** A cell in a line: its figures, its state, what was read by eye. */
  String brief(Cell cell) {
    String figures =
        cell.values()
            .map(v -> String.format(Locale.ROOT, "%.1f/%.1f/%.1f ", v.min(), v.mean(), v.max()))
            .orElse("");
    String hand =
        cell.hand().isEmpty()
            ? ""
            : " + "
                + word(Word.HAND)
                + " "
                + cell.hand().stream()
                    .map(h -> String.format(Locale.ROOT, "%.1f", h.value()))
                    .collect(Collectors.joining(", "));
    return figures + state(cell) + hand;
  }
}
