package org.campussentry.ingest.sending;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.DailyDocument.Section;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.print.Csv;
import org.campussentry.ingest.print.Pdf;
import org.campussentry.ingest.print.Sheet;
import org.campussentry.ingest.print.Xlsx;

/** A day's report as print page, PDF, XLSX and CSV, all of the same document. Thread-safe. */
public final class DailyFiles {
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,3}(,\\d{3})*(\\.\\d+)?|-?\\d+(\\.\\d+)?");

  private static final int SHORT_MAX = 8;

  /** More belongs in a spreadsheet. */
  private static final int PRINTED_MAX = DailyDocument.PRINTED_MAX;

  private final Template template;

  public DailyFiles() {
    try (InputStream in = DailyFiles.class.getResourceAsStream("/print/daily.html")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      this.template = Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the page lies in the jar", e);
    }
  }

  /** A version beside the one before it. */
  public static DailyDocument document(
      DailyDesk desk, DailyWriter writer, DailyDay day, DailyDay.Version version, boolean english) {
    Optional<DailyWriter.Before> before =
        day.versions().stream()
            .filter(v -> v.number() == version.number() - 1)
            .findFirst()
            .map(v -> new DailyWriter.Before(v, desk.report(v)));
    return writer.write(version, desk.report(version), before, english);
  }

  public String html(DailyDocument document) {
    List<Map<String, Object>> sections = new ArrayList<>();
    document.sections().stream().filter(s -> !s.annex()).forEach(s -> sections.add(section(s)));
    Map<String, Object> words = new HashMap<>();
    words.put("lang", document.english() ? "en" : "zh-CN");
    words.put("title", document.title());
    words.put("subtitle", document.subtitle());
    words.put("state", document.state());
    words.put("warning", document.warning());
    words.put("verdict", document.verdict());
    words.put("lead", document.lead());
    words.put("sections", sections);
    words.put("signatures", document.signatures());
    words.put("foot", document.foot());
    return template.execute(words);
  }

  private static Map<String, Object> section(Section section) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<String> row : section.rows().stream().limit(PRINTED_MAX).toList()) {
      rows.add(Map.of("cells", row.stream().map(t -> Map.of("text", t, "kind", kind(t))).toList()));
    }
    return Map.of(
        "id",
        section.id(),
        "title",
        section.title(),
        "note",
        section.note(),
        "any",
        !rows.isEmpty(),
        "columns",
        section.columns(),
        "rows",
        rows);
  }

  /** What is short enough is never broken: a time, a value with its unit. */
  private static String kind(String text) {
    if (isNumber(text)) {
      return "number";
    }
    return text.length() <= SHORT_MAX ? "short" : "";
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  public byte[] pdf(DailyDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pdf.write(html(document), out);
    return out.toByteArray();
  }

  /** A tab for what the first page says, and one for each table. */
  public byte[] xlsx(DailyDocument document) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    List<Sheet.Row> first = head(document);
    for (Section section : document.sections()) {
      if (section.id().equals("summary")) {
        first.addAll(rows(section));
      }
    }
    sheets.add(new Sheet(document.title(), first));
    for (Section section : document.sections()) {
      if (!section.id().equals("summary")) {
        sheets.add(new Sheet(section.title(), rows(section)));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Xlsx.write(sheets, out);
    return out.toByteArray();
  }

  /** All tables below each other. */
  public byte[] csv(DailyDocument document) throws IOException {
    List<Sheet.Row> rows = head(document);
    for (Section section : document.sections()) {
      rows.add(Sheet.Row.texts(List.of("")));
      rows.add(Sheet.Row.texts(List.of(section.title())));
      rows.addAll(rows(section));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Csv.write(new Sheet(document.title(), rows), out);
    return out.toByteArray();
  }

  private static List<Sheet.Row> head(DailyDocument document) {
    List<Sheet.Row> rows = new ArrayList<>();
    rows.add(Sheet.Row.head(List.of(document.title())));
    List<String> lines = new ArrayList<>(List.of(document.subtitle(), document.state()));
    if (!document.warning().isEmpty()) {
      lines.add(document.warning());
    }
    lines.add(document.verdict());
    lines.addAll(document.lead());
    document
        .signatures()
        .forEach(s -> lines.add((s.role() + " " + s.name() + " " + s.at()).strip()));
    lines.addAll(document.foot());
    lines.forEach(line -> rows.add(Sheet.Row.texts(List.of(line))));
    return rows;
  }

  private static List<Sheet.Row> rows(Section section) {
    List<Sheet.Row> rows = new ArrayList<>();
    rows.add(Sheet.Row.head(section.columns()));
    section.rows().forEach(r -> rows.add(row(r)));
    // All of it is here: nothing is left out as on paper.
    if (!section.note().isEmpty() && section.rows().size() <= PRINTED_MAX) {
      rows.add(Sheet.Row.texts(List.of(section.note())));
    }
    return rows;
  }

  private static Sheet.Row row(List<String> texts) {
    return Sheet.Row.of(texts.stream().map(DailyFiles::cell).toArray(Sheet.Cell[]::new));
  }

  private static Sheet.Cell cell(String text) {
    if (!isNumber(text)) {
      return Sheet.Cell.text(text);
    }
    int point = text.indexOf('.');
    int decimals = point < 0 ? 0 : Math.min(9, text.length() - point - 1);
    return Sheet.Cell.number(Double.parseDouble(text.replace(",", "")), decimals);
  }
}
