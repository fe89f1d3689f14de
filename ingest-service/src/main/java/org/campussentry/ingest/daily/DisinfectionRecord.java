package org.campussentry.ingest.daily;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.campussentry.ingest.daily.DailyDocument.Section;
import org.campussentry.ingest.daily.DailyDocument.Signature;
import org.campussentry.ingest.daily.SlotLines.Group;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Note;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;

/**
 * The record of disinfection (消毒记录) of some days as people read it: what sprayers prove, what
 * people say, and what was not done, each in a table of its own. Thread-safe.
 */
public final class DisinfectionRecord {
  /** What is done, what is not, what is to come. */
  private static final List<Proof.State> ORDER =
      List.of(
          Proof.State.VERIFIED,
          Proof.State.REGISTERED,
          Proof.State.FAILED,
          Proof.State.MISSED,
          Proof.State.RUNNING,
          Proof.State.PENDING);

  private final Campus campus;
  private final People people;

  public DisinfectionRecord(Campus campus, People people) {
    this.campus = campus;
    this.people = people;
  }

  /**
   * A slot with what people entered about it.
   *
   * @param entries oldest first
   */
  public record Told(Judged judged, List<HandEntry> entries) {}

  /**
   * Of these days.
   *
   * @param to included
   * @param slots in order of time
   * @param paper with a table for each day, short enough to be printed whole; else one for all days
   */
  public DailyDocument write(
      LocalDate from, LocalDate to, List<Told> slots, boolean english, boolean paper, Instant now) {
    RecordWords words = new RecordWords(english);
    SlotLines lines = new SlotLines(campus, people, words, !paper);
    List<Section> sections = new ArrayList<>();
    sections.add(summary(words, lines, slots, now));
    if (paper) {
      byDay(slots).forEach((day, own) -> sections.addAll(sections(lines, own, day + " · ", true)));
    } else {
      sections.addAll(sections(lines, slots, "", false));
    }
    boolean over = slots.stream().noneMatch(s -> s.judged().slot().due().isAfter(now));
    String span = from.equals(to) ? from.toString() : from + " – " + to;
    List<String> foot = new ArrayList<>(List.of(words.say("printed", lines.minute(now))));
    foot.add("SHA-256 " + digest(sections));
    return new DailyDocument(
        english,
        words.say("title"),
        lines.sites() + " · " + span,
        over ? words.say("over") : words.say("running", lines.minute(now)),
        verdict(words, slots, now),
        List.of(heard(words, lines, slots)),
        warning(words, slots),
        sections,
        List.of(
            new Signature(words.say("recorder"), "", ""),
            new Signature(words.say("reviewer"), "", ""),
            new Signature(words.say("leader"), "", "")),
        foot);
  }

  private Map<LocalDate, List<Told>> byDay(List<Told> slots) {
    return slots.stream()
        .collect(
            Collectors.groupingBy(
                s -> LocalDate.ofInstant(s.judged().slot().opens(), campus.timezone()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<Section> sections(
      SlotLines lines, List<Told> slots, String before, boolean paper) {
    List<Section> sections = new ArrayList<>();
    for (Group group : Group.values()) {
      List<List<String>> rows = lines.rows(group, slots);
      int most = paper ? DailyDocument.PRINTED_MAX : Math.max(1, rows.size());
      for (int at = 0; at < rows.size(); at += most) {
        List<List<String>> piece = rows.subList(at, Math.min(rows.size(), at + most));
        String id = "slots-" + group.word();
        sections.add(
            new Section(id, before + lines.title(group), false, "", lines.columns(group), piece));
      }
    }
    return sections;
  }

  private static long count(List<Told> slots, Proof.State state) {
    return slots.stream().filter(s -> s.judged().proof().state() == state).count();
  }

  private static long count(List<Told> slots, Note note) {
    return slots.stream().filter(s -> s.judged().proof().notes().contains(note)).count();
  }

  private static long due(List<Told> slots, Instant now) {
    return slots.stream().filter(s -> !s.judged().slot().due().isAfter(now)).count();
  }

  private static Section summary(
      RecordWords words, SlotLines lines, List<Told> slots, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(words.say("planned"), String.valueOf(slots.size())));
    rows.add(List.of(words.say("due"), String.valueOf(due(slots, now))));
    for (Proof.State state : ORDER) {
      rows.add(List.of(lines.state(state), String.valueOf(count(slots, state))));
    }
    rows.add(
        List.of(
            words.say("strength.unverified"),
            String.valueOf(count(slots, Note.CONCENTRATION_UNVERIFIED))));
    rows.add(
        List.of(
            words.say("contact.unverified"),
            String.valueOf(count(slots, Note.CONTACT_UNVERIFIED))));
    double litres = slots.stream().mapToDouble(s -> s.judged().proof().litres()).sum();
    rows.add(List.of(words.say("litres.proven"), SlotLines.number(litres)));
    return new Section(
        "summary",
        words.say("summary"),
        false,
        "",
        List.of(words.say("item"), words.say("result")),
        rows);
  }

  private static String verdict(RecordWords words, List<Told> slots, Instant now) {
    return slots.isEmpty()
        ? words.say("none")
        : words.say(
            "verdict",
            slots.size(),
            due(slots, now),
            count(slots, Proof.State.VERIFIED),
            count(slots, Proof.State.REGISTERED),
            count(slots, Proof.State.FAILED),
            count(slots, Proof.State.MISSED));
  }

  private static String warning(RecordWords words, List<Told> slots) {
    List<String> what = new ArrayList<>();
    add(what, words, "w.missed", count(slots, Proof.State.MISSED));
    add(what, words, "w.failed", count(slots, Proof.State.FAILED));
    add(what, words, "w.registered", count(slots, Proof.State.REGISTERED));
    add(what, words, "w.strength", count(slots, Note.CONCENTRATION_UNVERIFIED));
    String joined = String.join(words.english() ? "; " : "；", what);
    return what.isEmpty() ? "" : words.say("warning", joined);
  }

  private static void add(List<String> what, RecordWords words, String key, long n) {
    if (n > 0) {
      what.add(words.say(key, n));
    }
  }

  /** How much of the slots was heard where a sprayer ran. */
  private static String heard(RecordWords words, SlotLines lines, List<Told> slots) {
    List<Judged> ran =
        slots.stream().map(Told::judged).filter(j -> !j.proof().runs().isEmpty()).toList();
    List<Judged> partly = ran.stream().filter(j -> j.proof().seen() < 1).toList();
    if (ran.isEmpty() || partly.isEmpty()) {
      return words.say(ran.isEmpty() ? "seen.none" : "seen");
    }
    Judged least =
        partly.stream()
            .min((a, b) -> Double.compare(a.proof().seen(), b.proof().seen()))
            .orElseThrow();
    return words.say(
        "seen.less", partly.size(), SlotLines.percent(least.proof().seen()), lines.name(least));
  }

  /** Of all cells, so that two prints can be compared. */
  private static String digest(List<Section> sections) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Section section : sections) {
        digest.update((section.title() + section.rows() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
