package org.campussentry.ingest.ledger;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The pack for an inspector (迎检资料包): one ZIP with the records of some days, an index and the digest
 * of each file. Written file by file, so that nothing of it is held in memory but one file.
 * Thread-safe.
 */
public final class Pack {
  /** A quarter of a year: whoever wants more asks for it in pieces. */
  public static final int DAYS_MAX = 92;

  private static final int FILES_MAX = 2000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");
  private static final String SUMS = "SHA256SUMS";

  private final List<PackPart> parts;
  private final ZoneId zone;

  public Pack(List<PackPart> parts, ZoneId zone) {
    this.parts = List.copyOf(parts);
    this.zone = zone;
  }

  /** What stands in the index. */
  private record Listed(String title, List<Map<String, String>> files) {}

  /**
   * The files of these days, part by part.
   *
   * @param to included
   * @throws IllegalArgumentException when it is too much for one pack, or the other way round
   */
  public Files files(LocalDate from, LocalDate to, boolean english) {
    if (to.isBefore(from) || to.isAfter(from.plusDays(DAYS_MAX - 1))) {
      throw new IllegalArgumentException(
          "'to' is no day before 'from', and a pack has at most " + DAYS_MAX + " days");
    }
    List<List<PackPart.File>> all =
        parts.stream().map(part -> part.files(from, to, english)).toList();
    int count = all.stream().mapToInt(List::size).sum();
    if (count > FILES_MAX) {
      throw new IllegalArgumentException(
          "these days have %d files, and a pack has at most %d: ask for fewer days"
              .formatted(count, FILES_MAX));
    }
    return new Files(from, to, english, all);
  }

  /** What a pack will hold. */
  public final class Files {
    private final LocalDate from;
    private final LocalDate to;
    private final boolean english;
    private final List<List<PackPart.File>> byPart;
    private final List<String> sums = new ArrayList<>();

    private Files(LocalDate from, LocalDate to, boolean english, List<List<PackPart.File>> byPart) {
      this.from = from;
      this.to = to;
      this.english = english;
      this.byPart = byPart;
    }

    /** Writes it once, and leaves {@code out} open. */
    public void write(OutputStream out, Instant now) throws IOException {
      ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
      List<Listed> index = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        List<Map<String, String>> files = new ArrayList<>();
        for (PackPart.File file : byPart.get(i)) {
          String sum = write(zip, file.path(), file.content(), now);
          files.add(Map.of("path", file.path(), "title", file.title(), "digest", sum));
        }
        index.add(new Listed(parts.get(i).title(english), files));
      }
      write(zip, "index.html", stream -> stream.write(utf8(index(index, now))), now);
      String all = String.join("\n", sums) + "\n";
      write(zip, SUMS, stream -> stream.write(utf8(all)), now);
      zip.finish();
    }

    private String write(ZipOutputStream zip, String path, PackPart.Content content, Instant now)
        throws IOException {
      ZipEntry entry = new ZipEntry(path);
      entry.setTimeLocal(now.atZone(zone).toLocalDateTime());
      zip.putNextEntry(entry);
      DigestOutputStream digested = new DigestOutputStream(zip, sha256());
      content.write(digested);
      zip.closeEntry();
      String sum = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      sums.add(sum + "  " + path);
      return sum;
    }

    private String index(List<Listed> index, Instant now) throws IOException {
      try (InputStream in = Pack.class.getResourceAsStream("/print/pack.html")) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .compile(text)
            .execute(
                Map.of(
                    "lang",
                    english ? "en" : "zh-CN",
                    "title",
                    Word.PACK.in(english),
                    "span",
                    from + " – " + to,
                    "made",
                    Word.PACK_MADE.in(english) + " " + TIME.format(now.atZone(zone)),
                    "how",
                    Word.PACK_HOW.in(english),
                    "none",
                    Word.PACK_NONE.in(english),
                    "parts",
                    index.stream()
                        .map(
                            one ->
                                Map.of(
                                    "title",
                                    one.title(),
                                    "files",
                                    one.files(),
                                    "empty",
                                    one.files().isEmpty()))
                        .toList()));
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A text as part of a path. */
  static String safe(String text) {
    return text.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
