package org.campussentry.ingest.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.junit.jupiter.api.Test;

/** Who is in the denominator, since when, and who takes it out. */
class CoverageTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final CampusDay DAY = CampusDay.of(LocalDate.of(2026, 3, 1), ZONE);
  private static final CampusDay NEXT = CampusDay.of(LocalDate.of(2026, 3, 2), ZONE);
  private static final PointId COLD = new PointId("gw", "cold.temperature");
  private static final PointId ROOM = new PointId("gw", "room.temperature");
  private static final long HOUR = 60;

  private final MemoryExpectations journal = new MemoryExpectations();
  private final Map<PointId, DayCounts> counts = new HashMap<>();
  private Campus campus = campus("gw");
  private Expectations expectations = new Expectations(campus, journal);

  private static Campus campus(String... gateways) {
    Map<String, Campus.Gateway> listed = new HashMap<>();
    for (String gateway : gateways) {
      listed.put(gateway, new Campus.Gateway("main", gateway, gateway));
    }
    return new Campus(ZONE, Map.of(), Map.of(), listed);
  }

  /** A new process, perhaps with another campus file; the gateway's catalog lies on the broker. */
  private void restart(String... gateways) {
    campus = campus(gateways);
    expectations = new Expectations(campus, journal);
  }

  private void declares(String hash, long at, PointId... points) {
    List<Point> list = new ArrayList<>();
    for (PointId id : points) {
      list.add(
          new Point(
              id, "main", id.equals(COLD) ? "cold-store" : "room", "d", "t", "Cel", 60_000, false));
    }
    expectations.onCatalog(new Catalog("main", "gw", hash, list), at);
  }

  private DayCoverage of(CampusDay day, long now) {
    return new Coverage(campus, expectations, date -> counts).of(day.date(), now);
  }

  private long expected(CampusDay day, PointId point) {
    return of(day, NEXT.endMs() + 20_000).points().stream()
        .filter(p -> p.point().equals(point))
        .mapToLong(p -> p.expected().orElseThrow())
        .sum();
  }

  @Test
  void a_gateway_without_a_catalog_of_today_is_expected_by_its_last_one() {
    declares("h", DAY.startMs() - 86_400_000, COLD);
    restart("gw");
    assertThat(expected(DAY, COLD)).isEqualTo(24 * HOUR);
    assertThat(of(DAY, DAY.endMs() + 20_000).ratio()).hasValue(0);
    assertThat(of(DAY, DAY.endMs() + 20_000).campus().missing()).isEqualTo(24 * HOUR);
  }

  @Test
  void a_listed_gateway_that_was_never_seen_makes_coverage_unknown() {
    restart("gw", "gw-never");
    declares("h", DAY.startMs(), COLD);
    DayCounts whole = new DayCounts();
    for (int hour = 0; hour < 24; hour++) {
      whole.addMeasured(hour, HOUR);
    }
    counts.put(COLD, whole);
    DayCoverage day = of(DAY, NEXT.startMs() + 20_000);
    assertThat(day.unknown()).containsExactly("gw-never");
    assertThat(day.campus().ratio()).as("what is known is whole").hasValue(1);
    assertThat(day.ratio()).as("and yet the campus is not").isEmpty();
  }

  @Test
  void before_the_first_catalog_a_gateway_is_unknown() {
    assertThat(of(DAY, DAY.endMs()).ratio()).isEmpty();
    declares("h", NEXT.startMs(), COLD);
    assertThat(of(DAY, NEXT.endMs()).unknown()).containsExactly("gw");
    assertThat(of(NEXT, NEXT.endMs()).unknown()).isEmpty();
  }

  @Test
  void what_a_gateway_declares_no_more_stays_expected_until_a_person_retires_it() {
    declares("h", DAY.startMs(), COLD, ROOM);
    declares("h2", DAY.hourStart(1), ROOM);
    declares("h3", DAY.hourStart(2));
    restart();
    assertThat(expected(NEXT, COLD)).as("also if the campus lists it no more").isEqualTo(24 * HOUR);
    assertThat(expectations.retire(COLD, "admin", "removed", DAY.hourStart(3))).isTrue();
    assertThat(expectations.retire(COLD, "admin", "removed", DAY.hourStart(4))).isFalse();
    assertThat(expectations.retire(new PointId("gw", "x.y"), "admin", "?", 0)).isFalse();
    restart("gw");
    assertThat(expected(DAY, COLD)).isEqualTo(3 * HOUR);
    assertThat(of(NEXT, NEXT.endMs()).points()).extracting(PointDay::point).containsExactly(ROOM);
  }

  @Test
  void the_catalog_under_which_a_point_was_retired_does_not_bring_it_back_another_one_does() {
    declares("h", DAY.startMs(), COLD);
    expectations.retire(COLD, "admin", "broken", DAY.hourStart(1));
    restart("gw");
    declares("h", DAY.hourStart(2), COLD);
    assertThat(expected(DAY, COLD)).isEqualTo(HOUR);
    declares("h2", DAY.hourStart(23), COLD, ROOM);
    assertThat(expected(DAY, COLD)).isEqualTo(2 * HOUR);
  }

  @Test
  void the_same_catalog_again_changes_nothing() {
    declares("h", DAY.startMs(), COLD);
    declares("h", DAY.hourStart(5), COLD);
    restart("gw");
    declares("h", DAY.hourStart(6), COLD);
    assertThat(journal.all()).hasSize(1);
  }

  @Test
  void what_the_campus_does_not_list_is_not_expected() {
    restart("other");
    declares("h", DAY.startMs(), COLD);
    assertThat(of(DAY, DAY.endMs()).points()).isEmpty();
  }

  @Test
  void today_counts_up_to_now_but_for_what_may_be_on_its_way() {
    declares("h", DAY.startMs(), COLD);
    assertThat(of(DAY, DAY.startMs() + 5_000).campus().expected()).isZero();
    assertThat(of(DAY, DAY.startMs() + 5_000).ratio()).as("nothing yet is not all").isEmpty();
    assertThat(of(DAY, DAY.hourStart(1) + 9_000).campus().expected()).isEqualTo(HOUR - 1);
    assertThat(of(DAY, DAY.hourStart(1) + 10_000).campus().expected()).isEqualTo(HOUR);
  }

  @Test
  void areas_are_summed_apart() {
    declares("h", DAY.startMs(), COLD, ROOM);
    counts.put(ROOM, new DayCounts().addMeasured(0, HOUR));
    var areas = of(DAY, DAY.hourStart(1) + 10_000).areas();
    assertThat(areas.get(new DayCoverage.Place("main", "room")).ratio()).hasValue(1);
    assertThat(areas.get(new DayCoverage.Place("main", "cold-store")).ratio()).hasValue(0);
    assertThat(of(DAY, DAY.hourStart(1) + 10_000).ratio()).hasValue(0.5);
  }

  @Test
  void what_is_declared_while_the_journal_is_away_is_expected_and_saved_later() {
    journal.broken = true;
    declares("h1", DAY.startMs(), COLD);
    assertThat(expectations.latest(COLD)).isPresent();
    assertThat(journal.all()).isEmpty();
    journal.broken = false;
    new Coverage(campus, expectations, date -> counts).save();
    assertThat(journal.all()).hasSize(1);
    restart("gw");
    assertThat(expectations.latest(COLD)).isPresent();
  }
}
