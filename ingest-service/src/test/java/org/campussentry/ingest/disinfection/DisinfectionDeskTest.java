package org.campussentry.ingest.disinfection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that change while slots are open, days without data, and runs that nobody asked for. */
class DisinfectionDeskTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The day of the runs of {@link Telling}, which begin at 00:00 of the clock on the wall. */
  private static final LocalDate DAY =
      LocalDate.ofInstant(Instant.ofEpochMilli(Telling.START), ZONE);

  private static final Sprayer CART =
      new Sprayer("s", "s", "s", "main", "gw", "spray1", Optional.empty(), OptionalDouble.of(100));

  @TempDir Path folder;
  private final MemoryReadings readings = new MemoryReadings(Telling.PERIOD);
  private Journal journal;

  @BeforeEach
  void open() {
    journal = Journal.open(folder.resolve("home"), Sites.ALL);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
  }

  private static Plan plan(String id, String area, double litres, String from, String until) {
    Terms terms =
        new Terms(
            "84",
            500,
            Duration.ZERO,
            litres,
            Duration.ZERO,
            OptionalDouble.empty(),
            Optional.empty());
    return new Plan(
        id,
        "main",
        area,
        terms,
        Optional.empty(),
        Recurrence.daily(
            List.of(new Recurrence.Times(LocalTime.parse(from), LocalTime.parse(until))),
            d -> true));
  }

  private DisinfectionDesk desk(Sprayer sprayer, Plan... plans) {
    return new DisinfectionDesk(
        new Schedule(ZONE, List.of(plans), List.of(sprayer)), readings, journal.disinfection());
  }

  private static List<String> ids(DisinfectionDesk desk, Instant now) {
    return desk
        .slots(
            DAY.atStartOfDay(ZONE).toInstant(), DAY.plusDays(1).atStartOfDay(ZONE).toInstant(), now)
        .stream()
        .map(j -> j.slot().id().replaceAll("@\\d+T", "@") + " " + j.slot().terms().litres())
        .toList();
  }

  @Test
  void another_plan_changes_no_slot_that_has_opened_and_opens_none_beside_it() {
    DisinfectionDesk desk =
        desk(
            CART, plan("a", "hall", 10, "06:00", "08:00"), plan("b", "hall", 20, "12:00", "13:00"));
    desk.round(at("05:00"));
    desk.round(at("06:10"));
    desk.become(
        List.of(plan("a", "hall", 15, "07:00", "09:00"), plan("c", "lift", 5, "06:15", "06:45")),
        at("06:20"));
    for (String time : List.of("06:21", "07:10", "09:30")) {
      desk.round(at(time));
      assertThat(ids(desk, at(time)))
          .as("at %s: one stays, the next begins tomorrow, what was over is not asked for", time)
          .containsExactly("a@0600 10.0");
    }
    Instant tomorrow = DAY.plusDays(1).atTime(12, 0).atZone(ZONE).toInstant();
    assertThat(desk.slots(at("23:59"), tomorrow, at("09:30")))
        .extracting(j -> j.slot().plan() + " " + j.slot().terms().litres())
        .containsExactly("c 5.0", "a 15.0");
  }

  @Test
  void a_plan_of_the_page_alone_is_followed_from_its_next_slot_on() {
    DisinfectionDesk desk = desk(CART);
    desk.round(at("05:00"));
    desk.become(List.of(plan("a", "hall", 10, "06:00", "08:00")), at("05:30"));
    desk.round(at("06:01"));
    assertThat(ids(desk, at("06:01"))).containsExactly("a@0600 10.0");
    desk.become(List.of(), at("06:30"));
    desk.round(at("09:00"));
    assertThat(desk.slot("a@" + DAY.toString().replace("-", "") + "T0600").orElseThrow().version())
        .as("its time is judged though nothing is planned any more")
        .isEqualTo(1);
  }

  @Test
  void sprayers_of_the_same_time_are_read_together() {
    List<Sprayer> sprayers = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String area = "hall-" + i;
      OptionalDouble tank = OptionalDouble.of(100);
      sprayers.add(new Sprayer("s" + i, "s", "s", "main", "gw", "s" + i, Optional.of(area), tank));
      plans.add(plan("p" + i, area, 10, "06:00", "08:00"));
    }
    for (Sprayer sprayer : sprayers.subList(0, 11)) {
      readings.add(sprayed(sprayer, at("06:10"), Duration.ofMinutes(5)));
    }
    DisinfectionDesk desk =
        new DisinfectionDesk(new Schedule(ZONE, plans, sprayers), readings, journal.disinfection());
    desk.round(at("05:00"));
    desk.round(at("09:00"));
    readings.asked = 0;
    List<Judged> day = desk.again(DAY, at("11:00"));
    assertThat(readings.asked).as("whether they ran, and what the runs were").isEqualTo(2);
    assertThat(day).extracting(j -> j.proof().runs().size()).containsOnly(1, 0).hasSize(12);
    assertThat(day.get(0).proof().runs().get(0).litres()).isCloseTo(30, within(0.6));
  }

  /** Six litres a minute, of ten minutes before it to ten minutes after it. */
  private static List<Reading> sprayed(Sprayer sprayer, Instant start, Duration length) {
    List<Reading> told = new ArrayList<>();
    for (long s = -600; s < length.toSeconds() + 600; s += 5) {
      boolean on = s >= 0 && s < length.toSeconds();
      long time = start.plusSeconds(s).toEpochMilli();
      told.add(new Reading.Measured(sprayer.point(Quantity.RUN_STATE), time, on ? 1 : 0));
      told.add(new Reading.Measured(sprayer.point(Quantity.FLOW), time, on ? 6 : 0));
      told.add(new Reading.Measured(sprayer.point(Quantity.LINE_PRESSURE), time, on ? 300 : 0));
    }
    return told;
  }

  @Test
  void a_day_without_any_data_is_missed_and_says_that_nobody_saw_it() {
    Sprayer fixed =
        new Sprayer(
            "s", "s", "s", "main", "gw", "spray1", Optional.of("hall"), OptionalDouble.of(100));
    DisinfectionDesk desk = desk(fixed, plan("a", "hall", 10, "06:00", "08:00"));
    desk.round(at("05:00"));
    desk.round(at("09:00"));
    Proof proof = desk.recent(at("09:00")).get(0).proof();
    assertThat(proof.state()).isEqualTo(Proof.State.MISSED);
    assertThat(proof.flaws()).containsExactly(Flaw.UNSEEN);
    assertThat(proof.seen()).isZero();
    assertThat(desk.outside(DAY, at("09:00"))).contains(List.of());
    readings.goAway(true);
    assertThat(desk.outside(DAY, at("09:00"))).as("not known, and that is no zero").isEmpty();
  }

  @Test
  void a_run_that_nobody_placed_is_shown_and_belongs_to_its_slot_once_it_is_placed() {
    Instant start = Instant.ofEpochMilli(Telling.START);
    LocalTime opens = LocalTime.ofInstant(start.minusSeconds(600), ZONE);
    LocalTime due = opens.plusHours(1);
    DisinfectionDesk desk = desk(CART, plan("a", "hall", 10, opens.toString(), due.toString()));
    desk.round(start.minusSeconds(1200));
    Telling telling = new Telling().rest(60).spray(300, 6).rest(60);
    telling.readings().values().forEach(readings::add);
    LocalDate day = LocalDate.ofInstant(start, ZONE);
    Instant later = start.plusSeconds(5000);
    desk.round(later);
    List<Run> runs = desk.outside(day, later).orElseThrow();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).area()).isEmpty();
    assertThat(runs.get(0).litres()).isBetween(29.0, 31.0);
    assertThat(runs.get(0).concentration()).as("with all that was told of it").isPresent();

    Instant from = Instant.ofEpochMilli(runs.get(0).startMs());
    for (String area : List.of("lift", "hall")) {
      Instant at = later.plusSeconds(area.length());
      desk.assign(
          new Assignment(
              "s",
              "main",
              area,
              from,
              from.plusSeconds(400),
              Assignment.Way.HAND,
              "a",
              "admin",
              at.plusMillis(area.equals("hall") ? 1 : 0)),
          at);
      List<Run> after = desk.outside(day, at).orElseThrow();
      if (area.equals("lift")) {
        assertThat(after).as("placed where nothing was planned").hasSize(1);
        assertThat(after.get(0).area()).isEqualTo("lift");
      } else {
        assertThat(after).isEmpty();
        assertThat(desk.recent(at).get(0).proof().state()).isEqualTo(Proof.State.VERIFIED);
      }
    }
  }
}
