package org.campussentry.ingest.disinfection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.supply.Books;
import org.campussentry.ingest.supply.Item;
import org.campussentry.ingest.supply.Movement;
import org.campussentry.ingest.supply.SupplyDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From readings of a sprayer to the books of its agent, over late data and another start. */
class UsedUpTest {
  private static final Instant START = Instant.ofEpochMilli(Telling.START);
  private static final Instant OPENS = START.minusSeconds(600);
  private static final Item BLEACH =
      new Item(
          "bleach",
          "main",
          "84",
          "84",
          "L",
          "L",
          1,
          Optional.of(new Item.Agent("84", 50_000)),
          Optional.empty());

  @TempDir Path folder;

  private static Schedule schedule() {
    LocalTime opens = LocalTime.ofInstant(OPENS, ZoneOffset.UTC);
    Terms terms =
        new Terms(
            "84", 500, Duration.ZERO, 10, Duration.ZERO, OptionalDouble.empty(), Optional.empty());
    Recurrence daily =
        Recurrence.daily(List.of(new Recurrence.Times(opens, opens.plusHours(1))), d -> true);
    Plan plan = new Plan("a", "main", "hall", terms, Optional.empty(), daily);
    return new Schedule(ZoneOffset.UTC, List.of(plan), List.of(Telling.SPRAYER));
  }

  private static void account(Journal journal, SupplyDesk supplies, Instant now) {
    supplies.account(journal.disinfection().settledSince(now.minus(Duration.ofDays(1))), now);
  }

  @Test
  void what_was_sprayed_is_taken_off_once_and_again_when_late_data_show_more() {
    MemoryReadings readings = new MemoryReadings(Telling.PERIOD);
    Telling telling = new Telling().rest(60).spray(600, 6).rest(60);
    Instant cut = START.plusSeconds(360);
    Instant over = OPENS.plus(Duration.ofMinutes(70));
    for (int start = 0; start < 2; start++) {
      try (Journal journal = Journal.open(folder, Sites.ALL)) {
        SupplyDesk supplies = new SupplyDesk(ZoneOffset.UTC, journal.supplies());
        supplies.become(List.of(BLEACH));
        DisinfectionDesk desk = new DisinfectionDesk(schedule(), readings, journal.disinfection());
        if (start == 0) {
          desk.round(OPENS.minusSeconds(60));
          arrive(readings, telling, Instant.EPOCH, cut);
        } else {
          arrive(readings, telling, cut, Instant.MAX);
        }
        Instant now = over.plusSeconds(start * 3_600L);
        desk.round(now);
        desk.again(java.time.LocalDate.ofInstant(OPENS, ZoneOffset.UTC), now);
        account(journal, supplies, now);
        account(journal, supplies, now.plusSeconds(15));
        List<Books.Line> lines = supplies.books("bleach").lines();
        assertThat(lines).as("start %d", start).hasSize(1);
        assertThat(lines.get(0).movement().kind()).isEqualTo(Movement.Kind.COMPUTED);
        assertThat(lines.get(0).corrections()).hasSize(start);
        assertThat(lines.get(0).amount()).isCloseTo(start == 0 ? 0.3 : 0.6, within(0.01));
      }
    }
  }

  private static void arrive(
      MemoryReadings readings, Telling telling, Instant from, Instant until) {
    for (List<Reading> of : telling.readings().values()) {
      readings.add(
          of.stream()
              .filter(r -> !Instant.ofEpochMilli(r.time()).isBefore(from))
              .filter(r -> Instant.ofEpochMilli(r.time()).isBefore(until))
              .toList());
    }
  }
}
