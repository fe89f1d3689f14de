package org.campussentry.ingest.watch;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;

/**
 * What a rule would have done to one point: its history passes the same watch that sees fresh
 * readings, with the clock of then. Nothing is told or kept. Used by one thread.
 *
 * <p>Each reading arrives at once, as if there had been no outage of the network: so what came late
 * then is an alert here. Delays end at a tick, of which there is one each {@value #TICK_MS} ms.
 */
public final class DryRun {
  private static final long TICK_MS = 10_000;

  private final Memory alerts = new Memory();
  private final Watch watch;
  private long now;
  private long ticked;

  /**
   * A run that begins at a time.
   *
   * @param rule alone, whatever others there are
   * @param point that the rule is for
   * @param from milliseconds since 1970 UTC
   */
  public DryRun(Rule rule, Point point, long from) {
    String gateway = point.id().gateway();
    Campus campus =
        new Campus(
            ZoneOffset.UTC,
            Map.of(point.site(), new Campus.Site(point.site(), point.site(), Map.of())),
            Map.of(),
            Map.of(gateway, new Campus.Gateway(point.site(), gateway, gateway)));
    Rule always =
        new Rule(
            rule.id(),
            rule.words(),
            Scope.ALL,
            rule.condition(),
            rule.delays(),
            rule.hours(),
            rule.severity(),
            rule.basis(),
            true);
    now = from;
    ticked = from;
    watch =
        new Watch(
            campus,
            new RuleBook(List.of(always)),
            OutOfService.NOTHING,
            alerts,
            (alert, change) -> {},
            from);
    watch.onCatalog(new Catalog(point.site(), gateway, "", List.of(point)), from);
    watch.onHeard(point.site(), gateway, from);
  }

  /** The next reading; times rise. */
  public void next(Point point, Reading reading) {
    passUntil(reading.time());
    watch.onHeard(point.site(), point.id().gateway(), now);
    watch.onReadings(point.site(), List.of(reading), now);
  }

  /** Lets time pass; the gateway is there all the while. */
  public void passUntil(long time) {
    while (ticked + TICK_MS < time) {
      ticked += TICK_MS;
      now = ticked;
      watch.points().forEach(p -> watch.onHeard(p.point().site(), p.point().id().gateway(), now));
      watch.onTick(now);
    }
    now = Math.max(now, time);
  }

  /** All that became active, oldest first. */
  public List<Alert> alerts() {
    return alerts.byId.values().stream().filter(a -> a.state() != Alert.State.PENDING).toList();
  }

  private static final class Memory implements AlertStore {
    private final Map<String, Alert> byId = new LinkedHashMap<>();

    @Override
    public void save(Alert alert) {
      byId.put(alert.id(), alert);
    }

    @Override
    public void delete(String id) {
      byId.remove(id);
    }

    @Override
    public Optional<Alert> find(String id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Alert> open() {
      return new ArrayList<>();
    }

    @Override
    public List<Alert> list(Optional<Alert.State> state, int limit) {
      return List.of();
    }

    @Override
    public List<Alert> of(String source, long fromMs, long untilMs, int limit) {
      return List.of();
    }

    @Override
    public Map<PointId, Long> highWater() {
      return Map.of();
    }

    @Override
    public void saveHighWater(Map<PointId, Long> changed) {}

    @Override
    public void lateExcursion(LateExcursions.Run run) {}
  }
}
