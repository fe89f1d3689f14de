package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.campussentry.ingest.watch.RuleChange;
import org.campussentry.ingest.watch.RuleStore;

/** What each database keeps of changed rules; the contract of the journal runs it. */
final class RuleContract {
  private static final Instant NOW = Instant.ofEpochMilli(1_760_000_000_000L);

  private RuleContract() {}

  private static RuleChange change(String rule, int number, String keys, int second) {
    return new RuleChange(
        rule,
        number,
        Optional.ofNullable(keys),
        number == 1 ? Optional.of("{\"do\":\"关门\"}") : Optional.empty(),
        "admin",
        NOW.plusSeconds(second));
  }

  /**
   * Runs it.
   *
   * @param journal opens the same journal anew
   */
  static void run(Supplier<RuleStore> journal) {
    RuleChange first = change("warm", 1, "{\"id\":\"warm\"}", 0);
    RuleChange other = change("cold", 1, "{\"id\":\"cold\"}", 1);
    RuleChange back = change("warm", 2, null, 2);
    RuleStore rules = journal.get();
    for (RuleChange each : new RuleChange[] {first, other, back}) {
      assertThat(rules.add(each)).isTrue();
    }
    assertThat(rules.add(change("warm", 2, "{}", 3))).as("somebody was faster").isFalse();
    rules = journal.get();
    assertThat(rules.latest()).containsExactly(other, back);
    assertThat(rules.of("warm")).containsExactly(back, first);
    assertThat(rules.of("none")).isEmpty();
  }
}
