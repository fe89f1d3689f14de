package org.campussentry.ingest.disinfection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.disinfection.Run.Pause;
import org.campussentry.ingest.disinfection.Series.Sample;

/**
 * Finds runs in what a sprayer told. Pure: the same readings give the same runs, whatever order
 * they came in, so what comes late only has to be looked at again.
 *
 * <p>A run is the time for which the run state is on; where the run state was not heard, the flow
 * stands for it.
 */
final class RunFinder {
  /** Shorter changes are a contact that bounces. */
  static final long DEBOUNCE_MS = 10_000;

  /** On again within this time it is the same run, with a pause. */
  static final long JOIN_MS = 120_000;

  /** On before and after a longer silence are two runs. */
  static final long BRIDGE_MS = 600_000;

  /** L/min; less is the noise of a meter. */
  static final double FLOWS = 0.3;

  /** How long pump and line need for a steady flow. */
  static final long RAMP_MS = 10_000;

  private static final long CREEP_MS = 600_000;
  private static final long SETTLES_MS = 60_000;
  private static final double PER_MINUTE = 60_000;

  private final Sprayer sprayer;
  private final Trace trace;
  private final long nowMs;

  private RunFinder(Sprayer sprayer, Trace trace, long nowMs) {
    this.sprayer = sprayer;
    this.trace = trace;
    this.nowMs = nowMs;
  }

  /**
   * The runs in order of time; where each was is left open for a portable sprayer.
   *
   * @param nowMs a run that was on just before is running
   */
  static List<Run> find(Sprayer sprayer, Trace trace, long nowMs) {
    return new RunFinder(sprayer, trace, nowMs).runs();
  }

  /** Switched on at one sample. */
  private record Switch(long timeMs, boolean on) {}

  /**
   * On without a pause.
   *
   * @param blind silences of the run state in it
   */
  private record Stretch(long fromMs, long untilMs, boolean open, List<Pause> blind) {
    Stretch joined(Stretch next) {
      List<Pause> both = new ArrayList<>(blind);
      both.addAll(next.blind);
      return new Stretch(fromMs, next.untilMs, next.open, both);
    }

    long lengthMs() {
      return untilMs - fromMs;
    }
  }

  private List<Run> runs() {
    List<Stretch> steady = new ArrayList<>();
    for (Stretch next : stretches()) {
      Stretch last = steady.isEmpty() ? null : steady.get(steady.size() - 1);
      if (last != null && next.fromMs() - last.untilMs() <= DEBOUNCE_MS) {
        steady.set(steady.size() - 1, last.joined(next));
      } else {
        steady.add(next);
      }
    }
    steady.removeIf(s -> s.lengthMs() < DEBOUNCE_MS && !s.open());
    List<Run> runs = new ArrayList<>();
    List<Stretch> parts = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (int i = 0; i < steady.size(); i++) {
      parts.add(steady.get(i));
      long next = i + 1 < steady.size() ? steady.get(i + 1).fromMs() : Long.MAX_VALUE;
      if (next - steady.get(i).untilMs() > JOIN_MS) {
        runs.add(run(List.copyOf(parts), before, next));
        before = steady.get(i).untilMs();
        parts.clear();
      }
    }
    return runs;
  }

  private List<Switch> switches() {
    List<Switch> switches = new ArrayList<>();
    Series state = trace.of(Quantity.RUN_STATE);
    for (Sample s : state.samples()) {
      switches.add(new Switch(s.timeMs(), s.value() >= 0.5));
    }
    for (Sample f : trace.of(Quantity.FLOW).samples()) {
      if (state.distance(f.timeMs()) > trace.gapMs()) {
        switches.add(new Switch(f.timeMs(), f.value() >= FLOWS));
      }
    }
    switches.sort(java.util.Comparator.comparingLong(Switch::timeMs));
    return switches;
  }

  private List<Stretch> stretches() {
    List<Stretch> found = new ArrayList<>();
    List<Pause> blind = new ArrayList<>();
    long from = 0;
    Optional<Switch> on = Optional.empty();
    for (Switch next : switches()) {
      if (on.isEmpty()) {
        if (next.on()) {
          from = next.timeMs();
          on = Optional.of(next);
        }
        continue;
      }
      long last = on.get().timeMs();
      boolean silent = next.timeMs() - last > trace.gapMs();
      boolean lost = next.timeMs() - last > BRIDGE_MS;
      if (next.on() && !lost) {
        if (silent) {
          blind.add(new Pause(last, next.timeMs()));
        }
        on = Optional.of(next);
        continue;
      }
      found.add(new Stretch(from, silent ? last : next.timeMs(), false, List.copyOf(blind)));
      blind.clear();
      from = next.timeMs();
      on = next.on() ? Optional.of(next) : Optional.empty();
    }
    if (on.isPresent()) {
      long last = on.get().timeMs();
      boolean open = nowMs - last <= trace.gapMs() + DEBOUNCE_MS;
      found.add(new Stretch(from, last, open, List.copyOf(blind)));
    }
    return found;
  }

  private Run run(List<Stretch> parts, long beforeMs, long nextMs) {
    long start = parts.get(0).fromMs();
    Stretch last = parts.get(parts.size() - 1);
    long end = last.untilMs();
    List<Pause> pauses = new ArrayList<>();
    for (int i = 1; i < parts.size(); i++) {
      long off = parts.get(i - 1).untilMs();
      long on = parts.get(i).fromMs();
      pauses.add(new Pause(off, on));
    }
    Metered metered = new Metered();
    parts.forEach(metered::add);
    List<Pause> unseen = new ArrayList<>(metered.unseen);
    parts.forEach(p -> unseen.addAll(p.blind()));
    long unseenMs = Stretches.lengthMs(unseen);
    return new Run(
        sprayer.id(),
        sprayer.site(),
        sprayer.area().orElse(""),
        start,
        end,
        last.open(),
        metered.wetMs,
        metered.dryMs,
        unseenMs,
        metered.litres,
        List.copyOf(pauses),
        Spreads.of(within(Quantity.CHLORINE, parts, 0)),
        Spreads.of(within(Quantity.LINE_PRESSURE, parts, RAMP_MS)),
        TankCheck.of(
            trace.of(Quantity.TANK_LEVEL), sprayer.tank(), start, end, metered.litres, unseenMs),
        creep(Math.max(beforeMs + SETTLES_MS, start - CREEP_MS), start - SETTLES_MS)
            + creep(end + SETTLES_MS, Math.min(end + CREEP_MS, nextMs)));
  }

  /** Without what is only on its way up or down. */
  private List<Sample> within(Quantity quantity, List<Stretch> parts, long rampMs) {
    List<Sample> samples = new ArrayList<>();
    for (Stretch part : parts) {
      long until = part.untilMs() - (rampMs == 0 ? 0 : trace.periodMs() + 1);
      samples.addAll(trace.of(quantity).within(part.fromMs() + rampMs, until));
    }
    return samples;
  }

  /** What was counted between two times at which the pump was off, both exclusive. */
  private double creep(long fromMs, long untilMs) {
    double litres = 0;
    List<Sample> flow = trace.of(Quantity.FLOW).within(fromMs + 1, untilMs - 1);
    for (int i = 1; i < flow.size(); i++) {
      litres += litres(flow.get(i - 1), flow.get(i));
    }
    return litres;
  }

  /** A trapezoid; nothing over a gap. */
  private double litres(Sample a, Sample b) {
    long ms = b.timeMs() - a.timeMs();
    return ms > trace.gapMs() ? 0 : (a.value() + b.value()) / 2 * ms / PER_MINUTE;
  }

  /** Sums over the stretches of a run. */
  private final class Metered {
    private double litres;
    private long wetMs;
    private long dryMs;
    private final List<Pause> unseen = new ArrayList<>();

    void add(Stretch part) {
      List<Sample> flow = trace.of(Quantity.FLOW).within(part.fromMs(), part.untilMs());
      if (flow.isEmpty()) {
        unseen.add(new Pause(part.fromMs(), part.untilMs()));
        return;
      }
      // A sample that was lost at either end is as its neighbour.
      Sample first = new Sample(part.fromMs(), flow.get(0).value());
      Sample last = new Sample(part.untilMs(), flow.get(flow.size() - 1).value());
      pair(part, first, flow.get(0));
      for (int i = 1; i < flow.size(); i++) {
        pair(part, flow.get(i - 1), flow.get(i));
      }
      pair(part, flow.get(flow.size() - 1), last);
    }

    private void pair(Stretch part, Sample a, Sample b) {
      long ms = b.timeMs() - a.timeMs();
      if (ms > trace.gapMs()) {
        unseen.add(new Pause(a.timeMs(), b.timeMs()));
        return;
      }
      litres += litres(a, b);
      int wet = (a.value() >= FLOWS ? 1 : 0) + (b.value() >= FLOWS ? 1 : 0);
      wetMs += ms * wet / 2;
      if (wet == 0 && a.timeMs() >= part.fromMs() + RAMP_MS) {
        dryMs += ms;
      }
    }
  }
}
