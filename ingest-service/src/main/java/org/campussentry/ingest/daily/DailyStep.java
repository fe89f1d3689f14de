package org.campussentry.ingest.daily;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that was done about a day's report; none is ever changed. All steps of all days are one
 * chain: the digest of each covers what it says and the digest of the one before. Immutable.
 *
 * @param number from 1, without gaps
 * @param version of the day's report, from 1
 * @param account who asked for it; empty for what the clock did
 * @param said the particulars, as JSON
 * @param content of a step that makes a version the whole report, as JSON; else empty
 * @param previous the digest of the step before; empty for the first
 * @param digest as it was kept; {@link #reckoned} is what it must be
 */
public record DailyStep(
    long number,
    LocalDate day,
    int version,
    Kind kind,
    Instant at,
    String account,
    String said,
    String content,
    String previous,
    String digest) {

  /** What was done. */
  public enum Kind {
    /** A version was made. */
    MADE,
    /** A person entered what no sensor knows. */
    ENTERED,
    RECORDED,
    REVIEWED,
    SIGNED;

    /** As journal and API spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word, or empty. */
    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }
  }

  /** As the journal keeps a time: what is done and what is read again must be the same. */
  public DailyStep {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The one that follows, with its digest. */
  static DailyStep after(
      Optional<DailyStep> last,
      LocalDate day,
      int version,
      Kind kind,
      Instant at,
      String account,
      String said,
      String content) {
    DailyStep bare =
        new DailyStep(
            last.map(DailyStep::number).orElse(0L) + 1,
            day,
            version,
            kind,
            at,
            account,
            said,
            content,
            last.map(DailyStep::digest).orElse(""),
            "");
    return bare.with(bare.reckoned());
  }

  private DailyStep with(String found) {
    return new DailyStep(number, day, version, kind, at, account, said, content, previous, found);
  }

  /** SHA-256 of all that it says. */
  String reckoned() {
    try {
      byte[] text = text().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What the digest is taken of: one line a field, in this order for ever. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "number", String.valueOf(number));
    line(text, "day", day.toString());
    line(text, "version", String.valueOf(version));
    line(text, "kind", kind.word());
    line(text, "at", String.valueOf(at.toEpochMilli()));
    line(text, "account", account);
    line(text, "said", said);
    line(text, "content", content);
    line(text, "previous", previous);
    return text.toString();
  }

  /** No text can pass for two fields. */
  private static void line(StringBuilder text, String name, String value) {
    String one = value.replace("\\", "\\\\").replace("\n", "\\n");
    text.append(name).append(": ").append(one).append('\n');
  }
}
