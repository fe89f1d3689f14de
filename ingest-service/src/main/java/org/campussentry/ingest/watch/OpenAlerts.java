package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that are pending or active, in memory as in the store. Confined to {@link Watch}'s
 * lock.
 */
final class OpenAlerts {
  private record Key(String rule, String source) {}

  private final AlertStore store;
  private final OutOfService outOfService;
  private final AlertListener listener;
  private static final Logger log = LoggerFactory.getLogger(OpenAlerts.class);
  private static final int CLOSED_MAX = 10_000;
  private static final int RECOVERED_MAX = 1_000;
  private static final Set<Alert.Kind> SILENCES =
      EnumSet.of(Alert.Kind.NO_DATA, Alert.Kind.GATEWAY, Alert.Kind.BROKER);

  private final Map<String, Alert> unsaved = new LinkedHashMap<>();
  private final Set<String> closed =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > CLOSED_MAX;
            }
          });

  /** Silences that somebody closed, until they end: one that goes on is not told again. */
  private final Set<Key> hushed = new HashSet<>();

  /** What the journal was to forget and refused. */
  private final Set<String> unforgotten = new LinkedHashSet<>();

  private final Map<String, Alert> byId = new LinkedHashMap<>();
  private final Map<Key, String> idByKey = new LinkedHashMap<>();

  /** What has just recovered and is the same alert if it begins again. */
  private final Map<Key, Alert> recovered = new LinkedHashMap<>();

  OpenAlerts(AlertStore store, OutOfService outOfService, AlertListener listener) {
    this.store = store;
    this.outOfService = outOfService;
    this.listener = listener;
    store.open().forEach(this::put);
    store.list(Optional.of(Alert.State.RECOVERED), RECOVERED_MAX).forEach(this::rememberRecovered);
  }

  Optional<Alert> find(Rule rule, String source) {
    return Optional.ofNullable(idByKey.get(new Key(rule.id(), source))).map(byId::get);
  }

  /** Of a silence, also after somebody closed it. */
  boolean isTold(Rule rule, String source) {
    return find(rule, source).isPresent() || hushed.contains(new Key(rule.id(), source));
  }

  List<Alert> all() {
    return List.copyOf(byId.values());
  }

  /** What is being maintained is recorded as ever, and marked, so that nobody is woken for it. */
  void apply(Rule rule, Optional<Alert> before, Step step, long now) {
    apply(
        rule.delays().flutter(),
        before,
        step.change() == Change.ACTIVATED ? marked(step, now) : step);
  }

  private Step marked(Step step, long now) {
    Alert alert = step.alert().orElseThrow();
    return Step.to(alert.outOfService(isOutOfService(alert, now)), step.change(), step.why());
  }

  private boolean isOutOfService(Alert alert, long now) {
    return outOfService.covers(alert.site(), alert.area(), alert.source(), now);
  }

  /** Ends what nothing watches any more. */
  void end(Alert alert, String why, long now) {
    log.warn(
        "Alert {} of rule {} on {} is ended: {}", alert.id(), alert.rule(), alert.source(), why);
    boolean pending = alert.state() == Alert.State.PENDING;
    apply(
        Duration.ZERO,
        Optional.of(alert),
        pending
            ? new Step(Optional.empty(), Change.FORGOTTEN, why)
            : Step.to(alert.recovered(now), Change.RECOVERED, why));
  }

  /** Ends what its rule does not look at any more; if the rule comes back, it is told anew. */
  void end(Alert alert, Alert.Mark mark) {
    if (alert.state() == Alert.State.PENDING) {
      apply(
          Duration.ZERO,
          Optional.of(alert),
          new Step(Optional.empty(), Change.FORGOTTEN, mark.note()));
      return;
    }
    hushed.remove(keyOf(alert));
    keep(alert.closed(mark), Change.CLOSED);
  }

  /** A rule that is there no more hushes nothing. */
  void forgetHushed(Predicate<String> isThere) {
    hushed.removeIf(key -> !isThere.test(key.rule()));
  }

  /** Its rule is more, or less, urgent from now on. */
  void become(Alert alert, Severity severity) {
    keep(alert.of(severity), Change.UPDATED);
  }

  /** Maintenance begins and ends while alerts are active. */
  void onTick(String id, long now) {
    Alert alert = byId.get(id);
    if (alert == null || alert.state() != Alert.State.ACTIVE) {
      return;
    }
    boolean out = isOutOfService(alert, now);
    if (out != alert.outOfService()) {
      // Back in service it counts from now, or the whole ladder would ring at once.
      Alert next = out ? alert.outOfService(true) : alert.outOfService(false).activated(now);
      settle(next, out ? Change.OUT_OF_SERVICE : Change.IN_SERVICE);
    }
  }

  private void apply(Duration flutter, Optional<Alert> before, Step step) {
    boolean again =
        before.isEmpty()
            && step.alert()
                .filter(a -> closed.contains(a.id()) || hushed.contains(keyOf(a)))
                .isPresent();
    if (step.change() == Change.NONE || again) {
      return;
    }
    if (step.change() == Change.FORGOTTEN) {
      before.ifPresent(
          alert -> {
            remove(alert);
            forget(alert.id());
            listener.changed(alert, Change.FORGOTTEN);
          });
      return;
    }
    Alert alert = step.alert().orElseThrow();
    Optional<Alert> same =
        step.change() == Change.ACTIVATED ? fluttered(alert, flutter) : Optional.empty();
    if (same.isEmpty()) {
      settle(alert, step.change());
      return;
    }
    before.ifPresent(
        pending -> {
          remove(pending);
          forget(pending.id());
        });
    settle(same.get().reopened(alert), Change.REOPENED);
  }

  /** The alert of the same rule and source that ended a moment ago. */
  private Optional<Alert> fluttered(Alert begun, Duration flutter) {
    Alert ended = recovered.remove(new Key(begun.rule(), begun.source()));
    return Optional.ofNullable(ended)
        .filter(e -> !flutter.isZero())
        .filter(e -> begun.since() - e.endedAt().orElse(0L) <= flutter.toMillis());
  }

  /** For an event, which may be found again when its batch is sent again after a restart. */
  void applyOnce(Step step, long now) {
    if (step.change() != Change.NONE && !isKnown(step.alert().orElseThrow().id())) {
      settle(marked(step, now).alert().orElseThrow(), step.change());
    }
  }

  /** When the journal can't tell, a fever is rather told twice than not at all. */
  private boolean isKnown(String id) {
    try {
      return byId.containsKey(id) || store.find(id).isPresent();
    } catch (RuntimeException e) {
      log.error("The journal can't tell whether event {} is known; it is taken as new", id, e);
      return false;
    }
  }

  /** As it is now; empty when there is no such alert or it is closed. */
  Optional<Alert> known(String id) {
    return Optional.ofNullable(byId.get(id))
        .or(() -> Optional.ofNullable(unsaved.get(id)))
        .or(() -> store.find(id))
        .filter(alert -> alert.state() != Alert.State.CLOSED);
  }

  Optional<Alert> act(String id, UnaryOperator<Alert> act, Change change) {
    Optional<Alert> found = known(id).map(act);
    found.ifPresent(alert -> settle(alert, change));
    return found;
  }

  private void settle(Alert alert, Change change) {
    if (change == Change.CLOSED && alert.kind() != Alert.Kind.EVENT) {
      // A silence that goes on has the same id and would open the alert again.
      closed.add(alert.id());
      if (SILENCES.contains(alert.kind())) {
        hushed.add(keyOf(alert));
      }
    }
    keep(alert, change);
  }

  private void keep(Alert alert, Change change) {
    save(alert);
    if (alert.isOpen()) {
      put(alert);
    } else {
      remove(alert);
      rememberRecovered(alert);
    }
    listener.changed(alert, change);
  }

  /** A journal that refuses, because its disk is full or it is away, does not delay the alert. */
  private void save(Alert alert) {
    try {
      store.save(alert);
      unsaved.remove(alert.id());
    } catch (RuntimeException e) {
      if (unsaved.isEmpty()) {
        log.error(
            "The journal does not take alert {}; tried again until it does, and so are those after it."
                + " Check the disk of `home:`, or PostgreSQL",
            alert.id(),
            e);
      }
      unsaved.put(alert.id(), alert);
    }
  }

  private void forget(String id) {
    try {
      unsaved.remove(id);
      store.delete(id);
      unforgotten.remove(id);
    } catch (RuntimeException e) {
      unforgotten.add(id);
      log.error("The journal does not forget the pending alert {}", id, e);
    }
  }

  /** Tries again what the journal refused. */
  void saveAgain() {
    List.copyOf(unsaved.values()).forEach(this::save);
    List.copyOf(unforgotten).forEach(this::forget);
  }

  private void put(Alert alert) {
    byId.put(alert.id(), alert);
    if (alert.kind() != Alert.Kind.EVENT) {
      idByKey.put(new Key(alert.rule(), alert.source()), alert.id());
    }
  }

  /** One of a key, the newest; so there are never more than points times rules. */
  private void rememberRecovered(Alert alert) {
    Key key = new Key(alert.rule(), alert.source());
    if (alert.state() == Alert.State.RECOVERED && alert.kind() != Alert.Kind.EVENT) {
      recovered.merge(
          key, alert, (a, b) -> a.endedAt().orElse(0L) > b.endedAt().orElse(0L) ? a : b);
    } else {
      recovered.remove(key);
    }
  }

  private static Key keyOf(Alert alert) {
    return new Key(alert.rule(), alert.source());
  }

  /** A silence is over, or was none. */
  void spoke(Rule rule, String source) {
    if (!hushed.isEmpty()) {
      hushed.remove(new Key(rule.id(), source));
    }
  }

  private void remove(Alert alert) {
    byId.remove(alert.id());
    idByKey.remove(new Key(alert.rule(), alert.source()), alert.id());
  }
}
