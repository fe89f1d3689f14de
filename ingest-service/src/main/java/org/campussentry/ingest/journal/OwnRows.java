package org.campussentry.ingest.journal;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.campussentry.ingest.reading.Sites;

/**
 * What a statement says after WHERE, so that it sees the rows of this instance's sites and of no
 * other. Immutable. A gateway belongs to the site of its catalog.
 */
record OwnRows(Sites sites) {
  /** Of a table with a column {@code site}. */
  String bySite() {
    return where(all -> "site IN (" + all + ")");
  }

  /** Of a table with a column {@code gateway}. */
  String byGateway() {
    return where(all -> "gateway IN (SELECT gateway FROM catalog WHERE site IN (" + all + "))");
  }

  /** Of a table with a column {@code alert}, which drills, tests and reports of days have too. */
  String byAlert() {
    return where(
        all ->
            ("alert IN (SELECT id FROM alert WHERE site IN (%1$s) UNION ALL SELECT id FROM drill WHERE site IN (%1$s)"
                    + " UNION ALL SELECT id FROM canary_run WHERE site IN (%1$s)"
                    + " UNION ALL SELECT id FROM daily_day WHERE sites = '%2$s')")
                .formatted(all, named()));
  }

  /** What a table with a column {@code sites} has there. */
  String named() {
    return String.join(",", sites.orElse("*"));
  }

  /** Of a table with a column {@code topic}. */
  String byTopic() {
    if (sites.isAll()) {
      return "1 = 1";
    }
    return sites.named().stream()
        .map(site -> "sentry/v1/" + site + "/")
        .map(begin -> "SUBSTR(topic, 1, " + begin.length() + ") = '" + begin + "'")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** The ids of sites hold nothing that would end a text of SQL. */
  private String where(Function<String, String> condition) {
    return sites.isAll()
        ? "1 = 1"
        : condition.apply(
            sites.named().stream().map(s -> "'" + s + "'").collect(Collectors.joining(", ")));
  }
}
