package org.campussentry.ingest.ledger;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A ledger in one language, as paper, spreadsheet and page show it: all of them the same.
 * Immutable.
 *
 * @param head what it is of, and who stands for it
 * @param columns of the tables of cells
 * @param excursionColumns of the tables of excursions
 * @param changes since the version before; none in a first one
 * @param footer what each page bears
 */
public record LedgerView(
    boolean english,
    String title,
    List<Fact> head,
    List<String> columns,
    List<String> excursionColumns,
    List<Part> parts,
    List<String> changes,
    String footer) {

  /** A word and what stands beside it. */
  public record Fact(String name, String text) {}

  /**
   * One point.
   *
   * @param rows one a cell, and the whole at the end
   * @param excursions one line each
   */
  public record Part(
      String point,
      String title,
      List<Fact> facts,
      List<Row> rows,
      List<List<String>> excursions) {}

  /**
   * One line.
   *
   * @param texts one a column
   * @param figures lowest, mean and highest where they were measured
   * @param marked whether it asks for attention: beyond a limit, or missing
   */
  public record Row(
      List<String> texts,
      List<OptionalDouble> figures,
      int decimals,
      boolean marked,
      boolean whole) {}
}
