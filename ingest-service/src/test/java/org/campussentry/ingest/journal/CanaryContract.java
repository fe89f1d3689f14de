package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.campussentry.ingest.deadman.CanaryRun;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.Sites;

/** What each database keeps of the tests of alerting; the contract of the journal runs it. */
final class CanaryContract {
  private CanaryContract() {}

  private static CanaryRun run(String id, String site, long start, long taken, String channel) {
    return new CanaryRun(
        id, site, LocalDate.of(2026, 11, 23), start, start + 1, start + 2, 0, taken, 0, channel);
  }

  static void run(DrillContract.Reopened reopened) {
    Journal all = reopened.journal(Sites.ALL);
    all.canary().save(run("c1", "main", 10, 0, ""));
    all.canary().save(run("c2", "west", 20, 0, ""));
    Delivery told =
        new Delivery(
            "t", "c1", "active", "log", "", "", Delivery.State.WAITING, 0, 1, 1, 0, "", "{}", 0);
    all.deliveries().create(told);
    Journal own = reopened.journal(Sites.of(List.of("main")));
    assertThat(own.canary().last()).contains(run("c1", "main", 10, 0, ""));
    assertThat(own.canary().deliveries("c1")).containsExactly(told);
    assertThat(own.deliveries().waiting()).containsExactly(told);
    own.canary().save(run("c1", "main", 10, 99, "log"));
    assertThat(reopened.journal(Sites.of(List.of("main"))).canary().last())
        .contains(run("c1", "main", 10, 99, "log"));
    assertThat(reopened.journal(Sites.ALL).canary().last().orElseThrow().id()).isEqualTo("c2");
  }
}
