package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.drill.Drill;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;

/** What each database keeps of drills; the contract of the journal runs it. */
final class DrillContract {
  private static final Instant NOW = Instant.ofEpochMilli(1_760_000_000_000L);

  /** Opens the same journal anew. */
  interface Reopened {
    Journal journal(Sites sites);
  }

  private DrillContract() {}

  private static Drill drill(String id, String site, long minute, OptionalDouble value) {
    Instant from = NOW.plus(Duration.ofMinutes(minute));
    return new Drill(
        id,
        new Drill.Place("gw:cold1.temperature", site, "canteen-1/cold-store", "temperature", "Cel"),
        new Drill.Plan(Severity.CRITICAL, value, "夜间演练", Duration.ofMinutes(30)),
        "admin",
        from,
        from.plus(Duration.ofMinutes(30)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Drill over(Drill drill) {
    return new Drill(
        drill.id(),
        drill.place(),
        drill.plan(),
        drill.by(),
        drill.startedAt(),
        drill.until(),
        Optional.of(new Alert.Mark("officer-a", NOW.toEpochMilli() + 1, "")),
        Optional.of(new Alert.Mark("leader", NOW.toEpochMilli() + 2, "")),
        Optional.of(new Drill.End(Drill.How.WORD, NOW.plusMillis(3), "admin", "好")));
  }

  static void run(Reopened reopened) {
    Drill main = drill("d1", "main", 0, OptionalDouble.of(12.5));
    Drill west = drill("d2", "west", 1, OptionalDouble.empty());
    Journal all = reopened.journal(Sites.ALL);
    all.drills().save(main);
    all.drills().save(west);
    for (Drill drill : List.of(main, west)) {
      all.deliveries().create(delivery(drill));
    }
    Journal own = reopened.journal(Sites.of(List.of("main")));
    assertThat(own.drills().running()).containsExactly(main);
    assertThat(own.drills().list(9)).containsExactly(main);
    assertThat(own.drills().find("d2")).isEmpty();
    assertThat(own.deliveries().waiting()).containsExactly(delivery(main));
    own.drills().save(over(main));

    Journal later = reopened.journal(Sites.ALL);
    assertThat(later.drills().running()).containsExactly(west);
    assertThat(later.drills().list(9)).containsExactly(west, over(main));
    assertThat(later.drills().list(1)).containsExactly(west);
    assertThat(later.drills().find("d1")).contains(over(main));
    assertThat(later.alerts().list(Optional.empty(), 9)).isEmpty();
  }

  private static Delivery delivery(Drill drill) {
    return new Delivery(
        "for-" + drill.id(),
        drill.id(),
        "active",
        "log",
        "",
        "",
        Delivery.State.WAITING,
        0,
        drill.startedAt().toEpochMilli(),
        drill.startedAt().toEpochMilli(),
        0,
        "",
        "{}",
        0);
  }
}
