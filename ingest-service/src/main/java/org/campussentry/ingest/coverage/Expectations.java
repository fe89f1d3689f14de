package org.campussentry.ingest.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The denominator of coverage: which points are expected how often, since when. Thread-safe.
 *
 * <p>A catalog of a listed gateway adds points and changes periods and places from its arrival on.
 * It takes nothing away, and neither does silence, nor a gateway that {@code campus.yaml} lists no
 * more: a point leaves when a person retires it.
 */
public final class Expectations {
  private static final Logger log = LoggerFactory.getLogger(Expectations.class);

  private final Campus campus;
  private final ExpectationStore store;
  private final Map<PointId, TreeMap<Long, Expectation>> byPoint = new TreeMap<>();
  private final Map<String, String> catalogs = new HashMap<>();
  private final List<Expectation> unsaved = new ArrayList<>();

  public Expectations(Campus campus, ExpectationStore store) {
    this.campus = campus;
    this.store = store;
    store.all().forEach(this::put);
  }

  /** What a gateway declares now; the same once more changes nothing. */
  public synchronized void onCatalog(Catalog catalog, long nowMs) {
    catalogs.put(catalog.gateway(), catalog.hash());
    if (!campus.expects(catalog.gateway())) {
      return;
    }
    List<Expectation> changed = new ArrayList<>();
    for (Point point : catalog.points()) {
      Expectation declared =
          new Expectation(
              point.id(),
              point.site(),
              point.area(),
              point.event() ? 0 : point.everyMillis(),
              nowMs,
              Optional.empty(),
              Optional.empty());
      declare(declared, catalog.hash(), changed);
    }
    changed.forEach(this::put);
    unsaved.addAll(changed);
    try {
      save();
    } catch (RuntimeException e) {
      log.warn(
          "The journal does not take what {} declares: {}. It is expected, and saved when the journal answers",
          catalog.gateway(),
          e.getMessage());
    }
  }

  /** Makes durable what an earlier call could not; throws when it still can't be. */
  synchronized void save() {
    if (!unsaved.isEmpty()) {
      store.save(List.copyOf(unsaved));
      unsaved.clear();
    }
  }

  private void declare(Expectation declared, String hash, List<Expectation> changed) {
    Optional<Expectation> last = latest(declared.point());
    if (last.isPresent()) {
      Expectation before = last.get();
      if (before.retired().isPresent()) {
        if (before.retired().get().catalog().equals(hash)) {
          return;
        }
        log.info(
            "{} was retired ({}) and is declared by a new catalog: it is expected again",
            declared.point(),
            before.retired().get().reason());
      } else if (sameRate(before, declared)) {
        return;
      } else {
        changed.add(before.until(declared.fromMs()));
      }
    }
    changed.add(declared);
  }

  private static boolean sameRate(Expectation a, Expectation b) {
    return a.everyMs() == b.everyMs() && a.site().equals(b.site()) && a.area().equals(b.area());
  }

  /** The last word on a point, be it retired or not; empty when it was never expected. */
  public synchronized Optional<Expectation> latest(PointId point) {
    return Optional.ofNullable(byPoint.get(point)).map(spans -> spans.lastEntry().getValue());
  }

  /** False when the point is not expected: never, or no longer. */
  public synchronized boolean retire(PointId point, String by, String reason, long nowMs) {
    Optional<Expectation> last = latest(point).filter(e -> e.untilMs().isEmpty());
    if (last.isEmpty()) {
      return false;
    }
    String catalog = catalogs.getOrDefault(point.gateway(), "");
    Expectation ended = last.get().retired(new Expectation.Retirement(by, reason, catalog), nowMs);
    store.save(List.of(ended));
    put(ended);
    return true;
  }

  /** All that ever held, each point's in order of time. */
  synchronized List<List<Expectation>> all() {
    return byPoint.values().stream().map(spans -> List.copyOf(spans.values())).toList();
  }

  private void put(Expectation expectation) {
    byPoint
        .computeIfAbsent(expectation.point(), p -> new TreeMap<>())
        .put(expectation.fromMs(), expectation);
  }
}
