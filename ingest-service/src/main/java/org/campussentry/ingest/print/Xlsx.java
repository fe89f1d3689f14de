package org.campussentry.ingest.print;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Sheets as a workbook that Excel, WPS and LibreOffice open. Thread-safe. */
public final class Xlsx {
  private static final String HEAD_GREY = "E8EAED";
  private static final int WIDTH_MAX = 60;
  private static final int WIDTH_MIN = 8;

  private Xlsx() {}

  /** Writes all sheets and leaves {@code out} open. */
  public static void write(List<Sheet> sheets, OutputStream out) throws IOException {
    try (Workbook book = new Workbook(out, "Campus Sentry", "1.0")) {
      for (Sheet sheet : sheets) {
        fill(book.newWorksheet(sheet.name()), sheet);
      }
    }
  }

  private static void fill(Worksheet page, Sheet sheet) {
    int[] widths = new int[sheet.rows().stream().mapToInt(r -> r.cells().size()).max().orElse(0)];
    for (int y = 0; y < sheet.rows().size(); y++) {
      Sheet.Row row = sheet.rows().get(y);
      for (int x = 0; x < row.cells().size(); x++) {
        Sheet.Cell cell = row.cells().get(x);
        widths[x] = Math.max(widths[x], width(cell.shown()));
        if (cell instanceof Sheet.Figure number) {
          page.value(y, x, number.value());
          String decimals = number.decimals() == 0 ? "" : "." + "0".repeat(number.decimals());
          page.style(y, x).format("0" + decimals).set();
        } else {
          page.value(y, x, cell.shown());
        }
        if (row.head()) {
          page.style(y, x).bold().fillColor(HEAD_GREY).set();
        }
      }
    }
    for (int x = 0; x < widths.length; x++) {
      page.width(x, Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, widths[x] + 2)));
    }
  }

  /** In digits: a Chinese character is as wide as two. */
  private static int width(String text) {
    return text.codePoints().map(code -> code < 0x1100 ? 1 : 2).sum();
  }
}
