package org.campussentry.ingest.daily;

import java.util.List;

/**
 * A report as people read it, in one language: the same sentences on paper, in tables and on the
 * page. Immutable; texts are empty where there is nothing to say.
 *
 * @param english else Chinese
 * @param verdict in words
 * @param lead what it rests on, one sentence each
 * @param warning set when the readings do not prove the day
 * @param foot when it was made, and its digests
 */
public record DailyDocument(
    boolean english,
    String title,
    String subtitle,
    String state,
    String verdict,
    List<String> lead,
    String warning,
    List<Section> sections,
    List<Signature> signatures,
    List<String> foot) {
  /** Of a longer table the beginning is printed, and all of it is in the files for spreadsheets. */
  public static final int PRINTED_MAX = 60;

  /**
   * One table.
   *
   * @param annex too long for paper: in the files for spreadsheets only
   * @param note beside the table, or instead of one without rows
   */
  public record Section(
      String id,
      String title,
      boolean annex,
      String note,
      List<String> columns,
      List<List<String>> rows) {}

  /** A box to sign in; with a name where somebody did. */
  public record Signature(String role, String name, String at) {}
}
