package org.campussentry.ingest.daily;

import java.util.ArrayList;
import java.util.List;
import org.campussentry.ingest.daily.DailyReport.Stretch;
import org.campussentry.ingest.daily.DailyReport.Why;

/** What the verdict rests on: the coverage first, in sentences. Immutable. */
record DailyLead(DailyWords words, DailyTables tables) {
  private static final int GAPS_MAX = 4;

  List<String> of(DailyReport report) {
    List<String> lead = new ArrayList<>();
    if (!report.over()) {
      lead.add(words.say("unfinished", tables.names().time(report.until())));
    }
    lead.add(basis(report));
    if (report.campus().voided() > 0) {
      lead.add(words.say("void", words.count(report.campus().voided())));
    }
    if (report.campus().points() > 0) {
      lead.add(limits(report));
    }
    report.unknown().forEach(gateway -> lead.add(words.say("unknown", gateway)));
    List<DailyTables.Group> gaps =
        tables.groups(
            report.unproven().stream()
                .filter(s -> s.why() == Why.SILENT || s.why() == Why.UNAVAILABLE)
                .toList());
    if (!gaps.isEmpty()) {
      List<String> told = gaps.stream().limit(GAPS_MAX).map(this::gap).toList();
      String more = gaps.size() > GAPS_MAX ? " …" : "";
      lead.add(words.say("gaps", String.join(words.say("stop"), told) + more));
      lead.add(words.say("gaps.unseen"));
    }
    if (!report.entrance().unseen().isEmpty()) {
      List<String> told = report.entrance().unseen().stream().map(this::unseen).toList();
      lead.add(words.say("gate.unseen", String.join(words.say("stop"), told)));
    }
    return lead;
  }

  private String basis(DailyReport report) {
    DailyReport.Sum sum = report.campus();
    return sum.percent().isEmpty()
        ? words.say("basis.none")
        : words.say(
            "basis",
            words.count(sum.expected()),
            words.count(sum.proven()),
            DailyTables.percent(sum));
  }

  private String limits(DailyReport report) {
    int broken = report.shortPoints().size();
    String percent =
        tables.names().value(java.util.OptionalDouble.of(report.limits().percent()), "");
    String gap = words.duration(report.limits().criticalGapMs());
    return broken == 0
        ? words.say("rule.kept", percent, gap)
        : words.say("rule.broken", words.count(broken), percent, gap);
  }

  private String gap(DailyTables.Group group) {
    Stretch first = group.first();
    return words.say(
        "gap",
        tables.names().place(first.site(), first.area()),
        tables.names().time(first.from()),
        tables.names().time(first.until()),
        tables.points(group),
        words.duration(first.lengthMs()));
  }

  private String unseen(Stretch stretch) {
    return "%s %s–%s"
        .formatted(
            stretch.point(),
            tables.names().time(stretch.from()),
            tables.names().time(stretch.until()));
  }
}
