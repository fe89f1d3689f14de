package org.campussentry.ingest.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report that an alert makes due, with what was handed in of it. Immutable.
 *
 * @param id the alert's id: there is one report an alert
 * @param openedAt when the alert became active
 * @param dueAt until when the first version must have gone out
 * @param versions in order; none is ever changed
 */
public record UpwardReport(
    String id, String site, Instant openedAt, Instant dueAt, List<Version> versions) {

  /** Which one of the reports on one event it is, in their order. */
  public enum Kind {
    FIRST("first", "首报"),
    FOLLOW_UP("follow-up", "续报"),
    FINAL("final", "终报"),
    /** Nothing goes upward, and a named person says why. */
    NOT_REQUIRED("not-required", "无需上报");

    private final String word;
    private final String chinese;

    Kind(String word, String chinese) {
      this.word = word;
      this.chinese = chinese;
    }

    /** As journal and API spell it. */
    public String word() {
      return word;
    }

    /** As the form has it. */
    public String chinese() {
      return chinese;
    }

    /** The kind of that word, or empty. */
    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
    }
  }

  /** How it reached those above. */
  public enum Way {
    TELEPHONE("电话"),
    WRITING("书面"),
    BOTH("电话、书面");

    private final String chinese;

    Way(String chinese) {
      this.chinese = chinese;
    }

    /** As journal and API spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As the form has it. */
    public String chinese() {
      return chinese;
    }

    /** The way of that word, or empty. */
    public static Optional<Way> of(String word) {
      return Arrays.stream(values()).filter(w -> w.word().equals(word)).findFirst();
    }
  }

  /**
   * What happened.
   *
   * @param affected how many people, as far as is known
   * @param measures what was done about it so far
   */
  public record Event(
      Instant happenedAt, String place, String what, int affected, String measures) {
    public Event {
      happenedAt = kept(happenedAt);
    }
  }

  /**
   * Who was told, and how.
   *
   * @param reportedAt when they were told
   */
  public record Told(Instant reportedAt, String to, Way way) {
    public Told {
      reportedAt = kept(reportedAt);
    }
  }

  /**
   * Who stands for it; recorder and reviewer are ids of {@code people:} and not the same.
   *
   * @param reviewer empty for what is not required
   * @param signatory who signs (签发人), or empty
   * @param by the account that handed it in
   */
  public record Signed(String recorder, String reviewer, String signatory, String by) {}

  /**
   * One version.
   *
   * @param number from 1
   * @param event what happened; of what is not required {@code what} says why
   * @param told empty for what is not required
   * @param recordedAt when it was handed in here
   */
  public record Version(
      int number, Kind kind, Event event, Optional<Told> told, Signed signed, Instant recordedAt) {

    public Version {
      recordedAt = kept(recordedAt);
    }

    /** What was handed in. */
    public Version(
        int number, Kind kind, Event event, Told told, Signed signed, Instant recordedAt) {
      this(number, kind, event, Optional.of(told), signed, recordedAt);
    }

    /** SHA-256 of all that it says: a sheet of paper can be compared with the journal. */
    public String digest() {
      try {
        byte[] said = text().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    /**
     * What the digest is taken of: one line a field, in this order, whatever becomes of the names
     * in this program. Fields that come later belong at the end, and only where they say something.
     */
    String text() {
      StringBuilder text = new StringBuilder();
      line(text, "number", String.valueOf(number));
      line(text, "kind", kind.word());
      line(text, "happened", String.valueOf(event.happenedAt().toEpochMilli()));
      line(text, "place", event.place());
      line(text, "what", event.what());
      line(text, "affected", String.valueOf(event.affected()));
      line(text, "measures", event.measures());
      line(
          text,
          "reported",
          told.map(t -> String.valueOf(t.reportedAt().toEpochMilli())).orElse(""));
      line(text, "to", told.map(Told::to).orElse(""));
      line(text, "way", told.map(t -> t.way().word()).orElse(""));
      line(text, "recorder", signed.recorder());
      line(text, "reviewer", signed.reviewer());
      line(text, "signatory", signed.signatory());
      line(text, "by", signed.by());
      line(text, "recorded", String.valueOf(recordedAt.toEpochMilli()));
      return text.toString();
    }

    /** No text can pass for two fields. */
    private static void line(StringBuilder text, String name, String value) {
      String one = value.replace("\\", "\\\\").replace("\n", "\\n");
      text.append(name).append(": ").append(one).append('\n');
    }
  }

  /** As the journal keeps a time: what is handed in and what is read again must be the same. */
  private static Instant kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  public UpwardReport {
    openedAt = kept(openedAt);
    dueAt = kept(dueAt);
    versions = List.copyOf(versions);
  }

  /** Whether people are called: nothing was handed in, and nobody said that it is not required. */
  public boolean isWaiting() {
    return versions.isEmpty();
  }

  /** Whether something went upward. */
  boolean isHandedIn() {
    return versions.stream().anyMatch(v -> v.kind() != Kind.NOT_REQUIRED);
  }

  /** The last version; empty while it waits. */
  public Optional<Version> last() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  /** Whether those above were told too late, or not at all yet though it is past its time. */
  public boolean isLate(Instant now) {
    Optional<Instant> first =
        versions.stream().flatMap(v -> v.told().stream()).map(Told::reportedAt).findFirst();
    return isWaiting() ? now.isAfter(dueAt) : first.stream().anyMatch(dueAt::isBefore);
  }

  UpwardReport with(Version version) {
    List<Version> more = new java.util.ArrayList<>(versions);
    more.add(version);
    return new UpwardReport(id, site, openedAt, dueAt, more);
  }
}
