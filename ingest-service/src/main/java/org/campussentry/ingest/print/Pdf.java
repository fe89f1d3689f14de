package org.campussentry.ingest.print;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A print page as PDF, with its font within: Chinese text can be selected and searched on any
 * machine. Thread-safe; a page costs some 50 MB while it is being made, so make few at a time.
 *
 * <p>Understands CSS 2.1 and of CSS 3 paged media: {@code @page} with margin boxes, {@code
 * counter(page)}, {@code counter(pages)}; {@code -fs-table-paginate: paginate} repeats a {@code
 * thead}. No flex, no grid: lay out with tables. Nothing is fetched: style sheets come from the
 * folder {@code /print} of the pages, and pictures must be {@code data:} addresses.
 */
public final class Pdf {
  private static final String FAMILY = "Noto Sans SC";
  private static final String STYLES = "/web";

  private static final String FONT = "font-family: '" + FAMILY + "' !important;";

  /** Margin boxes inherit from nobody. */
  private static final Pattern MARGIN_BOX = Pattern.compile("(@(?:top|bottom)-[a-z]+\\s*\\{)");

  static {
    // The library would write each page's course to standard error.
    XRLog.setLoggingEnabled(false);
    FontMappers.set(new NoSystemFonts());
  }

  private Pdf() {}

  /**
   * Writes the page and leaves {@code out} open. Characters that the font lacks are printed as 〓,
   * and the last line of the document names them, so that nobody takes a gap for a text.
   *
   * @param html a whole HTML 5 document
   * @throws IOException when {@code out} can't be written, or a style sheet is not there
   */
  public static void write(String html, OutputStream out) throws IOException {
    Document page = Jsoup.parse(html);
    for (Element link : page.select("link[rel=stylesheet]")) {
      link.replaceWith(new Element("style").appendChild(new DataNode(style(link.attr("href")))));
    }
    for (Element style : page.select("style")) {
      style.text(MARGIN_BOX.matcher(style.data()).replaceAll("$1" + FONT));
    }
    page.head().appendElement("style").appendText("* {" + FONT + "}");
    try (TrueTypeFont regular = PrintFont.parse("regular");
        TrueTypeFont bold = PrintFont.parse("bold");
        PDDocument pdf = new PDDocument()) {
      List<String> lacking = PrintFont.replaceLacking(page, regular.getUnicodeCmapLookup());
      if (!lacking.isEmpty()) {
        page.body().appendElement("p").addClass("lacking").text(lacking(page, lacking));
      }
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.usePDDocument(pdf);
      builder.useFont(font(pdf, regular), FAMILY, 400, FontStyle.NORMAL, true);
      builder.useFont(font(pdf, bold), FAMILY, 700, FontStyle.NORMAL, true);
      builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
      builder.withW3cDocument(new W3CDom().fromJsoup(page), null);
      builder.withProducer("Campus Sentry");
      builder.toStream(out);
      builder.run();
    }
  }

  private static PDFontSupplier font(PDDocument pdf, TrueTypeFont font) throws IOException {
    return new PDFontSupplier(PDType0Font.load(pdf, font, true));
  }

  private static String style(String href) throws IOException {
    try (InputStream in = Pdf.class.getResourceAsStream(STYLES + href)) {
      if (in == null || !href.startsWith("/print/")) {
        throw new IOException("no style sheet " + href + " below " + STYLES + "/print");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String lacking(Document page, List<String> codes) {
    boolean chinese = !page.select("html").attr("lang").startsWith("en");
    return (chinese ? "〓 处为字体中没有的字符：" : "〓 stands for characters that the font lacks: ")
        + String.join(chinese ? "、" : ", ", codes);
  }
}
