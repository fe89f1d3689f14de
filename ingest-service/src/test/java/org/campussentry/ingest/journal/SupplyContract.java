package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.campussentry.ingest.amend.Amendment;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.supply.Movement;
import org.campussentry.ingest.supply.Movement.Kind;

/**
 * What each database keeps of supplies, and of what people changed over the campus file; the
 * contract of the journal runs it.
 */
final class SupplyContract {
  private static final Instant NOW = Instant.ofEpochMilli(1_760_000_000_123L);

  private SupplyContract() {}

  private static Movement movement(
      Kind kind, OptionalLong corrects, Optional<Movement.Version> slot) {
    boolean computed = kind == Kind.COMPUTED;
    return new Movement(
        0,
        "bleach",
        "main",
        kind,
        12.5,
        NOW,
        corrects,
        slot,
        kind == Kind.IN ? Optional.of(LocalDate.of(2027, 5, 1)) : Optional.empty(),
        computed ? "" : "a",
        computed ? "" : "第 2 箱；<b>破损</b>",
        computed ? "" : "admin",
        NOW.plusMillis(1));
  }

  private static Amendment amendment(String entry, String site, int number, String keys) {
    return new Amendment(
        "plan",
        entry,
        site,
        number,
        Optional.ofNullable(keys),
        number == 1 ? Optional.of("{}") : Optional.empty(),
        "admin",
        NOW.plusSeconds(number));
  }

  /**
   * Runs it.
   *
   * @param journal opens the same journal anew, for some sites
   */
  static void run(Function<Sites, Journal> journal) {
    Journal first = journal.apply(Sites.ALL);
    Optional<Movement.Version> version = Optional.of(new Movement.Version("hall@1", 1));
    Movement in =
        first
            .supplies()
            .add(movement(Kind.IN, OptionalLong.empty(), Optional.empty()))
            .orElseThrow();
    Movement correction =
        first
            .supplies()
            .add(movement(Kind.CORRECTION, OptionalLong.of(in.number()), Optional.empty()))
            .orElseThrow();
    Movement used =
        first.supplies().add(movement(Kind.COMPUTED, OptionalLong.empty(), version)).orElseThrow();
    assertThat(first.supplies().add(movement(Kind.COMPUTED, OptionalLong.empty(), version)))
        .as("that version is in the books")
        .isEmpty();
    Amendment one = amendment("hall", "main", 1, "{\"id\":\"hall\"}");
    Amendment back = amendment("hall", "main", 2, null);
    Amendment west = amendment("lift", "west", 1, "{}");
    for (Amendment each : List.of(one, back, west)) {
      assertThat(first.amendments().add(each)).isTrue();
    }
    assertThat(first.amendments().add(back)).as("somebody was faster").isFalse();

    Journal again = journal.apply(Sites.ALL);
    assertThat(again.supplies().movements("bleach")).containsExactly(in, correction, used);
    assertThat(again.supplies().movements("masks")).isEmpty();
    assertThat(again.amendments().latest("plan")).containsExactly(west, back);
    assertThat(again.amendments().of("plan", "hall")).containsExactly(back, one);
    assertThat(again.amendments().latest("supply")).isEmpty();

    Journal other = journal.apply(Sites.of(List.of("west")));
    assertThat(other.supplies().movements("bleach")).isEmpty();
    assertThat(other.amendments().latest("plan")).containsExactly(west);
    assertThat(other.amendments().of("plan", "hall")).isEmpty();
  }
}
