package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.Test;

/** Each stored reading is in exactly one of measured, late, unavailable and untimed. */
class TallyTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final CampusDay DAY = CampusDay.of(LocalDate.of(2026, 3, 1), ZONE);
  private static final PointId ID = new PointId("gw", "a.t");
  private static final Point POINT = new Point(ID, "main", "room", "a", "t", "Cel", 5000, false);

  private final Tally tally = new Tally(ZONE);

  private static Sample value(long time) {
    return new Sample(POINT, new Reading.Measured(ID, time, 1), "");
  }

  private DayCounts of(CampusDay day) {
    var counts = tally.take();
    return counts.getOrDefault(new DayCounts.Key(ID, day.date()), new DayCounts());
  }

  @Test
  void a_value_is_late_after_a_minute() {
    long now = DAY.hourStart(5);
    tally.add(List.of(value(now - 60_000), value(now - 60_001)), now);
    DayCounts counts = of(DAY);
    assertThat(counts.measured()).isEqualTo(1);
    assertThat(counts.late()).isEqualTo(1);
    assertThat(counts.hours()[4]).isEqualTo(2);
  }

  @Test
  void a_reading_belongs_to_the_day_of_its_sample_in_the_zone_of_the_campus() {
    long midnight = DAY.startMs();
    tally.add(List.of(value(midnight - 1), value(midnight)), midnight + 1000);
    var counts = tally.take();
    assertThat(counts.get(new DayCounts.Key(ID, LocalDate.of(2026, 2, 28))).hours()[23])
        .isEqualTo(1);
    assertThat(counts.get(new DayCounts.Key(ID, LocalDate.of(2026, 3, 1))).hours()[0]).isEqualTo(1);
  }

  @Test
  void an_unavailable_reading_keeps_its_reason_however_late() {
    Reading timeout = new Reading.Unavailable(ID, DAY.startMs(), Reason.TIMEOUT);
    tally.add(List.of(new Sample(POINT, timeout, "")), DAY.endMs());
    assertThat(of(DAY).unavailable()).containsEntry(Reason.TIMEOUT, 1L);
  }

  @Test
  void an_untimed_reading_belongs_to_the_day_of_its_arrival_and_to_no_hour() {
    tally.add(List.of(new Sample(POINT, new Reading.Measured(ID, 12, 1), "s")), DAY.startMs());
    DayCounts counts = of(DAY);
    assertThat(counts.untimed()).isEqualTo(1);
    assertThat(counts.measured()).isZero();
    assertThat(counts.hours()).containsOnly(0);
  }

  @Test
  void what_the_store_refuses_is_not_counted() {
    Sample bad = value(DAY.startMs());
    tally.refuse(bad);
    tally.add(List.of(bad, value(DAY.startMs() + 1)), DAY.startMs() + 1);
    assertThat(of(DAY).measured()).isEqualTo(1);
  }

  @Test
  void a_time_beyond_memory_is_not_counted() {
    tally.add(List.of(value(DAY.startMs() - Tally.KEEP_MS - 1)), DAY.startMs());
    assertThat(tally.take()).isEmpty();
  }
}
