package org.campussentry.ingest.disinfection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.disinfection.Series.Sample;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;

/** Looks at slots by the readings of their sprayers; reads each of them once. For one thread. */
final class Evaluation {
  /** What lies before decides whether a run started in the slot or earlier. */
  static final Duration BEFORE = Duration.ofMinutes(10);

  /** Nobody sprays for longer after the time in which it should have begun. */
  static final Duration AFTER = Duration.ofHours(2);

  private static final long PERIOD_MS = 5_000;

  /** A run that has not ended by then may go on for as long as {@link #AFTER}. */
  private static final Duration SOON = Duration.ofMinutes(20);

  /** What lies farther from a run says nothing of it. */
  private static final Duration AROUND = Duration.ofMinutes(1);

  /** By these alone a run is known. */
  private static final EnumSet<Quantity> SWITCHES = EnumSet.of(Quantity.RUN_STATE, Quantity.FLOW);

  /** So many sprayers are read at once: an hour of each is some 4,000 readings. */
  private static final int AT_ONCE = 50;

  /**
   * A stretch of time that is read.
   *
   * @param soon nothing later is read unless a run goes on
   */
  private record Window(Instant from, Instant soon, Instant until) {}

  /** What a stretch of readings is known by. */
  private record Asked(Sprayer sprayer, Window window) {}

  private final Schedule schedule;
  private final Readings readings;
  private final List<Assignment> assignments;
  private final List<Slot> slots;
  private final Instant now;
  private final Map<Asked, Optional<Trace>> traces = new HashMap<>();

  /**
   * @param slots all of the time around, by which portable sprayers are assigned
   */
  Evaluation(
      Schedule schedule,
      Readings readings,
      List<Assignment> assignments,
      List<Slot> slots,
      Instant now) {
    this.schedule = schedule;
    this.readings = readings;
    this.assignments = assignments;
    this.slots = slots;
    this.now = now;
  }

  /** Empty when the readings can't be had now. */
  Optional<Proof> of(Slot slot, List<HandEntry> entries) {
    List<Run> here = new ArrayList<>();
    List<Run> strayed = new ArrayList<>();
    OptionalDouble seen = OptionalDouble.empty();
    for (Sprayer sprayer : concerned(slot)) {
      Optional<Trace> trace = trace(sprayer, slot);
      if (trace.isEmpty()) {
        return Optional.empty();
      }
      for (Run run : RunFinder.find(sprayer, trace.get(), now.toEpochMilli())) {
        if (slot.has(run.startMs())) {
          Run placed =
              run.at(Assignment.area(sprayer, assignments, slots, run.startMs()).orElse(""));
          boolean planned = slot.sprayer().equals(Optional.of(sprayer.id()));
          if (placed.area().equals(slot.area())) {
            here.add(placed);
          } else if (planned && !placed.area().isEmpty()) {
            strayed.add(placed);
          }
        }
      }
      seen = OptionalDouble.of(Math.max(seen.orElse(0), seen(trace.get(), slot)));
    }
    here.sort(java.util.Comparator.comparingLong(Run::startMs).thenComparing(Run::sprayer));
    return Optional.of(Prover.prove(slot, here, strayed, entries, seen, now));
  }

  /** Those that may have been there. */
  List<Sprayer> concerned(Slot slot) {
    return schedule.sprayers().stream()
        .filter(s -> s.site().equals(slot.site()))
        .filter(
            s ->
                s.area().equals(Optional.of(slot.area()))
                    || slot.sprayer().equals(Optional.of(s.id()))
                    || (s.isPortable() && isAssigned(s, slot)))
        .toList();
  }

  private boolean isAssigned(Sprayer sprayer, Slot slot) {
    return assignments.stream()
        .anyMatch(
            a ->
                a.sprayer().equals(sprayer.id())
                    && a.area().equals(slot.area())
                    && a.from().isBefore(slot.due())
                    && a.until().isAfter(slot.opens()));
  }

  private Optional<Trace> trace(Sprayer sprayer, Slot slot) {
    Window window = window(slot);
    Asked asked = new Asked(sprayer, window);
    if (!traces.containsKey(asked)) {
      read(window, List.of(sprayer));
    }
    return traces.get(asked);
  }

  private Window window(Slot slot) {
    Instant last = min(slot.due().plus(AFTER), now.plusMillis(1));
    return new Window(slot.opens().minus(BEFORE), min(slot.due().plus(SOON), last), last);
  }

  /** Reads what these slots need: of all sprayers that are asked for the same time at once. */
  void read(List<Slot> wanted) {
    Map<Window, Set<Sprayer>> windows = new LinkedHashMap<>();
    for (Slot slot : wanted) {
      windows.computeIfAbsent(window(slot), w -> new LinkedHashSet<>()).addAll(concerned(slot));
    }
    windows.forEach(
        (window, sprayers) -> {
          List<Sprayer> all = List.copyOf(sprayers);
          for (int i = 0; i < all.size(); i += AT_ONCE) {
            read(window, all.subList(i, Math.min(all.size(), i + AT_ONCE)));
          }
        });
  }

  /** When the pumps were on, and the rest only of around that: most of a day they stand still. */
  private void read(Window window, List<Sprayer> sprayers) {
    Map<Sprayer, Optional<Trace>> found = read(sprayers, window.from(), window.soon(), SWITCHES);
    long joined = window.soon().toEpochMilli() - RunFinder.BRIDGE_MS;
    List<Sprayer> longer =
        sprayers.stream()
            .filter(s -> runs(s, found.get(s)).stream().anyMatch(r -> r.endMs() >= joined))
            .toList();
    found.putAll(read(longer, window.from(), window.until(), SWITCHES));
    Map<Sprayer, Window> around = new LinkedHashMap<>();
    for (Sprayer sprayer : sprayers) {
      List<Run> runs = runs(sprayer, found.get(sprayer));
      if (!runs.isEmpty()) {
        around.put(sprayer, around(runs, window));
      }
    }
    rest(around)
        .forEach(
            (sprayer, rest) ->
                found.compute(sprayer, (s, known) -> known.flatMap(k -> rest.map(k::with))));
    found.forEach((sprayer, trace) -> traces.put(new Asked(sprayer, window), trace));
  }

  private List<Run> runs(Sprayer sprayer, Optional<Trace> trace) {
    return trace.map(t -> RunFinder.find(sprayer, t, now.toEpochMilli())).orElse(List.of());
  }

  private static Window around(List<Run> runs, Window window) {
    long first = runs.stream().mapToLong(Run::startMs).min().orElseThrow();
    long end = runs.stream().mapToLong(Run::endMs).max().orElseThrow();
    Instant until = min(Instant.ofEpochMilli(end).plus(AROUND), window.until());
    return new Window(Instant.ofEpochMilli(first).minus(AROUND), until, until);
  }

  /** Each of its own time, read for all together. */
  private Map<Sprayer, Optional<Trace>> rest(Map<Sprayer, Window> around) {
    if (around.isEmpty()) {
      return Map.of();
    }
    Instant from = around.values().stream().map(Window::from).min(Instant::compareTo).get();
    Instant until = around.values().stream().map(Window::until).max(Instant::compareTo).get();
    Map<Sprayer, Optional<Trace>> rest =
        read(List.copyOf(around.keySet()), from, until, EnumSet.complementOf(SWITCHES));
    rest.replaceAll(
        (sprayer, trace) ->
            trace.map(
                t -> {
                  Window own = around.get(sprayer);
                  return t.within(own.from().toEpochMilli(), own.until().toEpochMilli() - 1);
                }));
    return rest;
  }

  /**
   * The runs that began in a stretch of time and belong to no slot, in order of time; empty when
   * the readings can't be had now.
   */
  Optional<List<Run>> outside(Instant from, Instant until) {
    List<Run> outside = new ArrayList<>();
    for (Sprayer sprayer : schedule.sprayers()) {
      Instant last = min(until.plus(AFTER), now.plusMillis(1));
      Optional<Trace> brief = read(sprayer, from.minus(BEFORE), last, SWITCHES);
      if (brief.isEmpty()) {
        return Optional.empty();
      }
      for (Run run : RunFinder.find(sprayer, brief.get(), now.toEpochMilli())) {
        boolean here = from.toEpochMilli() <= run.startMs() && run.startMs() < until.toEpochMilli();
        String area = Assignment.area(sprayer, assignments, slots, run.startMs()).orElse("");
        if (here && !belongs(sprayer, area, run.startMs())) {
          outside.add(whole(sprayer, run).at(area));
        }
      }
    }
    outside.sort(java.util.Comparator.comparingLong(Run::startMs).thenComparing(Run::sprayer));
    return Optional.of(outside);
  }

  private boolean belongs(Sprayer sprayer, String area, long startMs) {
    return slots.stream()
        .anyMatch(s -> s.site().equals(sprayer.site()) && s.area().equals(area) && s.has(startMs));
  }

  /** With all that the sprayer told of it; a whole day of that would be much to read. */
  private Run whole(Sprayer sprayer, Run brief) {
    Instant from = Instant.ofEpochMilli(brief.startMs()).minus(BEFORE);
    Instant until = min(Instant.ofEpochMilli(brief.endMs()).plus(BEFORE), now.plusMillis(1));
    return read(sprayer, from, until, EnumSet.allOf(Quantity.class)).stream()
        .flatMap(trace -> RunFinder.find(sprayer, trace, now.toEpochMilli()).stream())
        .filter(run -> run.startMs() == brief.startMs())
        .findFirst()
        .orElse(brief);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private Optional<Trace> read(
      Sprayer sprayer, Instant from, Instant until, Set<Quantity> quantities) {
    return read(List.of(sprayer), from, until, quantities).get(sprayer);
  }

  /** What sprayers told; each is empty when the store does not answer. */
  private Map<Sprayer, Optional<Trace>> read(
      List<Sprayer> sprayers, Instant from, Instant until, Set<Quantity> quantities) {
    List<PointId> points = new ArrayList<>();
    sprayers.forEach(s -> quantities.forEach(quantity -> points.add(s.point(quantity))));
    Optional<Map<PointId, List<Reading>>> told =
        points.isEmpty() || !from.isBefore(until)
            ? Optional.of(Map.of())
            : readings.of(points, from, until);
    Map<Sprayer, Optional<Trace>> found = new LinkedHashMap<>();
    for (Sprayer sprayer : sprayers) {
      found.put(sprayer, told.map(all -> trace(sprayer, quantities, all)));
    }
    return found;
  }

  private Trace trace(Sprayer sprayer, Set<Quantity> quantities, Map<PointId, List<Reading>> told) {
    Map<Quantity, List<Reading>> byQuantity = new EnumMap<>(Quantity.class);
    for (Quantity quantity : quantities) {
      byQuantity.put(quantity, told.getOrDefault(sprayer.point(quantity), List.of()));
    }
    long period =
        readings
            .periodMs(sprayer.point(Quantity.RUN_STATE))
            .or(() -> readings.periodMs(sprayer.point(Quantity.FLOW)))
            .orElse(PERIOD_MS);
    return Trace.of(period, byQuantity);
  }

  private double seen(Trace trace, Slot slot) {
    long from = slot.opens().toEpochMilli();
    long until = Math.min(slot.due().toEpochMilli(), now.toEpochMilli());
    if (until <= from) {
      return 0;
    }
    long unseen =
        Math.min(
            unseen(trace, Quantity.RUN_STATE, from, until),
            unseen(trace, Quantity.FLOW, from, until));
    return 1 - (double) unseen / (until - from);
  }

  private static long unseen(Trace trace, Quantity quantity, long from, long until) {
    long unseen = 0;
    long last = from;
    for (Sample sample : trace.of(quantity).within(from, until - 1)) {
      unseen += gap(trace, last, sample.timeMs());
      last = sample.timeMs();
    }
    return unseen + gap(trace, last, until);
  }

  private static long gap(Trace trace, long from, long until) {
    return until - from > trace.gapMs() ? until - from : 0;
  }
}
