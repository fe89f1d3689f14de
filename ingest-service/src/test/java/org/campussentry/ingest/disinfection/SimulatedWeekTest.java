package org.campussentry.ingest.disinfection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.disinfection.SprayWeek.DAYS;
import static org.campussentry.ingest.disinfection.SprayWeek.MONDAY;
import static org.campussentry.ingest.disinfection.SprayWeek.PERIOD_MS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week that another process made, played as it arrived: all runs and all verdicts are what its
 * truth says, no more and no less.
 */
class SimulatedWeekTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration ROUND = Duration.ofMinutes(3);

  @TempDir Path folder;

  private final MemoryReadings arrived = new MemoryReadings(PERIOD_MS);

  @Test
  void every_run_and_every_verdict_is_what_the_truth_says() throws Exception {
    long seed = Long.getLong("sentry.seed", new Random().nextLong());
    System.out.println("The simulated week has seed " + seed + " (-Dsentry.seed=" + seed + ")");
    generate(seed);
    try (Journal journal = Journal.open(folder.resolve("home"), Sites.ALL)) {
      DisinfectionDesk desk = new DisinfectionDesk(schedule(), arrived, journal.disinfection());
      play(desk);
      List<Judged> slots =
          journal
              .disinfection()
              .slots(start(), MONDAY.plusDays(DAYS).atStartOfDay(ZONE).toInstant());
      compare(slots, seed);
      assertThat(slots)
          .as("what came late made new versions, and each says why")
          .anyMatch(j -> j.version() > 1 && j.cause() == Judged.Cause.LATE_DATA);
      Map<String, Proof> before = new HashMap<>();
      slots.forEach(j -> before.put(j.slot().id(), j.proof()));
      for (int day = 0; day < DAYS; day++) {
        for (Judged again :
            desk.again(
                MONDAY.plusDays(day), MONDAY.plusDays(DAYS + 3).atStartOfDay(ZONE).toInstant())) {
          assertThat(again.proof().runs())
              .as("seed %d: looked at again", seed)
              .isEqualTo(before.get(again.slot().id()).runs());
        }
      }
    }
  }

  private void generate(long seed) throws IOException, InterruptedException {
    Process generator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of(
                        SprayWeek.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString(),
                SprayWeek.class.getName(),
                folder.toString(),
                Long.toString(seed))
            .inheritIO()
            .start();
    assertThat(generator.waitFor()).isZero();
  }

  private static Instant start() {
    return MONDAY.atStartOfDay(ZONE).toInstant();
  }

  private static Schedule schedule() {
    List<Plan> plans = new ArrayList<>();
    Optional<Terms.Band> band = Optional.of(new Terms.Band(200, 400));
    plan(plans, "hall-0", "hall", 40, 360, band, Optional.empty(), "06:00", "07:00");
    plan(plans, "hall-1", "hall", 40, 360, band, Optional.empty(), "12:30", "13:30");
    plan(plans, "hall-2", "hall", 40, 360, band, Optional.empty(), "18:00", "19:00");
    plan(plans, "dorm-0", "dorm", 20, 240, Optional.empty(), Optional.empty(), "06:30", "07:30");
    plan(plans, "dorm-1", "dorm", 20, 240, Optional.empty(), Optional.empty(), "20:00", "21:00");
    Optional<String> cart = Optional.of("cart");
    plan(plans, "cart-0", "stairs-0", 9, 120, Optional.empty(), cart, "08:00", "08:40");
    plan(plans, "cart-1", "stairs-1", 9, 120, Optional.empty(), cart, "10:00", "10:40");
    plan(
        plans,
        "night-0",
        "corridor",
        24,
        180,
        Optional.empty(),
        Optional.empty(),
        "23:40",
        "00:20");
    return new Schedule(
        ZONE,
        plans,
        List.of(
            sprayer("hall", "gw1", "spray1", Optional.of("hall"), 150),
            sprayer("dorm", "gw2", "spray1", Optional.of("dorm"), 100),
            sprayer("cart", "gw3", "cart1", Optional.empty(), 60),
            sprayer("night", "gw4", "spray1", Optional.of("corridor"), 120)));
  }

  private static void plan(
      List<Plan> plans,
      String id,
      String area,
      double litres,
      int seconds,
      Optional<Terms.Band> band,
      Optional<String> sprayer,
      String from,
      String until) {
    Terms terms =
        new Terms(
            "含氯消毒液",
            500,
            Duration.ofMinutes(30),
            litres,
            Duration.ofSeconds(seconds),
            OptionalDouble.empty(),
            band);
    Recurrence daily =
        Recurrence.daily(
            List.of(new Recurrence.Times(LocalTime.parse(from), LocalTime.parse(until))),
            day -> true);
    plans.add(new Plan(id, "main", area, terms, sprayer, daily));
  }

  private static Sprayer sprayer(
      String id, String gateway, String device, Optional<String> area, double tank) {
    return new Sprayer(id, id, id, "main", gateway, device, area, OptionalDouble.of(tank));
  }

  /** Readings, people and the clock in the order of the week, and two days for what is late. */
  private void play(DisinfectionDesk desk) throws IOException {
    List<String> readings = Files.readAllLines(folder.resolve("readings.csv"));
    List<String> acts = Files.readAllLines(folder.resolve("acts.csv"));
    acts.sort(java.util.Comparator.comparingLong(SimulatedWeekTest::time));
    int next = 0;
    int act = 0;
    Instant end = MONDAY.plusDays(DAYS + 2).atStartOfDay(ZONE).toInstant();
    for (Instant now = start(); now.isBefore(end); now = now.plus(ROUND)) {
      List<Reading> batch = new ArrayList<>();
      for (; next < readings.size() && time(readings.get(next)) <= now.toEpochMilli(); next++) {
        batch.add(reading(readings.get(next)));
      }
      arrived.add(batch);
      desk.onReadings(batch, now);
      for (; act < acts.size() && time(acts.get(act)) <= now.toEpochMilli(); act++) {
        act(desk, acts.get(act).split(",", -1), now);
      }
      desk.round(now);
    }
  }

  private static long time(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(',')));
  }

  private static Reading reading(String line) {
    String[] parts = line.split(",", -1);
    PointId point = PointId.parse(parts[2]);
    long time = Long.parseLong(parts[1]);
    return parts[3].equals("timeout")
        ? new Reading.Unavailable(point, time, Reason.TIMEOUT)
        : new Reading.Measured(point, time, Double.parseDouble(parts[3]));
  }

  private static void act(DisinfectionDesk desk, String[] act, Instant now) {
    if (act[1].equals("scan")) {
      Instant until = Instant.ofEpochMilli(Long.parseLong(act[4]));
      desk.assign(
          new Assignment(
              "cart", "main", act[3], now, until, Assignment.Way.SCAN, "a", "admin", now),
          now);
    } else {
      HandEntry entry =
          new HandEntry(
              act[2],
              HandEntry.Kind.DONE,
              "a",
              "喷雾机维修，人工擦拭",
              OptionalDouble.of(500),
              Optional.empty(),
              "admin",
              now);
      desk.enter(desk.slot(act[2]).orElseThrow(), entry, now);
    }
  }

  private void compare(List<Judged> slots, long seed) throws IOException {
    Map<String, Judged> byId = slots.stream().collect(Collectors.toMap(j -> j.slot().id(), j -> j));
    List<String[]> truth =
        Files.readAllLines(folder.resolve("truth.csv")).stream()
            .map(line -> line.split(",", -1))
            .toList();
    Set<String> told = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (String[] line : truth) {
      if (line[0].equals("slot")) {
        told.add(line[1] + " " + line[3] + ": " + line[4] + " " + flaws(line[5]));
        Judged judged = byId.get(line[1]);
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        flaws.addAll(judged.proof().flaws());
        // Samples are lost by chance; whether three in a row are the truth does not say.
        flaws.remove(Flaw.UNSEEN);
        found.add(
            line[1] + " " + line[3] + ": " + judged.proof().state() + " " + new TreeSet<>(flaws));
      }
    }
    assertThat(found).as("verdicts, seed %d", seed).isEqualTo(told);
    assertThat(byId).hasSameSizeAs(told);
    compareRuns(slots, truth, seed);
  }

  private static Set<Flaw> flaws(String text) {
    return Arrays.stream(text.split(";", -1))
        .filter(w -> !w.isEmpty())
        .map(Flaw::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each run is found once, where and when it was, and none that was not. */
  private void compareRuns(List<Judged> slots, List<String[]> truth, long seed) {
    Map<String, List<Run>> bySlot = new HashMap<>();
    slots.forEach(j -> bySlot.put(j.slot().id(), new ArrayList<>(j.proof().runs())));
    int elsewhere = 0;
    for (String[] line : truth) {
      if (!line[0].equals("run")) {
        continue;
      }
      boolean strayed =
          truth.stream().anyMatch(l -> l[1].equals(line[1]) && l[3].equals("ELSEWHERE"));
      if (strayed) {
        elsewhere++;
        continue;
      }
      long start = Long.parseLong(line[3]);
      long end = Long.parseLong(line[4]);
      double litres = Double.parseDouble(line[5]);
      List<Run> runs = bySlot.get(line[1]);
      Optional<Run> run =
          runs.stream()
              .filter(r -> Math.abs(r.startMs() - start) <= 4 * PERIOD_MS)
              .filter(r -> Math.abs(r.endMs() - end) <= 4 * PERIOD_MS)
              .findFirst();
      assertThat(run).as("seed %d: %s among %s", seed, String.join(",", line), runs).isPresent();
      double unseen = run.get().unseenMs() / 60_000.0 * 6;
      assertThat(run.get().litres())
          .as("seed %d: litres of %s", seed, line[1])
          .isBetween(litres * 0.93 - 0.8 - unseen, litres * 1.07 + 0.8);
      assertThat(run.get().tank().check())
          .as("seed %d: tank of %s", seed, line[1])
          .isNotEqualTo(Run.Check.MORE);
      runs.remove(run.get());
    }
    assertThat(elsewhere).isPositive();
    long told = truth.stream().filter(l -> l[0].equals("run")).count() - elsewhere;
    long more = bySlot.values().stream().mapToLong(List::size).sum();
    System.out.printf(
        "%d runs of the truth, all found (recall 1.0), %d found that were none (precision %.3f)%n",
        told, more, (double) told / (told + more));
    assertThat(bySlot.values().stream().flatMap(List::stream))
        .as("seed %d: runs that were none", seed)
        .isEmpty();
    notes(slots, seed);
  }

  private static void notes(List<Judged> slots, long seed) {
    for (Judged judged : slots) {
      List<Note> notes = judged.proof().notes();
      if (judged.proof().state() == Proof.State.VERIFIED) {
        boolean dorm = judged.slot().area().equals("dorm");
        assertThat(notes.contains(Note.CONCENTRATION_UNVERIFIED))
            .as("seed %d: %s", seed, judged.slot().id())
            .isEqualTo(dorm);
        assertThat(notes).contains(Note.CONTACT_UNVERIFIED);
        assertThat(notes.contains(Note.CREEPING))
            .as("seed %d: %s", seed, judged.slot().id())
            .isEqualTo(judged.slot().area().equals("corridor"));
      }
    }
  }
}
