package org.campussentry.ingest.print;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A sheet as CSV that Excel opens right: UTF-8 with a byte order mark, lines ended by CR LF.
 * Thread-safe.
 */
public final class Csv {
  private static final CsvMapper CSV = new CsvMapper();
  private static final CsvSchema LINES = CsvSchema.emptySchema().withLineSeparator("\r\n");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What a spreadsheet would take for a formula, and run. */
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /** Writes the sheet and leaves {@code out} open. */
  public static void write(Sheet sheet, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    SequenceWriter lines =
        CSV.writer(LINES).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValues(text);
    for (Sheet.Row row : sheet.rows()) {
      lines.write(row.cells().stream().map(Csv::shown).toArray(String[]::new));
    }
    lines.flush();
    text.flush();
  }

  private static String shown(Sheet.Cell cell) {
    String shown = cell.shown();
    boolean formula =
        cell instanceof Sheet.Text && !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0;
    return formula ? "'" + shown : shown;
  }
}
