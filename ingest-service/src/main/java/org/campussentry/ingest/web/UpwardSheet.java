package org.campussentry.ingest.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.report.UpwardReport;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;

/**
 * The printed form of a report upward: one A4 sheet a version, the newest first; before anything
 * was handed in, one to be filled in by hand. All that people wrote is escaped. Thread-safe.
 */
final class UpwardSheet {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy 年 M 月 d 日 HH:mm");

  private final Campus campus;
  private final RuleBook rules;
  private final People people;
  private final Template template;

  UpwardSheet(Campus campus, RuleBook rules, People people) {
    this.campus = campus;
    this.rules = rules;
    this.people = people;
    try (InputStream in = UpwardSheet.class.getResourceAsStream("/print/upward.html")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      this.template = Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the form lies in the jar", e);
    }
  }

  String write(UpwardReport report, Optional<Alert> alert, Instant now) {
    List<Map<String, Object>> sheets = new ArrayList<>();
    for (UpwardReport.Version version : report.versions()) {
      sheets.add(0, sheet(report, alert, Optional.of(version), now));
    }
    if (sheets.isEmpty()) {
      sheets.add(sheet(report, alert, Optional.empty(), now));
    }
    return template.execute(Map.of("id", report.id(), "sheets", sheets));
  }

  /** The name of the site and of the area. */
  String place(Alert alert) {
    Campus.Site site = campus.sites().get(alert.site());
    String of = site == null ? alert.site() : site.name();
    return alert.area().isEmpty() ? of : of + " " + campus.area(alert.site(), alert.area()).name();
  }

  private Map<String, Object> sheet(
      UpwardReport report,
      Optional<Alert> alert,
      Optional<UpwardReport.Version> version,
      Instant now) {
    Map<String, Object> words = new HashMap<>();
    Optional<UpwardReport.Told> told = version.flatMap(UpwardReport.Version::told);
    Campus.Site site = campus.sites().get(report.site());
    words.put("site", site == null ? report.site() : site.name());
    words.put("event", alert.map(this::name).orElse(report.id()));
    words.put("measured", alert.map(this::measured).orElse(""));
    words.put("due", time(report.dueAt()));
    words.put("late", report.isLate(now));
    words.put("id", report.id());
    words.put("number", version.map(v -> String.valueOf(v.number())).orElse(""));
    words.put("digest", version.map(UpwardReport.Version::digest).orElse(""));
    List<Map<String, Object>> kinds = new ArrayList<>();
    for (UpwardReport.Kind kind : UpwardReport.Kind.values()) {
      boolean is = version.stream().anyMatch(v -> v.kind() == kind);
      kinds.add(Map.of("name", kind.chinese(), "box", is ? "☑" : "☐"));
    }
    words.put("kinds", kinds);
    words.put(
        "happened",
        version
            .map(v -> time(v.event().happenedAt()))
            .orElseGet(() -> alert.map(a -> time(Instant.ofEpochMilli(a.since()))).orElse("")));
    words.put(
        "place",
        version.map(v -> v.event().place()).orElseGet(() -> alert.map(this::place).orElse("")));
    boolean aside = version.isPresent() && told.isEmpty();
    words.put("about", aside ? "无需上报的理由" : "事件经过与现状");
    words.put("what", version.map(v -> v.event().what()).orElse(""));
    words.put("affected", told.map(t -> version.get().event().affected() + " 人").orElse(""));
    words.put("measures", version.map(v -> v.event().measures()).orElse(""));
    words.put("reported", told.map(t -> time(t.reportedAt())).orElse(""));
    words.put("to", told.map(UpwardReport.Told::to).orElse(""));
    words.put("way", told.map(t -> t.way().chinese()).orElse(""));
    words.put("recorder", version.map(v -> people.label(v.signed().recorder())).orElse(""));
    words.put("telephone", version.map(v -> telephone(v.signed().recorder())).orElse(""));
    words.put("reviewer", version.map(v -> people.label(v.signed().reviewer())).orElse(""));
    words.put("signatory", version.map(v -> v.signed().signatory()).orElse(""));
    return words;
  }

  private String telephone(String id) {
    return people.find(id).map(Person::telephone).orElse("");
  }

  private String time(Instant time) {
    return TIME.format(time.atZone(campus.timezone()));
  }

  private String name(Alert alert) {
    return rules.find(alert.rule()).map(Rule::words).map(Rule.Words::name).orElse(alert.rule());
  }

  /** What the sensors said, beside what people say. */
  private String measured(Alert alert) {
    StringBuilder text = new StringBuilder("测点 " + alert.source());
    String unit = alert.unit().equals("Cel") ? "℃" : alert.unit();
    alert.value().ifPresent(v -> text.append("，最差值 ").append(v).append(" ").append(unit));
    alert.limit().ifPresent(v -> text.append("，限值 ").append(v).append(" ").append(unit));
    text.append("，起于 ").append(time(Instant.ofEpochMilli(alert.since())));
    alert.endedAt().ifPresent(t -> text.append("，止于 ").append(time(Instant.ofEpochMilli(t))));
    return text.toString();
  }
}
