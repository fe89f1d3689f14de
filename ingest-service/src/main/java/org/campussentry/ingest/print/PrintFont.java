package org.campussentry.ingest.print;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Noto Sans SC in its TrueType build, regular and bold, under the SIL Open Font License that lies
 * beside it in the jar. TrueType, because what several PDF libraries cut out of the CFF build can't
 * be searched. Thread-safe.
 */
final class PrintFont {
  /** The geta mark, with which Chinese printers have always held the place of a missing type. */
  static final int GETA = 0x3013;

  private PrintFont() {}

  /**
   * Without its ligatures: PDFBox would look for them in each text anew, with a regular expression
   * for each, which takes a third of the time of a page of figures.
   *
   * @param weight regular or bold
   */
  static TrueTypeFont parse(String weight) throws IOException {
    try (InputStream in = PrintFont.class.getResourceAsStream("/print/font/" + weight + ".ttf")) {
      if (in == null) {
        throw new IllegalStateException(
            "the font /print/font/"
                + weight
                + ".ttf is not in the jar: build dashboards/web first");
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      font.setEnableGsub(false);
      return font;
    }
  }

  /** Puts the geta mark in the place of what can't be printed; returns what that was, as U+xxxx. */
  static List<String> replaceLacking(Node page, CmapLookup glyphs) {
    Set<Integer> lacking = new TreeSet<>();
    page.forEachNode(
        node -> {
          if (node instanceof TextNode text) {
            String printable = printable(text.getWholeText(), glyphs, lacking);
            if (!printable.equals(text.getWholeText())) {
              text.text(printable);
            }
          }
        });
    return lacking.stream().map(code -> String.format(Locale.ROOT, "U+%04X", code)).toList();
  }

  private static String printable(String text, CmapLookup glyphs, Set<Integer> lacking) {
    return text.codePoints()
        .map(
            code -> {
              if (Character.isWhitespace(code) || glyphs.getGlyphId(code) > 0) {
                return code;
              }
              lacking.add(code);
              return GETA;
            })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
