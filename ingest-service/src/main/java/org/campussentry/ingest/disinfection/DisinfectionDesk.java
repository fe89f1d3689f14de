package org.campussentry.ingest.disinfection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.disinfection.Judged.Cause;
import org.campussentry.ingest.disinfection.Proof.State;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays out the slots as they open, looks at them in their course and again when something came
 * late, and takes in what people enter. Thread-safe.
 *
 * <p>A slot is kept as it was asked for when it opened: another schedule changes no day that has
 * passed. What was over before the service first knew the schedule is not asked for.
 */
public final class DisinfectionDesk {
  /** Readings need a moment, and so does a run that began just before the end. */
  static final Duration SETTLES = Duration.ofMinutes(5);

  /** What is older than this when it comes is late. */
  static final Duration LATE = Duration.ofMinutes(1);

  /** What came late may take some time to be stored. */
  private static final Duration STORED_WITHIN = Duration.ofMinutes(1);

  /** A store that was away, or a service that was, may have missed something. */
  private static final Duration AGAIN_EVERY = Duration.ofHours(1);

  private static final Duration AGAIN = Duration.ofDays(2);

  /** A schedule that is changed reaches back no further. */
  private static final Duration MARKED_EVERY = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(DisinfectionDesk.class);

  /** Readings of a sprayer that came late, by the stretch of time that they are of. */
  private record LateData(Sprayer sprayer, long stretch) {
    private static final long STRETCH_MS = 600_000;

    static LateData of(Sprayer sprayer, long timeMs) {
      return new LateData(sprayer, Math.floorDiv(timeMs, STRETCH_MS));
    }

    Instant from() {
      return Instant.ofEpochMilli(stretch * STRETCH_MS);
    }

    Instant until() {
      return from().plusMillis(STRETCH_MS);
    }

    boolean concerns(Slot slot) {
      return sprayer.site().equals(slot.site())
          && (sprayer.isPortable() || sprayer.area().equals(Optional.of(slot.area())))
          && from().isBefore(slot.due().plus(Evaluation.AFTER))
          && until().isAfter(slot.opens().minus(Evaluation.BEFORE));
    }
  }

  private volatile Schedule schedule;
  private final Readings readings;
  private final DisinfectionStore store;

  /** The latest of each slot of the last days, also what is not worth a write. */
  private final Map<String, Judged> current = new ConcurrentHashMap<>();

  /** When it is looked at. */
  private final Map<LateData, Instant> late = new ConcurrentHashMap<>();

  private Instant againAt = Instant.MIN;

  public DisinfectionDesk(Schedule schedule, Readings readings, DisinfectionStore store) {
    this.schedule = schedule;
    this.readings = readings;
    this.store = store;
  }

  public Schedule schedule() {
    return schedule;
  }

  public DisinfectionStore store() {
    return store;
  }

  /**
   * Other plans hold from now on. What has opened by now stays as it was asked for, and nothing of
   * another plan opens beside it.
   */
  public synchronized void become(List<Plan> plans, Instant now) {
    if (store.laidUntil().isPresent()) {
      layOut(Set.of(), now, true);
    }
    schedule = schedule.with(plans);
  }

  /** Notes what came late; call it with all readings. Does not wait for anything. */
  public void onReadings(Collection<Reading> arrived, Instant now) {
    if (schedule.sprayers().isEmpty()) {
      return;
    }
    long before = now.minus(LATE).toEpochMilli();
    for (Reading reading : arrived) {
      if (reading.time() < before) {
        sprayer(reading.point())
            .ifPresent(
                s -> late.putIfAbsent(LateData.of(s, reading.time()), now.plus(STORED_WITHIN)));
      }
    }
  }

  private Optional<Sprayer> sprayer(PointId point) {
    return schedule.sprayers().stream().filter(s -> s.has(point)).findFirst();
  }

  /**
   * Looks at what is open, what has just ended and what came late. Call it several times a minute.
   */
  public synchronized void round(Instant now) {
    if (schedule.plans().isEmpty() && store.laidUntil().isEmpty()) {
      return;
    }
    Set<LateData> came = cameLate(now);
    layOut(came, now, false);
    boolean everything = !now.isBefore(againAt);
    Map<String, Cause> due = new LinkedHashMap<>();
    for (Judged judged : current.values()) {
      Slot slot = judged.slot();
      // Once more after its time, however long that was ago: it may have ended while we were away.
      if (!slot.opens().isAfter(now) && judged.version() == 0) {
        due.put(slot.id(), Cause.COURSE);
      } else if (everything || came.stream().anyMatch(l -> l.concerns(slot))) {
        due.put(slot.id(), Cause.LATE_DATA);
      }
    }
    againAt = everything ? now.plus(AGAIN_EVERY) : againAt;
    look(due, now);
    current.values().removeIf(j -> j.slot().due().isBefore(now.minus(AGAIN)) && j.version() > 0);
  }

  private Set<LateData> cameLate(Instant now) {
    Set<LateData> came = new HashSet<>();
    late.forEach((data, at) -> came.addAll(at.isAfter(now) ? Set.of() : Set.of(data)));
    late.keySet().removeAll(came);
    return came;
  }

  private void layOut(Set<LateData> came, Instant now, boolean mark) {
    Optional<Instant> laid = store.laidUntil();
    Instant from = laid.orElse(now);
    if (current.isEmpty()) {
      store.slots(now.minus(AGAIN), now).forEach(j -> current.put(j.slot().id(), j));
    }
    List<Slot> asked = laid.isPresent() ? schedule.slots(from, now) : schedule.open(now);
    List<Slot> opened = beside(current.values(), asked);
    if (mark || !opened.isEmpty() || laid.isEmpty() || from.isBefore(now.minus(MARKED_EVERY))) {
      store.layOut(opened, now);
    }
    opened.forEach(slot -> current.putIfAbsent(slot.id(), Judged.fresh(slot, now)));
    // What came late for an earlier day needs its slots.
    for (LateData data : came) {
      if (data.from().isBefore(now.minus(AGAIN))) {
        store
            .slots(data.from().minus(Duration.ofDays(1)), data.until().plus(Evaluation.BEFORE))
            .forEach(j -> current.putIfAbsent(j.slot().id(), j));
      }
    }
  }

  /** Without those that would open while another one of their area is still open. */
  private static List<Slot> beside(Collection<Judged> known, List<Slot> slots) {
    return slots.stream()
        .filter(slot -> known.stream().noneMatch(j -> j.slot().isOpenFor(slot)))
        .toList();
  }

  private void look(Map<String, Cause> due, Instant now) {
    if (due.isEmpty()) {
      return;
    }
    List<Judged> judged = due.keySet().stream().map(current::get).toList();
    Evaluation evaluation = evaluation(judged.stream().map(Judged::slot).toList(), now);
    boolean unread = false;
    for (Judged before : judged) {
      List<HandEntry> entries = store.entries(before.slot().id());
      Optional<Proof> proof = evaluation.of(before.slot(), entries);
      unread |= proof.isEmpty();
      proof.ifPresent(p -> settle(before, p, due.get(before.slot().id()), now));
    }
    if (unread) {
      log.warn("The store does not answer; slots of disinfection are looked at again when it does");
      againAt = now;
    }
  }

  private Evaluation evaluation(List<Slot> slots, Instant now) {
    Instant from = slots.stream().map(Slot::opens).min(Instant::compareTo).orElse(now);
    Instant until = slots.stream().map(Slot::due).max(Instant::compareTo).orElse(now);
    List<Slot> around =
        store.slots(from.minus(Duration.ofDays(1)), until).stream().map(Judged::slot).toList();
    Evaluation evaluation =
        new Evaluation(schedule, readings, store.assignments(from, until), around, now);
    evaluation.read(slots);
    return evaluation;
  }

  private Judged settle(Judged before, Proof proof, Cause cause, Instant now) {
    boolean over =
        !now.isBefore(before.slot().due().plus(SETTLES)) && proof.measured() != State.RUNNING;
    int version = before.version();
    if (version > 0) {
      version += before.differs(proof) ? 1 : 0;
    } else if (over) {
      version = 1;
    }
    if (version > 0 && version == before.version()) {
      return before;
    }
    Judged next = new Judged(before.slot(), version, now, cause, proof);
    boolean worth = version > 0 || before.differs(proof);
    if (worth) {
      store.judge(next);
    }
    current.put(next.slot().id(), next);
    return next;
  }

  /** All slots that open in a stretch of time: what became of them, and what is to come. */
  public List<Judged> slots(Instant from, Instant until, Instant now) {
    Map<String, Judged> all = new TreeMap<>();
    for (Judged judged : store.slots(from, until)) {
      all.put(judged.slot().id(), current.getOrDefault(judged.slot().id(), judged));
    }
    Instant open = store.laidUntil().orElse(now);
    Instant future = open.isAfter(from) ? open : from;
    if (future.isBefore(until)) {
      for (Slot slot : beside(List.copyOf(all.values()), schedule.slots(future, until))) {
        all.putIfAbsent(slot.id(), Judged.fresh(slot, now));
      }
    }
    List<Judged> inOrder = new ArrayList<>(all.values());
    inOrder.sort(
        java.util.Comparator.comparing((Judged j) -> j.slot().opens())
            .thenComparing(j -> j.slot().id()));
    return inOrder;
  }

  /** One that has opened. */
  public Optional<Judged> slot(String id) {
    return Optional.ofNullable(current.get(id)).or(() -> store.slot(id));
  }

  /** Looks at all slots of a day again, by the readings that there are now. */
  public synchronized List<Judged> again(LocalDate date, Instant now) {
    Instant from = date.atStartOfDay(schedule.zone()).toInstant();
    Instant until = date.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
    List<Judged> before =
        store.slots(from, until.isAfter(now) ? now : until).stream()
            .map(j -> current.getOrDefault(j.slot().id(), j))
            .toList();
    Evaluation evaluation = evaluation(before.stream().map(Judged::slot).toList(), now);
    List<Judged> after = new ArrayList<>();
    for (Judged judged : before) {
      Optional<Proof> proof = evaluation.of(judged.slot(), store.entries(judged.slot().id()));
      after.add(proof.map(p -> settle(judged, p, Cause.ASKED, now)).orElse(judged));
    }
    return after;
  }

  /**
   * Runs that began on a day and belong to no slot: at another time, in another area, or of a
   * portable sprayer that nobody placed; empty when the store does not answer.
   */
  public Optional<List<Run>> outside(LocalDate date, Instant now) {
    Instant from = date.atStartOfDay(schedule.zone()).toInstant();
    Instant until = date.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
    List<Slot> around =
        slots(from.minus(Duration.ofDays(1)), until, now).stream().map(Judged::slot).toList();
    return new Evaluation(schedule, readings, store.assignments(from, until), around, now)
        .outside(from, until);
  }

  /** Keeps what a person says of a slot that has opened, and looks at it again. */
  public synchronized Judged enter(Judged judged, HandEntry entry, Instant now) {
    store.enter(entry);
    List<HandEntry> entries = store.entries(entry.slot());
    Judged before = slot(entry.slot()).orElse(judged);
    Proof proof =
        evaluation(List.of(before.slot()), now)
            .of(before.slot(), entries)
            .orElseGet(() -> byWhatWasSeen(before, entries, now));
    return settle(before, proof, Cause.HAND, now);
  }

  /** Without the store of readings: by the runs that were found before. */
  private static Proof byWhatWasSeen(Judged before, List<HandEntry> entries, Instant now) {
    Proof known = before.proof();
    return Prover.prove(
        before.slot(),
        known.runs(),
        List.of(),
        entries,
        java.util.OptionalDouble.of(known.seen()),
        now);
  }

  /** Keeps where a portable sprayer is, and looks again at the slots of that time. */
  public synchronized void assign(Assignment assignment, Instant now) {
    store.assign(assignment);
    Map<String, Cause> due = new LinkedHashMap<>();
    for (Judged judged :
        store.slots(
            assignment.from().minus(Duration.ofDays(1)),
            assignment.until().isAfter(now) ? now : assignment.until())) {
      current.putIfAbsent(judged.slot().id(), judged);
      due.put(judged.slot().id(), Cause.HAND);
    }
    look(due, now);
  }

  /** The sprayers that may have been in its area. */
  public List<Sprayer> sprayersOf(Slot slot) {
    return new Evaluation(
            schedule,
            readings,
            store.assignments(slot.opens(), slot.due()),
            List.of(slot),
            slot.due())
        .concerned(slot);
  }

  /** Slots of the last day that somebody should be told of, or that are done by now. */
  public List<Judged> recent(Instant now) {
    Instant since = now.minus(Duration.ofDays(1));
    return current.values().stream()
        .filter(j -> j.slot().due().isAfter(since))
        .sorted(java.util.Comparator.comparing(j -> j.slot().id()))
        .toList();
  }
}
