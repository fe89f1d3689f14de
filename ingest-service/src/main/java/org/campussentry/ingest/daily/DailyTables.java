package org.campussentry.ingest.daily;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.campussentry.ingest.daily.DailyDocument.Section;
import org.campussentry.ingest.daily.DailyReport.Excursion;
import org.campussentry.ingest.daily.DailyReport.PointLine;
import org.campussentry.ingest.daily.DailyReport.ShiftLine;
import org.campussentry.ingest.daily.DailyReport.SlotLine;
import org.campussentry.ingest.daily.DailyReport.Stretch;
import org.campussentry.ingest.daily.DailyReport.Sum;

/** The tables of one report in one language. Immutable. */
record DailyTables(DailyWords words, DailyNames names) {
  private static final int NAMED_MAX = 3;
  private static final double MINUTE_MS = 60_000;

  /** The same time without proof of several points of an area. */
  record Group(List<Stretch> stretches) {
    Stretch first() {
      return stretches.get(0);
    }
  }

  private record Alike(
      String place, Instant from, Instant until, DailyReport.Why why, String reason) {}

  /** The longest first. */
  List<Group> groups(List<Stretch> stretches) {
    Map<Alike, List<Stretch>> alike = new LinkedHashMap<>();
    for (Stretch s : stretches) {
      Alike key =
          new Alike(
              s.site() + "/" + s.area(),
              s.from().truncatedTo(ChronoUnit.MINUTES),
              s.until().truncatedTo(ChronoUnit.MINUTES),
              s.why(),
              s.reason());
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(s);
    }
    return alike.values().stream()
        .map(Group::new)
        .sorted(
            java.util.Comparator.comparingLong((Group g) -> -g.first().lengthMs())
                .thenComparing(g -> g.first().from()))
        .toList();
  }

  /** A few by name, of more their number. */
  String points(Group group) {
    List<String> ids = group.stretches().stream().map(Stretch::point).toList();
    String named = String.join(words.say("join"), ids.subList(0, Math.min(NAMED_MAX, ids.size())));
    return ids.size() <= NAMED_MAX ? named : words.say("many", named, ids.size());
  }

  static String percent(Sum sum) {
    return sum.percent().isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f", sum.percent().getAsDouble());
  }

  private static String minutes(long millis) {
    return String.valueOf((long) Math.ceil(millis / MINUTE_MS));
  }

  List<List<String>> summary(Optional<DailyDay.Entered> entered) {
    DailyReport report = names.report();
    Sum campus = report.campus();
    List<List<String>> rows = new ArrayList<>();
    row(
        rows,
        "coverage",
        campus.percent().isEmpty()
            ? words.say("basis.none")
            : words.say("coverage.is", percent(campus), report.shortPoints().size()));
    DailyReport.Entrance gate = report.entrance();
    row(
        rows,
        "entrance",
        gate.points() == 0
            ? words.say("entrance.none")
            : words.say(
                "entrance.is",
                words.count(gate.measured()),
                words.count(gate.fever()),
                words.count(gate.unavailable())));
    row(
        rows,
        "entrance.missed",
        gate.missed().isPresent()
            ? words.say("entrance.counted", words.count(gate.missed().getAsLong()))
            : words.say("entrance.uncounted"));
    row(
        rows,
        "cases",
        entered
            .map(e -> words.say("cases.is", e.suspected(), e.confirmed(), names.person(e.person())))
            .orElseGet(() -> words.say("cases.none")));
    row(rows, "over", words.say("over.count", words.count(report.exceedances())));
    row(rows, "disinfection", disinfected(report.disinfection()));
    row(rows, "alerts", alerts(report.alerts()));
    long expired = report.calibrations().stream().filter(c -> c.expired()).count();
    long soon = report.calibrations().size() - expired;
    row(
        rows,
        "calibration",
        expired + soon == 0
            ? words.say("calibration.none")
            : words.say("calibration.is", expired, soon));
    row(rows, "duty", onDuty(report.shifts()));
    return rows;
  }

  private void row(List<List<String>> rows, String key, String result) {
    rows.add(List.of(words.say(key), result));
  }

  private String disinfected(DailyReport.Disinfection of) {
    if (of.planned() == 0) {
      return words.say("disinfection.none");
    }
    List<String> states = new ArrayList<>();
    of.states().forEach((state, n) -> states.add(words.say("slot." + state) + " " + n));
    return words.say("disinfection.is", of.planned(), String.join(words.say("join"), states));
  }

  private String alerts(DailyReport.Alerts of) {
    String counts =
        words.say("alerts.is", of.count(), of.critical(), of.acknowledged(), of.closed());
    return of.acknowledgedMs().isEmpty()
        ? counts
        : counts + words.say("alerts.median", words.duration(of.acknowledgedMs().getAsLong()));
  }

  private String onDuty(List<ShiftLine> shifts) {
    if (shifts.isEmpty()) {
      return words.say("duty.none");
    }
    return String.join(
        words.say("stop"),
        shifts.stream()
            .map(
                s ->
                    "%s %s–%s %s / %s"
                        .formatted(
                            s.name(),
                            names.time(s.from()),
                            names.time(s.until()),
                            names.person(s.officer()),
                            names.person(s.leader())))
            .toList());
  }

  /** All but the summary, in their order. */
  List<Section> all() {
    DailyReport report = names.report();
    List<Section> all = new ArrayList<>();
    all.add(section("coverage", "coverage", "", columns(), coverage(report)));
    List<List<String>> shorts = report.shortPoints().stream().map(this::shortfall).toList();
    all.add(
        section(
            "short",
            "short",
            shorts.isEmpty() ? none("short.none") : "",
            heads("point", "area", "expected", "percent", "longest", "why"),
            shorts));
    List<List<String>> gaps = groups(report.unproven()).stream().map(this::stretch).toList();
    all.add(
        section(
            "unproven",
            "unproven",
            gaps.isEmpty() ? none("unproven.none") : "",
            heads("area", "points", "from", "until", "minutes", "why"),
            gaps));
    List<List<String>> excursions = report.excursions().stream().map(this::excursion).toList();
    all.add(
        section(
            "excursions",
            "excursions",
            excursions.isEmpty() ? words.say("excursions.none") : "",
            heads("area", "rule", "from", "until", "minutes", "peak", "limit", "action", "handler"),
            excursions));
    List<List<String>> slots = report.disinfection().exceptions().stream().map(this::slot).toList();
    if (!slots.isEmpty()) {
      all.add(
          section(
              "disinfection",
              "undone",
              "",
              heads("area", "from", "until", "slot.state", "note"),
              slots));
    }
    if (!report.calibrations().isEmpty()) {
      all.add(
          section(
              "calibration",
              "calibration",
              "",
              heads("point", "area", "serial", "calibration.due", "slot.state"),
              report.calibrations().stream().map(this::calibration).toList()));
    }
    all.add(annex(report));
    return all;
  }

  private List<String> calibration(DailyReport.Calibration of) {
    return List.of(
        of.point(),
        names.place(of.site(), of.area()),
        of.serial(),
        of.due().toString(),
        words.say(of.expired() ? "calibration.expired" : "calibration.soon"));
  }

  /** Where nothing is expected nothing can be well. */
  private String none(String key) {
    return words.say(names.report().points().isEmpty() ? "basis.none" : key);
  }

  private List<String> heads(String... keys) {
    return Stream.of(keys).map(k -> words.say(k)).toList();
  }

  private Section section(
      String id, String title, String note, List<String> columns, List<List<String>> rows) {
    boolean cut = rows.size() > DailyDocument.PRINTED_MAX;
    return new Section(
        id,
        words.say(title),
        false,
        cut ? words.say("more", rows.size() - DailyDocument.PRINTED_MAX) : note,
        columns,
        rows);
  }

  private List<String> columns() {
    return heads(
        "site",
        "area",
        "points",
        "expected",
        "measured",
        "late",
        "voided",
        "unavailable",
        "untimed",
        "missing",
        "percent");
  }

  private List<List<String>> coverage(DailyReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(sum(words.say("all"), "", report.campus()));
    for (DailyReport.SiteSum site : report.sites()) {
      if (report.sites().size() > 1) {
        rows.add(sum(names.site(site.site()), "", site.sum()));
      }
      report.areas().stream()
          .filter(a -> a.site().equals(site.site()))
          .forEach(
              a -> rows.add(sum(names.site(a.site()), names.area(a.site(), a.area()), a.sum())));
    }
    return rows;
  }

  private List<String> sum(String site, String area, Sum sum) {
    long unavailable = sum.unavailable().values().stream().mapToLong(n -> n).sum();
    return List.of(
        site,
        area,
        words.count(sum.points()),
        words.count(sum.expected()),
        words.count(sum.measured()),
        words.count(sum.late()),
        words.count(sum.voided()),
        words.count(unavailable),
        words.count(sum.untimed()),
        words.count(sum.missing()),
        percent(sum));
  }

  private String shorts(PointLine line) {
    return String.join(
        words.say("join"),
        line.shortOf().stream().map(s -> words.say("short." + s.word())).toList());
  }

  private List<String> shortfall(PointLine line) {
    return List.of(
        line.id(),
        names.place(line.site(), line.area()),
        words.count(line.sum().expected()),
        percent(line.sum()),
        minutes(line.longestMs()),
        shorts(line));
  }

  private List<String> stretch(Group group) {
    Stretch first = group.first();
    String why = words.say("why." + first.why().word());
    return List.of(
        names.place(first.site(), first.area()),
        points(group),
        names.time(first.from()),
        names.time(first.until()),
        minutes(first.lengthMs()),
        first.reason().isEmpty() ? why : why + " · " + first.reason());
  }

  private List<String> excursion(Excursion of) {
    List<String> marks = new ArrayList<>();
    marks.add(names.rule(of.rule()));
    if (of.late()) {
      marks.add(words.say("is.late"));
    }
    if (of.maintained()) {
      marks.add(words.say("is.maintained"));
    }
    return List.of(
        names.place(of.site(), of.area()),
        String.join(words.say("stop"), marks),
        names.time(of.from()),
        of.lasting() ? words.say("lasting") : names.time(of.until()),
        of.event() ? "" : String.valueOf(of.minutes()),
        names.value(of.peak(), of.unit()),
        names.value(of.limit(), of.unit()),
        of.note(),
        names.people().label(of.handler()));
  }

  private List<String> slot(SlotLine of) {
    List<String> notes = new ArrayList<>();
    if (!of.flaw().isEmpty()) {
      notes.add(words.wordOf("flaw", of.flaw()));
    }
    if (!of.reason().isEmpty()) {
      notes.add(of.reason());
    }
    if (!of.person().isEmpty()) {
      notes.add(names.person(of.person()));
    }
    return List.of(
        names.place(of.site(), of.area()),
        names.time(of.opens()),
        names.time(of.due()),
        words.say("slot." + of.state()),
        String.join(words.say("stop"), notes));
  }

  private Section annex(DailyReport report) {
    List<String> columns = new ArrayList<>(heads("point"));
    columns.addAll(columns());
    columns.addAll(heads("longest", "why"));
    List<List<String>> rows = new ArrayList<>();
    for (PointLine line : report.points()) {
      List<String> row = new ArrayList<>();
      row.add(line.id());
      row.addAll(sum(names.site(line.site()), names.area(line.site(), line.area()), line.sum()));
      row.add(minutes(line.longestMs()));
      row.add(shorts(line));
      rows.add(row);
    }
    return new Section("points", words.say("annex"), true, "", columns, rows);
  }
}
