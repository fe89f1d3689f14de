package org.campussentry.ingest.print;

import java.util.List;
import java.util.Locale;

/**
 * A table as people open it in a spreadsheet. Immutable.
 *
 * @param name of its tab: at most 31 characters, none of {@code [ ] * / \ ? :}; what is too long is
 *     cut, what is forbidden becomes a space
 * @param rows from the top; they may have different lengths
 */
public record Sheet(String name, List<Row> rows) {
  private static final int NAME_MAX = 31;

  public Sheet {
    String allowed = name.replaceAll("[\\[\\]*/\\\\?:]", " ");
    name = allowed.substring(0, Math.min(NAME_MAX, allowed.length()));
    rows = List.copyOf(rows);
  }

  /**
   * One line.
   *
   * @param head is printed bold, on grey
   */
  public record Row(boolean head, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }

    public static Row head(List<String> texts) {
      return new Row(true, texts.stream().map(Cell::text).toList());
    }

    public static Row of(Cell... cells) {
      return new Row(false, List.of(cells));
    }

    public static Row texts(List<String> texts) {
      return new Row(false, texts.stream().map(Cell::text).toList());
    }
  }

  /** What stands in one place of the table. */
  public sealed interface Cell {
    static Cell text(String text) {
      return new Text(text);
    }

    static Cell number(double value, int decimals) {
      return new Figure(value, decimals);
    }

    /** As a person reads it. */
    String shown();
  }

  /** Never taken for a formula, whatever it begins with. */
  public record Text(String shown) implements Cell {}

  /**
   * What can be reckoned with.
   *
   * @param decimals that are shown, 0 to 9; the value is kept whole
   */
  public record Figure(double value, int decimals) implements Cell {
    @Override
    public String shown() {
      return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
  }
}
