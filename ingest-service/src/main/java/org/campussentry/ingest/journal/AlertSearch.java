package org.campussentry.ingest.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertQuery;
import org.campussentry.ingest.watch.Severity;

/** A query for alerts as SQL; what comes from outside is bound, never written into it. */
final class AlertSearch {
  /** What of an alert people read; names are bound by their ids. */
  private static final List<String> TEXTS =
      List.of(
          "id",
          "rule",
          "source",
          "site",
          "area",
          "acknowledged_by",
          "shelved_reason",
          "closed_by",
          "closed_note");

  private static final String RANK =
      "CASE severity WHEN 'CRITICAL' THEN 0 WHEN 'WARNING' THEN 1 ELSE 2 END";

  private static final String CLAIMED = "CASE WHEN acknowledged_at IS NULL THEN 0 ELSE 1 END";

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> bindings = new HashMap<>();
  private final AlertQuery query;

  AlertSearch(OwnRows own, AlertQuery query) {
    this.query = query;
    conditions.add(own.bySite());
    AlertQuery.Filter filter = query.filter();
    if (filter.states().isEmpty()) {
      conditions.add("state <> 'PENDING'");
    } else {
      among("state", filter.states().stream().map(Alert.State::name).toList());
    }
    if (!filter.severities().isEmpty()) {
      among("severity", filter.severities().stream().map(Severity::name).toList());
    }
    filter.site().ifPresent(site -> is("site", site));
    filter
        .area()
        .ifPresent(
            area ->
                conditions.add(
                    "(area = %s OR area LIKE %s ESCAPE '!')"
                        .formatted(bound(area), bound(escaped(area) + "/%"))));
    filter.rule().ifPresent(rule -> is("rule", rule));
    filter.from().ifPresent(from -> conditions.add("since >= " + bound(from)));
    filter.to().ifPresent(to -> conditions.add("since < " + bound(to)));
    filter.words().ifPresent(this::contains);
    handled(filter.handled());
  }

  private void handled(AlertQuery.Handled handled) {
    if (handled.unclaimed()) {
      conditions.add("acknowledged_at IS NULL");
    }
    handled
        .by()
        .ifPresent(
            who ->
                conditions.add(
                    "%1$s IN (acknowledged_by, shelved_by, closed_by)".formatted(bound(who))));
    handled.shelvedAt().ifPresent(time -> conditions.add("shelved_until > " + bound(time)));
    if (handled.outOfService()) {
      conditions.add("out_of_service = 1");
    }
    if (handled.late()) {
      conditions.add("late = 1");
    }
  }

  private void contains(AlertQuery.Words words) {
    String like = bound("%" + escaped(words.text().toLowerCase(Locale.ROOT)) + "%");
    List<String> either = new ArrayList<>();
    TEXTS.forEach(column -> either.add("LOWER(%s) LIKE %s ESCAPE '!'".formatted(column, like)));
    if (!words.rules().isEmpty()) {
      either.add("rule IN (" + bound(words.rules()) + ")");
    }
    for (AlertQuery.Area area : words.areas()) {
      either.add("(site = %s AND area = %s)".formatted(bound(area.site()), bound(area.path())));
    }
    conditions.add("(" + String.join(" OR ", either) + ")");
  }

  /** A text that stands for itself in LIKE. */
  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private void is(String column, String value) {
    conditions.add(column + " = " + bound(value));
  }

  private void among(String column, Collection<String> values) {
    conditions.add(column + " IN (" + bound(Set.copyOf(values)) + ")");
  }

  private String bound(Collection<String> values) {
    return String.join(", ", values.stream().map(this::bound).toList());
  }

  private String bound(Object value) {
    String name = "b" + bindings.size();
    bindings.put(name, value);
    return ":" + name;
  }

  Map<String, Object> bindings() {
    return bindings;
  }

  /** What follows WHERE. */
  String filter() {
    return String.join(" AND ", conditions);
  }

  /** All that follows the name of the table. */
  String page() {
    boolean worst = query.order() == AlertQuery.Order.WORST;
    String order =
        worst
            ? " ORDER BY %s, %s, since, id".formatted(RANK, CLAIMED)
            : " ORDER BY since DESC, id DESC";
    String after = query.after().map(mark -> " AND " + after(mark, worst)).orElse("");
    return "WHERE " + filter() + after + order + " LIMIT " + query.limit();
  }

  private String after(AlertQuery.Mark mark, boolean worst) {
    String since = bound(mark.since());
    String id = bound(mark.id());
    if (!worst) {
      return "(since, id) < (%s, %s)".formatted(since, id);
    }
    return "(%s, %s, since, id) > (%d, %d, %s, %s)"
        .formatted(RANK, CLAIMED, rank(mark.severity()), mark.claimed() ? 1 : 0, since, id);
  }

  private static int rank(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 0;
      case WARNING -> 1;
      case INFO -> 2;
    };
  }
}
