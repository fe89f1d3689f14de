package org.campussentry.ingest.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.campussentry.ingest.daily.DailyDocument.Section;
import org.campussentry.ingest.daily.DailyDocument.Signature;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.RuleBook;

/** Puts a version of a day's report into words. Thread-safe. */
public final class DailyWriter {
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Campus campus;
  private final People people;
  private final RuleBook rules;

  public DailyWriter(Campus campus, People people, RuleBook rules) {
    this.campus = campus;
    this.people = people;
    this.rules = rules;
  }

  /**
   * One version.
   *
   * @param report what that version says
   * @param before what the version before said, if there is one
   */
  public DailyDocument write(
      DailyDay.Version version, DailyReport report, Optional<Before> before, boolean english) {
    DailyWords words = new DailyWords(english);
    DailyTables tables =
        new DailyTables(words, new DailyNames(campus, people, rules, words, report));
    List<Section> sections = new ArrayList<>();
    List<List<String>> summary = tables.summary(version.entered());
    sections.add(
        new Section(
            "summary",
            words.say("summary"),
            false,
            "",
            List.of(words.say("item"), words.say("result")),
            summary));
    before.ifPresent(b -> sections.add(difference(words, summary, b)));
    sections.addAll(tables.all());
    return new DailyDocument(
        english,
        words.say(version.verdict() == Verdict.EXCEPTIONS ? "title" : "title.zero"),
        subtitle(words, report, version.number()),
        words.say("state." + version.state().word()),
        verdict(words, version, report),
        new DailyLead(words, tables).of(report),
        warning(words, version),
        sections,
        List.of(
            signature(words, "recorder", version.recorded()),
            signature(words, "reviewer", version.reviewed()),
            signature(words, "leader", version.signed())),
        foot(words, version));
  }

  /** The version before. */
  public record Before(DailyDay.Version version, DailyReport report) {}

  private Section difference(DailyWords words, List<List<String>> now, Before before) {
    DailyTables then =
        new DailyTables(words, new DailyNames(campus, people, rules, words, before.report()));
    List<List<String>> was = then.summary(before.version().entered());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      if (!now.get(i).equals(was.get(i))) {
        rows.add(List.of(now.get(i).get(0), was.get(i).get(1), now.get(i).get(1)));
      }
    }
    return new Section(
        "difference",
        words.say("diff", before.version().number()),
        false,
        rows.isEmpty() ? words.say("diff.none") : "",
        List.of(words.say("item"), words.say("before"), words.say("after")),
        rows);
  }

  private String subtitle(DailyWords words, DailyReport report, int number) {
    List<String> sites =
        campus.sites().values().stream().map(s -> words.name(s.name(), s.nameEn())).toList();
    return String.join(words.say("join"), sites)
        + " · "
        + date(words, report.date())
        + " · "
        + words.say("version", number);
  }

  private static String date(DailyWords words, LocalDate date) {
    return DateTimeFormatter.ofPattern(words.say("date"), Locale.ENGLISH).format(date);
  }

  private static String verdict(DailyWords words, DailyDay.Version version, DailyReport report) {
    if (version.verdict() != Verdict.EXCEPTIONS) {
      return words.say("verdict." + version.verdict().word());
    }
    List<String> what = new ArrayList<>();
    add(what, words, "ex.over", report.exceedances());
    add(what, words, "ex.fever", report.entrance().fever());
    add(what, words, "ex.missed", report.slots("missed"));
    add(what, words, "ex.failed", report.slots("failed"));
    version.entered().ifPresent(e -> add(what, words, "ex.suspected", e.suspected()));
    version.entered().ifPresent(e -> add(what, words, "ex.confirmed", e.confirmed()));
    return words.say("verdict.exceptions", String.join(words.say("join"), what));
  }

  private static void add(List<String> what, DailyWords words, String key, long n) {
    if (n > 0) {
      what.add(words.say(key, words.count(n)));
    }
  }

  private String warning(DailyWords words, DailyDay.Version version) {
    if (version.sufficient()) {
      return "";
    }
    return version
        .recorded()
        .map(s -> words.say("warning.reason", people.label(s.person()), s.reason()))
        .orElseGet(() -> words.say("warning"));
  }

  private Signature signature(
      DailyWords words, String role, Optional<DailyDay.Signature> signature) {
    return new Signature(
        words.say(role),
        signature.map(s -> people.label(s.person())).orElse(""),
        signature.map(s -> minute(s.at())).orElse(""));
  }

  private String minute(Instant time) {
    return TO_THE_MINUTE.format(time.atZone(campus.timezone()));
  }

  private List<String> foot(DailyWords words, DailyDay.Version version) {
    List<String> foot = new ArrayList<>();
    foot.add(words.say("made", minute(version.madeAt()), words.say("version", version.number())));
    foot.add(words.say("digest", version.digest()));
    if (!version.previous().isEmpty()) {
      foot.add(words.say("previous", version.previous()));
    }
    return foot;
  }
}
