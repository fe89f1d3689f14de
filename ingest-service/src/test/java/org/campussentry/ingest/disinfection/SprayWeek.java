package org.campussentry.ingest.disinfection;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A program of its own: a week of four sprayers, by their physics. It knows nothing of the product;
 * it writes what arrives ({@code readings.csv}), what people do ({@code acts.csv}) and, apart, what
 * was so ({@code truth.csv}). Arguments: folder, seed.
 *
 * <p>Of all samples 5 % never arrive, and 5 % arrive late; once in the week a gateway is cut off
 * for half an hour and sends what it kept two hours later.
 */
final class SprayWeek {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
  static final int DAYS = 7;
  static final long PERIOD_MS = 5_000;
  private static final long HOUR_MS = 3_600_000;
  private static final double LOST = 0.05;
  private static final double LATE = 0.05;

  /** One sprayer; {@code need} litres and {@code least} seconds are what its slots ask for. */
  private enum Machine {
    HALL("gw1:spray1", "hall", 150, 6, true, true, 0, 40, 360, 3600, "06:00 12:30 18:00"),
    DORM("gw2:spray1", "dorm", 100, 4, false, false, 0, 20, 240, 3600, "06:30 20:00"),
    CART("gw3:cart1", "", 60, 3, true, false, 0, 9, 120, 2400, "08:00 10:00"),
    NIGHT("gw4:spray1", "corridor", 120, 5, true, false, 0.08, 24, 180, 2400, "23:40");

    private final String device;
    private final String area;
    private final double tank;
    private final double flow;
    private final boolean chlorine;
    private final boolean pressure;
    private final double creep;
    private final double need;
    private final int least;
    private final int lasts;
    private final String times;

    Machine(
        String device,
        String area,
        double tank,
        double flow,
        boolean chlorine,
        boolean pressure,
        double creep,
        double need,
        int least,
        int lasts,
        String times) {
      this.device = device;
      this.area = area;
      this.tank = tank;
      this.flow = flow;
      this.chlorine = chlorine;
      this.pressure = pressure;
      this.creep = creep;
      this.need = need;
      this.least = least;
      this.lasts = lasts;
      this.times = times;
    }

    String[] times() {
      return times.split(" ", -1);
    }
  }

  private enum Course {
    GOOD,
    SKIPPED,
    DRY,
    STOPPED,
    WEAK,
    LOW_PRESSURE,
    TWICE,
    PAUSED_ENOUGH,
    PAUSED_SHORT,
    REFILLED,
    STUCK_METER,
    ELSEWHERE,
    BY_HAND
  }

  /** From and until, seconds after the slot opens, that the pump is on. */
  private record On(int from, int until) {}

  private record Slot(String id, Instant opens, Course course, List<On> on) {}

  /** One sample on its way. */
  private record Sent(long arrivalMs, long timeMs, String point, String value) {}

  private final Random random;
  private final List<Sent> sent = new ArrayList<>();
  private final PrintWriter truth;
  private final PrintWriter acts;

  private SprayWeek(Path folder, long seed) throws IOException {
    random = new Random(seed);
    truth = writer(folder.resolve("truth.csv"));
    acts = writer(folder.resolve("acts.csv"));
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    SprayWeek week = new SprayWeek(folder, Long.parseLong(args[1]));
    for (Machine machine : Machine.values()) {
      week.live(machine);
    }
    week.truth.close();
    week.acts.close();
    week.sent.sort(Comparator.comparingLong(Sent::arrivalMs));
    try (PrintWriter out = writer(folder.resolve("readings.csv"))) {
      week.sent.forEach(
          s -> out.println(s.arrivalMs + "," + s.timeMs + "," + s.point + "," + s.value));
    }
  }

  private static PrintWriter writer(Path file) throws IOException {
    return new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  private List<Course> courses(Machine machine, int slots) {
    List<Course> courses =
        new ArrayList<>(
            List.of(
                Course.SKIPPED,
                Course.DRY,
                Course.STOPPED,
                Course.TWICE,
                Course.PAUSED_ENOUGH,
                Course.BY_HAND));
    switch (machine) {
      case HALL ->
          courses.addAll(
              List.of(
                  Course.WEAK,
                  Course.LOW_PRESSURE,
                  Course.PAUSED_SHORT,
                  Course.REFILLED,
                  Course.STUCK_METER));
      case DORM -> courses.addAll(List.of(Course.REFILLED, Course.PAUSED_SHORT));
      case CART -> courses.addAll(List.of(Course.WEAK, Course.ELSEWHERE, Course.ELSEWHERE));
      case NIGHT -> courses.subList(4, 6).clear();
    }
    while (courses.size() < slots) {
      courses.add(Course.GOOD);
    }
    Collections.shuffle(courses, random);
    return courses;
  }

  private void live(Machine machine) {
    List<Course> courses = courses(machine, DAYS * machine.times().length);
    double tank = machine.tank * 0.9;
    // One gateway is cut off around one of its slots.
    int cut = machine == Machine.HALL ? random.nextInt(courses.size()) : -1;
    int number = 0;
    for (int day = 0; day < DAYS; day++) {
      for (int time = 0; time < machine.times().length; time++) {
        LocalTime at = LocalTime.parse(machine.times()[time]);
        Instant opens = MONDAY.plusDays(day).atTime(at).atZone(ZONE).toInstant();
        String plan = machine.name().toLowerCase(Locale.ROOT) + "-" + time;
        String id =
            "%s@%sT%s"
                .formatted(
                    plan,
                    MONDAY.plusDays(day).toString().replace("-", ""),
                    machine.times()[time].replace(":", ""));
        Course course = courses.get(number);
        Slot slot = new Slot(id, opens, course, on(machine, course));
        if (tank < machine.tank * 0.75) {
          tank = machine.tank * 0.95;
        }
        tank = spray(machine, slot, tank, number == cut);
        tell(machine, slot);
        number++;
      }
    }
  }

  /** When the pump is on; margins keep it from being a matter of opinion. */
  private List<On> on(Machine machine, Course course) {
    int whole = (int) (Math.max(machine.need / machine.flow * 60, machine.least) * 1.2) + 20;
    int room = machine.lasts - 2 * whole - 700;
    int start = 60 + random.nextInt(Math.max(60, room));
    int pause = 30 + random.nextInt(60);
    int half = (int) (whole * (0.3 + random.nextDouble(0.15)));
    return switch (course) {
      case SKIPPED, BY_HAND -> List.of();
      case STOPPED -> List.of(new On(start, start + half));
      case TWICE ->
          List.of(
              new On(start, start + half), new On(start + half + 400, start + 400 + half + whole));
      case PAUSED_ENOUGH ->
          List.of(
              new On(start, start + half),
              new On(start + half + pause, start + half + pause + whole - half + 30));
      case PAUSED_SHORT ->
          List.of(
              new On(start, start + half / 2),
              new On(start + half / 2 + pause, start + pause + half));
      // The last time of the day that is still in the slot: across midnight in the corridor.
      case GOOD ->
          machine == Machine.NIGHT
              ? List.of(new On(20 * 60 - 100, 20 * 60 - 100 + whole))
              : List.of(new On(start, start + whole));
      default -> List.of(new On(start, start + whole));
    };
  }

  private double spray(Machine machine, Slot slot, double before, boolean cut) {
    double tank = before;
    double flow = 0;
    double[] litres = new double[slot.on.size()];
    long base = slot.opens.toEpochMilli();
    long offset = random.nextInt((int) PERIOD_MS);
    for (int second = -1_200; second < machine.lasts + 1_500; second++) {
      int at = second;
      int part = -1;
      for (int i = 0; i < slot.on.size(); i++) {
        part = slot.on.get(i).from <= at && at < slot.on.get(i).until ? i : part;
      }
      boolean on = part >= 0;
      boolean wet = on && slot.course != Course.DRY;
      flow = (wet ? machine.flow : 0) + (flow - (wet ? machine.flow : 0)) * Math.exp(-0.7);
      double real = slot.course == Course.STUCK_METER ? flow * 0.2 : flow;
      tank -= real / 60;
      if (on) {
        litres[part] += flow / 60;
      }
      if (slot.course == Course.REFILLED && on && second >= slot.on.get(0).from + 120) {
        tank = second < slot.on.get(0).from + 150 ? tank + machine.tank * 0.01 : tank;
      }
      if (Math.floorMod(second * 1000L - offset, PERIOD_MS) < 1000) {
        sample(machine, slot, base + second * 1000L, on, flow, tank, cut);
      }
    }
    for (int i = 0; i < litres.length; i++) {
      On run = slot.on.get(i);
      boolean paused = slot.course == Course.PAUSED_ENOUGH || slot.course == Course.PAUSED_SHORT;
      if (paused && i == 1) {
        continue;
      }
      int until = paused ? slot.on.get(1).until : run.until;
      double sum = paused ? litres[0] + litres[1] : litres[i];
      truth.printf(
          Locale.ROOT,
          "run,%s,%s,%d,%d,%.3f%n",
          slot.id,
          machine.device,
          base + run.from * 1000L,
          base + until * 1000L,
          sum);
    }
    return tank;
  }

  private void sample(
      Machine machine, Slot slot, long time, boolean on, double flow, double tank, boolean cut) {
    boolean chlorineWeak = slot.course == Course.WEAK;
    double pressure =
        !on || slot.course == Course.DRY ? 0 : slot.course == Course.LOW_PRESSURE ? 120 : 300;
    double shown =
        (on && slot.course != Course.DRY) || flow > 0.05
            ? Math.max(0, flow + random.nextGaussian() * 0.15)
            : machine.creep;
    double level = tank / machine.tank * 100 + random.nextGaussian() * 0.4;
    long kept = cut && on ? time + 7_200_000 : 0;
    send(machine, time, "run_state", on ? 1 : 0, kept);
    send(machine, time, "flow", shown, kept);
    send(machine, time, "tank_level", Math.min(100, Math.max(0, level)), kept);
    send(machine, time, "line_pressure", Math.max(0, pressure + random.nextGaussian() * 6), kept);
    if (machine.chlorine) {
      send(machine, time, "chlorine", (chlorineWeak ? 300 : 520) + random.nextGaussian() * 8, kept);
    }
  }

  private void send(Machine machine, long time, String quantity, double value, long kept) {
    double luck = random.nextDouble();
    if (luck < LOST) {
      return;
    }
    long late = luck < LOST + LATE ? 60_000 + (long) (random.nextDouble() * 26 * 3_600_000) : 300;
    String shown = String.format(Locale.ROOT, "%.3f", value);
    // Now and then a device does not answer: that is known, and no value.
    String said = random.nextInt(500) == 0 ? "timeout" : shown;
    // What is late comes together, when a line is back: at the full hour.
    long arrival = luck < LOST + LATE ? ((time + late) / HOUR_MS + 1) * HOUR_MS : time + late;
    sent.add(new Sent(Math.max(arrival, kept), time, machine.device + "." + quantity, said));
  }

  /** The verdict, and what people do. */
  private void tell(Machine machine, Slot slot) {
    long due = slot.opens.toEpochMilli() + machine.lasts * 1000L;
    String verdict =
        switch (slot.course) {
          case GOOD, TWICE, PAUSED_ENOUGH, REFILLED -> "VERIFIED,";
          case SKIPPED -> "MISSED,NO_RUN";
          case BY_HAND -> "REGISTERED,NO_RUN";
          case DRY -> "FAILED,DRY;TOO_LITTLE;TOO_SHORT" + (machine.pressure ? ";PRESSURE" : "");
          case STOPPED -> "FAILED,TOO_LITTLE;TOO_SHORT";
          case PAUSED_SHORT -> "FAILED,TOO_LITTLE;TOO_SHORT;INTERRUPTED";
          case WEAK -> "FAILED,TOO_WEAK";
          case LOW_PRESSURE -> "FAILED,PRESSURE";
          case STUCK_METER -> "FAILED,TOO_LITTLE;TANK";
          case ELSEWHERE -> "FAILED,WRONG_AREA";
        };
    String area =
        machine == Machine.CART ? "stairs-" + slot.id.charAt("cart-".length()) : machine.area;
    truth.println("slot," + slot.id + "," + area + "," + slot.course + "," + verdict);
    if (slot.course == Course.BY_HAND) {
      acts.println((due + 1_800_000) + ",register," + slot.id);
    }
    if (slot.course == Course.ELSEWHERE) {
      acts.println(slot.opens.toEpochMilli() + ",scan," + machine.device + ",lift-1," + due);
    }
  }
}
