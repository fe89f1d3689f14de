package org.campussentry.ingest.notice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person reads, in that person's language. Immutable.
 *
 * @param english else Chinese
 * @param title what and where, in one line
 * @param brief all that matters in one line, for short messages
 * @param link what to open; empty for none
 * @param linkText what the link does
 */
public record Notice(
    boolean english,
    Tone tone,
    String title,
    String brief,
    List<Line> lines,
    String link,
    String linkText) {

  /** How it looks. */
  public enum Tone {
    CRITICAL,
    WARNING,
    INFO,
    GOOD
  }

  /**
   * One fact.
   *
   * @param link empty for none
   */
  public record Line(String label, String text, String link) {}

  public Notice {
    lines = List.copyOf(lines);
  }

  /** For mail and log. */
  public String plain() {
    String facts =
        lines.stream()
            .map(l -> l.label() + ": " + l.text() + (l.link().isEmpty() ? "" : "\n  " + l.link()))
            .collect(Collectors.joining("\n"));
    return title + "\n\n" + facts + (link.isEmpty() ? "" : "\n\n" + linkText + ": " + link) + "\n";
  }

  /** The lines alone, as the chat robots' markdown has them. */
  public String markdown() {
    return lines.stream()
        .map(
            l ->
                "**%s**: %s"
                    .formatted(
                        escaped(l.label()),
                        l.link().isEmpty()
                            ? escaped(l.text())
                            : "[" + escaped(l.text()) + "](" + l.link() + ")"))
        .collect(Collectors.joining("\n\n"));
  }

  /** Names and notes are text, not markup: none of the three robots knows backslashes. */
  static String escaped(String text) {
    return text.replace('*', '＊')
        .replace('[', '【')
        .replace(']', '】')
        .replace('<', '＜')
        .replace('>', '＞')
        .replace('`', '｀');
  }
}
