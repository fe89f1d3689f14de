package org.campussentry.ingest.print;

import java.awt.geom.GeneralPath;
import java.util.List;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Keeps PDFBox from the fonts of the machine. The layout asks for the fourteen fonts of every PDF
 * reader though no page uses them, and PDFBox would read all fonts there are to find something like
 * them: a second of the first page, and a file in the home folder. Thread-safe.
 */
final class NoSystemFonts implements FontMapper {
  /** Has no glyph, so no character is ever set in it. */
  private enum Empty implements FontBoxFont {
    FONT;

    @Override
    public String getName() {
      return "Empty";
    }

    @Override
    public BoundingBox getFontBBox() {
      return new BoundingBox();
    }

    @Override
    public List<Number> getFontMatrix() {
      return List.of(0.001, 0, 0, 0.001, 0, 0);
    }

    @Override
    public GeneralPath getPath(String name) {
      return new GeneralPath();
    }

    @Override
    public float getWidth(String name) {
      return 0;
    }

    @Override
    public boolean hasGlyph(String name) {
      return false;
    }
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(Empty.FONT, false);
  }

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    throw new UnsupportedOperationException("a print page brings its font along, not " + name);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, PDFontDescriptor descriptor, PDCIDSystemInfo collection) {
    throw new UnsupportedOperationException("a print page brings its font along, not " + name);
  }
}
