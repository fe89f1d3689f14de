package org.campussentry.ingest.instrument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.reading.PointId;

/** The record of instruments, each point's in order of time. Thread-safe. */
public final class Instruments {
  /**
   * That another instrument measures from a time on.
   *
   * @param before the serial number until then
   */
  public record Swap(Instant at, String serial, String before, String person) {}

  private final InstrumentStore store;
  private final ZoneId zone;

  /** Each list is replaced as a whole, so that readers never wait for a journal. */
  private final Map<PointId, List<Instrument>> byPoint = new ConcurrentHashMap<>();

  /** Reads what was recorded before. */
  public Instruments(InstrumentStore store, ZoneId zone) {
    this.store = store;
    this.zone = zone;
    store.all().forEach(this::keep);
  }

  private void keep(Instrument entry) {
    List<Instrument> more = new ArrayList<>(history(entry.point()));
    more.add(entry);
    byPoint.put(entry.point(), List.copyOf(more));
  }

  /** The last entry; empty when nothing was ever recorded. */
  public Optional<Instrument> current(PointId point) {
    List<Instrument> entries = history(point);
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
  }

  /** Those that measure now and must be calibrated until that day, or should have been; by day. */
  public List<Instrument> due(LocalDate until) {
    return byPoint.keySet().stream()
        .flatMap(point -> current(point).stream())
        .filter(entry -> entry.due().stream().anyMatch(due -> !due.isAfter(until)))
        .sorted(
            Comparator.comparing((Instrument entry) -> entry.due().orElseThrow())
                .thenComparing(Instrument::point))
        .toList();
  }

  /** Oldest first. */
  public List<Instrument> history(PointId point) {
    return byPoint.getOrDefault(point, List.of());
  }

  /** Of a stretch of time, {@code until} exclusive; oldest first. */
  public List<Swap> swaps(PointId point, Instant from, Instant until) {
    List<Swap> swaps = new ArrayList<>();
    Optional<Instrument> before = Optional.empty();
    for (Instrument entry : history(point)) {
      boolean within = !entry.since().isBefore(from) && entry.since().isBefore(until);
      if (within && before.stream().anyMatch(b -> !b.serial().equals(entry.serial()))) {
        swaps.add(new Swap(entry.since(), entry.serial(), before.get().serial(), entry.person()));
      }
      before = Optional.of(entry);
    }
    return swaps;
  }

  /** Keeps an entry; else says why not, and what to do. */
  public synchronized Optional<String> record(Instrument entry) {
    Optional<String> refusal = refusal(entry);
    if (refusal.isEmpty()) {
      store.add(entry);
      keep(entry);
    }
    return refusal;
  }

  private Optional<String> refusal(Instrument entry) {
    Optional<Instrument> last = current(entry.point());
    if (entry.serial().isBlank()) {
      return Optional.of("'serial' is the number on the instrument's plate; it can't be empty");
    }
    if (entry.since().isAfter(entry.recordedAt())) {
      return Optional.of("'from' lies in the future; record the swap when it is done");
    }
    if (last.isPresent() && entry.since().isBefore(last.get().since())) {
      return Optional.of(
          "'from' lies before the last entry, of %s; entries are in order of time"
              .formatted(last.get().since().atZone(zone).toOffsetDateTime()));
    }
    LocalDate today = LocalDate.ofInstant(entry.recordedAt(), zone);
    if (entry.calibrated().stream().anyMatch(c -> c.isAfter(today))) {
      return Optional.of(
          "'calibrated' "
              + entry.calibrated().get()
              + " lies in the future; it is the day of the certificate");
    }
    if (entry.due().isPresent() && entry.calibrated().isEmpty()) {
      return Optional.of("'due' needs 'calibrated', the day from which it counts");
    }
    if (entry.due().stream().anyMatch(due -> !due.isAfter(entry.calibrated().get()))) {
      return Optional.of("'due' lies after 'calibrated', " + entry.calibrated().get());
    }
    return last.isPresent()
            && last.get().serial().equals(entry.serial())
            && isSame(last.get(), entry)
        ? Optional.of(
            "nothing is new: instrument "
                + entry.serial()
                + " is recorded like that since "
                + LocalDate.ofInstant(last.get().since(), zone))
        : Optional.empty();
  }

  private static boolean isSame(Instrument a, Instrument b) {
    return a.calibrated().equals(b.calibrated())
        && a.due().equals(b.due())
        && a.offset().equals(b.offset())
        && a.certificate().equals(b.certificate())
        && a.note().equals(b.note());
  }
}
