package org.campussentry.ingest.daily;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campussentry.ingest.daily.DisinfectionRecord.Told;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Note;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;

/**
 * Slots as lines of a record's tables. Pure.
 *
 * @param dated each time with its day
 */
record SlotLines(Campus campus, People people, RecordWords words, boolean dated) {
  /** Which slots stand in one table; what people say never among what was measured. */
  enum Group {
    VERIFIED,
    REGISTERED,
    UNDONE,
    OPEN;

    private List<Proof.State> states() {
      return switch (this) {
        case VERIFIED -> List.of(Proof.State.VERIFIED);
        case REGISTERED -> List.of(Proof.State.REGISTERED);
        case UNDONE -> List.of(Proof.State.FAILED, Proof.State.MISSED);
        case OPEN -> List.of(Proof.State.RUNNING, Proof.State.PENDING);
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private List<String> columns() {
      return switch (this) {
        case VERIFIED ->
            List.of("area", "time", "asked", "strength", "litres", "complete", "evidence");
        case REGISTERED ->
            List.of("area", "time", "asked", "person", "at", "reason", "strip", "sprayers");
        case UNDONE ->
            List.of("area", "time", "state", "asked", "strength", "litres", "complete", "flaws");
        case OPEN -> List.of("area", "time", "state", "asked");
      };
    }
  }

  String title(Group group) {
    return words.say(group.word());
  }

  List<String> columns(Group group) {
    return group.columns().stream().map(key -> words.say(key)).toList();
  }

  List<List<String>> rows(Group group, List<Told> slots) {
    return slots.stream()
        .filter(s -> group.states().contains(s.judged().proof().state()))
        .map(told -> group.columns().stream().map(key -> cell(key, told)).toList())
        .toList();
  }

  private String cell(String key, Told told) {
    Judged judged = told.judged();
    Proof proof = judged.proof();
    return switch (key) {
      case "area" -> area(judged.slot());
      case "time" -> span(judged.slot().opens(), judged.slot().due(), dated);
      case "asked" -> asked(judged.slot());
      case "state" -> state(proof.state());
      case "strength" -> strength(told);
      case "litres" -> number(proof.litres());
      case "complete" -> percent(proof.seen());
      case "evidence" -> evidence(told);
      case "flaws" -> flaws(proof);
      case "sprayers" -> sprayers(proof);
      case "person" -> each(told, e -> people.label(e.person()));
      case "at" -> each(told, e -> minute(e.at()));
      case "reason" -> each(told, HandEntry::reason);
      default -> each(told, e -> e.strip().isPresent() ? number(e.strip().getAsDouble()) : "");
    };
  }

  private interface Part {
    String of(HandEntry entry);
  }

  /** Of all that people registered; a correction stands beside what it corrects. */
  private String each(Told told, Part part) {
    return told.entries().stream()
        .filter(e -> e.kind() == HandEntry.Kind.DONE)
        .map(part::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(stop()));
  }

  private String stop() {
    return words.english() ? "; " : "；";
  }

  private String asked(Slot slot) {
    return words
        .say(
            "asked.of",
            slot.terms().agent() == null ? "" : slot.terms().agent(),
            number(slot.terms().concentration()),
            number(slot.terms().litres()))
        .strip();
  }

  /** By sensor; else by the strip; else by nobody, which is said. */
  private String strength(Told told) {
    Proof proof = told.judged().proof();
    if (proof.concentration().isPresent()) {
      return number(proof.concentration().get().mean());
    }
    OptionalDouble strip =
        told.entries().stream()
            .flatMapToDouble(e -> e.strip().stream())
            .reduce((first, second) -> second);
    if (strip.isPresent()) {
      return words.say("by.strip", number(strip.getAsDouble()));
    }
    return proof.runs().isEmpty() ? "" : words.say("by.nobody");
  }

  private String evidence(Told told) {
    Proof proof = told.judged().proof();
    Stream<String> runs = proof.runs().stream().map(this::run);
    Stream<String> notes = proof.notes().stream().map(this::note);
    Stream<String> checks = told.entries().stream().map(this::check);
    List<String> all = new ArrayList<>();
    Stream.of(runs, notes, checks).flatMap(s -> s).forEach(all::add);
    if (told.judged().version() > 1) {
      all.add(words.say("version", told.judged().version()));
    }
    return String.join(stop(), all);
  }

  private String run(Run run) {
    Instant from = Instant.ofEpochMilli(run.startMs());
    return run.sprayer() + " " + span(from, Instant.ofEpochMilli(run.endMs()), false);
  }

  private String note(Note note) {
    return words.say("note." + note.word());
  }

  private String check(HandEntry entry) {
    List<String> said = new ArrayList<>();
    entry.strip().ifPresent(mg -> said.add(words.say("checked.strip", number(mg))));
    entry.closedUntil().ifPresent(t -> said.add(words.say("checked.closed", time(t, false))));
    said.add(words.say("checked", people.label(entry.person()), minute(entry.at())));
    return String.join(words.english() ? ", " : "，", said);
  }

  private String flaws(Proof proof) {
    DailyWords flaws = new DailyWords(words.english());
    return proof.flaws().stream()
        .map(f -> flaws.wordOf("flaw", f.word()))
        .collect(Collectors.joining(stop()));
  }

  /** What is measured beside a person's word, so that nobody takes that for it. */
  private String sprayers(Proof proof) {
    String flaws = flaws(proof);
    String state = state(proof.measured());
    return flaws.isEmpty() ? state : state + (words.english() ? ": " : "：") + flaws;
  }

  String state(Proof.State state) {
    return new DailyWords(words.english()).say("slot." + state.word());
  }

  String name(Judged judged) {
    return area(judged.slot()) + " " + span(judged.slot().opens(), judged.slot().due(), true);
  }

  String sites() {
    return campus.sites().values().stream()
        .map(s -> name(s.name(), s.nameEn()))
        .collect(Collectors.joining(words.english() ? ", " : "、"));
  }

  private String area(Slot slot) {
    Campus.Area area = campus.area(slot.site(), slot.area());
    String name = name(area.name(), area.nameEn());
    Campus.Site site = campus.sites().get(slot.site());
    return campus.sites().size() > 1 && site != null
        ? name(site.name(), site.nameEn()) + " " + name
        : name;
  }

  private String name(String chinese, String english) {
    return new DailyWords(words.english()).name(chinese, english);
  }

  private String span(Instant from, Instant until, boolean withDay) {
    return time(from, withDay) + "–" + time(until, false);
  }

  private String time(Instant time, boolean withDay) {
    String pattern = withDay ? "MM-dd HH:mm" : "HH:mm";
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time.atZone(campus.timezone()));
  }

  String minute(Instant time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
        .format(time.atZone(campus.timezone()));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
  }

  /** Rounded down: 99.96 % is not 100. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", Math.floor(share * 1000) / 10);
  }
}
