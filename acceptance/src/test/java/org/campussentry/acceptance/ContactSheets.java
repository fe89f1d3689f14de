package org.campussentry.acceptance;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * One picture a page for the documents: a row for the quiet campus and one for the campus in
 * trouble, each with a desk and a phone in both languages.
 */
final class ContactSheets {
  private static final Pattern FILE = Pattern.compile("(quiet|trouble)-(.+)-zh-desk\\.png");
  private static final List<String> ROWS = List.of("quiet", "trouble");
  private static final List<String> COLUMNS = List.of("zh-desk", "en-desk", "zh-phone", "en-phone");
  private static final int HEIGHT = 450;
  private static final int GAP = 16;
  private static final Color GROUND = new Color(0x9AA0A6);
  private static final int BYTES_MAX = 160_000;

  private ContactSheets() {}

  /** Makes those of all pages of which there are screenshots. */
  static void write(Path screenshots, Path documents) {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(screenshots)) {
      files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(found -> names.add(found.group(2)));
      Files.createDirectories(documents);
      for (String name : names) {
        Files.write(documents.resolve(name + ".jpg"), jpeg(sheet(screenshots, name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage sheet(Path screenshots, String name) throws IOException {
    List<String> rows =
        ROWS.stream()
            .filter(row -> Files.exists(file(screenshots, row, name, COLUMNS.get(0))))
            .toList();
    int width = GAP;
    for (String column : COLUMNS) {
      width +=
          scaledWidth(ImageIO.read(file(screenshots, rows.get(0), name, column).toFile())) + GAP;
    }
    BufferedImage sheet =
        new BufferedImage(width, GAP + rows.size() * (HEIGHT + GAP), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setColor(GROUND);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    int y = GAP;
    for (String row : rows) {
      int x = GAP;
      for (String column : COLUMNS) {
        BufferedImage picture = ImageIO.read(file(screenshots, row, name, column).toFile());
        pen.drawImage(picture, x, y, scaledWidth(picture), HEIGHT, null);
        x += scaledWidth(picture) + GAP;
      }
      y += HEIGHT + GAP;
    }
    pen.dispose();
    return sheet;
  }

  private static int scaledWidth(BufferedImage picture) {
    return picture.getWidth() * HEIGHT / picture.getHeight();
  }

  private static Path file(Path screenshots, String row, String name, String column) {
    return screenshots.resolve(row + "-" + name + "-" + column + ".png");
  }

  /** As good as it may be within what a document may weigh. */
  private static byte[] jpeg(BufferedImage sheet) throws IOException {
    byte[] bytes = new byte[0];
    for (float quality = 0.85f; quality > 0.4f; quality -= 0.1f) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      try (var stream = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(stream);
        writer.write(null, new IIOImage(sheet, null, null), how);
      } finally {
        writer.dispose();
      }
      bytes = out.toByteArray();
      if (bytes.length <= BYTES_MAX) {
        break;
      }
    }
    return bytes;
  }
}
