package org.campussentry.ingest.ledger;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.campussentry.ingest.print.Sheet;

/**
 * A ledger as a page to print, and as tables. All that people wrote is escaped. Thread-safe. What
 * makes a PDF takes {@link #html}, a workbook {@link #tables}.
 */
public final class LedgerForms {
  /** Lowest, mean, highest come after the label. */
  private static final int FIRST_FIGURE = 1;

  private static final int FIGURES = 3;

  /** What fits beside another fact. */
  private static final int SHORT_MAX = 40;

  private final Template template;

  public LedgerForms() {
    try (InputStream in = LedgerForms.class.getResourceAsStream("/print/ledger.html")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      this.template = Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the form lies in the jar", e);
    }
  }

  public String html(LedgerView view) {
    Map<String, Object> words = new HashMap<>();
    words.put("lang", view.english() ? "en" : "zh-CN");
    words.put("pages", view.english() ? "pages-en" : "pages-zh");
    words.put("title", view.title());
    words.put("footer", view.footer());
    words.put("head", lines(view.head()));
    words.put("columns", view.columns());
    words.put("excursionColumns", view.excursionColumns());
    words.put("changes", view.changes());
    words.put("hasChanges", !view.changes().isEmpty());
    words.put("changesTitle", Word.CHANGES.in(view.english()));
    words.put("excursionsTitle", Word.EXCURSIONS.in(view.english()));
    words.put("noExcursions", Word.NO_EXCURSIONS.in(view.english()));
    words.put("nothing", view.parts().isEmpty() ? Word.NOTHING.in(view.english()) : "");
    words.put(
        "signatures",
        List.of(
            Word.RECORDER.in(view.english()),
            Word.REVIEWER.in(view.english()),
            Word.LEADER.in(view.english())));
    List<Map<String, Object>> parts = new ArrayList<>();
    for (LedgerView.Part part : view.parts()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (LedgerView.Row row : part.rows()) {
        String kind = row.whole() ? "whole" : row.marked() ? "marked" : "";
        rows.add(Map.of("kind", kind, "texts", row.texts()));
      }
      parts.add(
          Map.of(
              "title",
              part.title(),
              "facts",
              facts(part.facts()),
              "rows",
              rows,
              "excursions",
              part.excursions(),
              "hasExcursions",
              !part.excursions().isEmpty()));
    }
    words.put("parts", parts);
    return template.execute(words);
  }

  /** Two short facts a line; a digest has one of its own. */
  private static List<Map<String, Object>> lines(List<LedgerView.Fact> facts) {
    List<Map<String, Object>> lines = new ArrayList<>();
    List<LedgerView.Fact> line = new ArrayList<>();
    for (LedgerView.Fact fact : facts) {
      boolean isLong = fact.text().length() > SHORT_MAX;
      if (!line.isEmpty() && (isLong || line.size() == 2)) {
        lines.add(line(line));
        line.clear();
      }
      line.add(fact);
      if (isLong) {
        lines.add(line(line));
        line.clear();
      }
    }
    if (!line.isEmpty()) {
      lines.add(line(line));
    }
    return lines;
  }

  private static Map<String, Object> line(List<LedgerView.Fact> facts) {
    return Map.of("facts", facts(facts), "alone", facts.size() == 1);
  }

  private static List<Map<String, String>> facts(List<LedgerView.Fact> facts) {
    return facts.stream()
        .map(fact -> Map.of("name", fact.name(), "text", fact.text().isEmpty() ? " " : fact.text()))
        .toList();
  }

  /** What it is of, its cells, its excursions: each a table, all points in one. */
  public List<Sheet> tables(LedgerView view) {
    List<Sheet.Row> info = new ArrayList<>();
    info.add(Sheet.Row.head(List.of(view.title())));
    view.head().forEach(f -> info.add(Sheet.Row.texts(List.of(f.name(), f.text()))));
    for (LedgerView.Part part : view.parts()) {
      info.add(Sheet.Row.head(List.of(part.title())));
      part.facts().forEach(f -> info.add(Sheet.Row.texts(List.of(f.name(), f.text()))));
    }
    if (!view.changes().isEmpty()) {
      info.add(Sheet.Row.head(List.of(Word.CHANGES.in(view.english()))));
      view.changes().forEach(change -> info.add(Sheet.Row.texts(List.of(change))));
    }
    String point = Word.POINT.in(view.english());
    List<Sheet.Row> cells = new ArrayList<>();
    cells.add(Sheet.Row.head(with(point, view.columns())));
    List<Sheet.Row> excursions = new ArrayList<>();
    excursions.add(Sheet.Row.head(with(point, view.excursionColumns())));
    for (LedgerView.Part part : view.parts()) {
      part.rows().forEach(row -> cells.add(row(part.point(), row)));
      part.excursions()
          .forEach(texts -> excursions.add(Sheet.Row.texts(with(part.point(), texts))));
    }
    return List.of(
        new Sheet(view.english() ? "Ledger" : "台账", info),
        new Sheet(view.english() ? "Readings" : "读数", cells),
        new Sheet(Word.EXCURSIONS.in(view.english()), excursions));
  }

  private static List<String> with(String first, List<String> more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return all;
  }

  private static Sheet.Row row(String point, LedgerView.Row row) {
    List<Sheet.Cell> cells = new ArrayList<>();
    cells.add(Sheet.Cell.text(point));
    for (int i = 0; i < row.texts().size(); i++) {
      int at = i - FIRST_FIGURE;
      OptionalDouble figure =
          at >= 0 && at < FIGURES ? row.figures().get(at) : OptionalDouble.empty();
      cells.add(
          figure.isPresent()
              ? Sheet.Cell.number(figure.getAsDouble(), row.decimals())
              : Sheet.Cell.text(row.texts().get(i)));
    }
    return Sheet.Row.of(cells.toArray(Sheet.Cell[]::new));
  }

  /** The tables one below the other, as one that CSV can hold. */
  public Sheet table(LedgerView view) {
    List<Sheet.Row> all = new ArrayList<>();
    for (Sheet sheet : tables(view)) {
      if (!all.isEmpty()) {
        all.add(Sheet.Row.texts(List.of("")));
      }
      all.addAll(sheet.rows());
    }
    return new Sheet(view.title(), all);
  }
}
