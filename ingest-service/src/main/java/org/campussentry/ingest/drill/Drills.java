package org.campussentry.ingest.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertListener;
import org.campussentry.ingest.watch.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drills that run, in memory as in the store. The watch knows nothing of them: a drill can hide
 * no alert, and no alert becomes a drill. Thread-safe.
 */
public final class Drills {
  private static final Logger log = LoggerFactory.getLogger(Drills.class);

  /** More than that is no drill but noise. */
  static final int RUNNING_MAX = 5;

  /** An end within this time before a start is told, if nobody was told of it yet. */
  private static final Duration RECENT = Duration.ofHours(24);

  private static final int LIST_MAX = 500;

  /** What became of a wish to start one. */
  public sealed interface Outcome {}

  /** It runs. */
  public record Started(Drill drill) implements Outcome {}

  /** It does not, and why. */
  public record Refused(String why) implements Outcome {}

  private final DrillStore store;
  private final AlertListener listener;
  private final Map<String, Drill> running = new LinkedHashMap<>();

  /** The same for readers, which never wait for a journal that is being written to. */
  private volatile List<Drill> shown;

  /** Goes on with those that ran before. */
  public Drills(DrillStore store, AlertListener listener) {
    this.store = store;
    this.listener = listener;
    store.running().forEach(d -> running.put(d.id(), d));
    this.shown = List.copyOf(running.values());
  }

  /**
   * Starts one; people are called when this returns.
   *
   * @param open the alerts of the watch: where something is really wrong nobody practises
   */
  public synchronized Outcome start(
      Point point, Drill.Plan plan, String by, List<Alert> open, Instant now) {
    String id = point.id().toString();
    if (isReal(open, id)) {
      return new Refused("there is a real alert at " + id);
    }
    if (running.values().stream().anyMatch(d -> d.place().point().equals(id))) {
      return new Refused("a drill runs at " + id + " already");
    }
    if (running.size() >= RUNNING_MAX) {
      return new Refused(RUNNING_MAX + " drills run already");
    }
    String key = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    Drill drill = Drill.begin(key, point, plan, by, now);
    settle(drill, Change.ACTIVATED);
    return new Started(drill);
  }

  /** Claims one. Empty when none of that id runs. */
  public synchronized Optional<Drill> acknowledge(String id, String by, Instant now) {
    return running(id, now)
        .map(d -> d.acknowledged(new Alert.Mark(by, now.toEpochMilli(), "")))
        .map(d -> settle(d, Change.ACKNOWLEDGED));
  }

  /** Ends one by somebody's word. Empty when none of that id runs. */
  public synchronized Optional<Drill> end(String id, String by, String note, Instant now) {
    return running(id, now)
        .map(d -> d.ended(new Drill.End(Drill.How.WORD, now, by, note)))
        .map(d -> settle(d, Change.RECOVERED));
  }

  private Optional<Drill> running(String id, Instant now) {
    return Optional.ofNullable(running.get(id)).filter(d -> d.isRunning(now));
  }

  /**
   * Ends those whose time is over, and those at whose point something is really wrong. Call it
   * often; what the journal does not take comes again with the next call.
   */
  public synchronized void round(List<Alert> open, Instant now) {
    for (Drill drill : List.copyOf(running.values())) {
      boolean real = isReal(open, drill.place().point());
      if (!drill.isRunning(now)) {
        settle(drill.ended(new Drill.End(Drill.How.TIME, drill.until(), "", "")), Change.RECOVERED);
      } else if (real) {
        log.info("Drill {} ends: there is a real alert at {}", drill.id(), drill.place().point());
        settle(drill.ended(new Drill.End(Drill.How.REAL, now, "", "")), Change.RECOVERED);
      }
    }
  }

  private static boolean isReal(List<Alert> open, String point) {
    return open.stream().anyMatch(a -> a.state() == Alert.State.ACTIVE && a.source().equals(point));
  }

  private Drill settle(Drill drill, Change change) {
    store.save(drill);
    if (drill.end().isEmpty()) {
      running.put(drill.id(), drill);
    } else {
      running.remove(drill.id());
    }
    shown = List.copyOf(running.values());
    listener.changed(drill.alert(), change);
    return drill;
  }

  /** Those that run, oldest first; waits for nothing. */
  public List<Drill> running(Instant now) {
    return shown.stream().filter(d -> d.isRunning(now)).toList();
  }

  /** Those that run, as escalation takes them; waits for nothing. */
  public List<Alert> alerts(Instant now) {
    return running(now).stream().map(Drill::alert).toList();
  }

  /** The same with those that ended a while ago, for whoever tells of it after a restart. */
  public List<Alert> recent(Instant now) {
    List<Alert> recent = new ArrayList<>(alerts(now));
    store.list(LIST_MAX).stream()
        .filter(d -> d.end().stream().anyMatch(e -> e.at().isAfter(now.minus(RECENT))))
        .forEach(d -> recent.add(d.alert()));
    return recent;
  }

  public Optional<Drill> find(String id) {
    return store.find(id);
  }

  /** Newest first. */
  public List<Drill> list() {
    return store.list(LIST_MAX);
  }
}
