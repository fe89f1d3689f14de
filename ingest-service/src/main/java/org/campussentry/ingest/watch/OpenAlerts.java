package org.campussentry.ingest.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final AlertListener listener;
  private static final Logger log = LoggerFactory.getLogger(OpenAlerts.class);
  private static final int CLOSED_MAX = 10_000;

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
  private final Map<String, Alert> byId = new LinkedHashMap<>();
  private final Map<Key, String> idByKey = new LinkedHashMap<>();

  OpenAlerts(AlertStore store, AlertListener listener) {
    this.store = store;
    this.listener = listener;
    store.open().forEach(this::put);
  }

  Optional<Alert> find(Rule rule, String source) {
    return Optional.ofNullable(idByKey.get(new Key(rule.id(), source))).map(byId::get);
  }

  List<Alert> all() {
    return List.copyOf(byId.values());
  }

  void apply(Optional<Alert> before, Step step) {
    boolean again =
        before.isEmpty() && step.alert().map(Alert::id).filter(closed::contains).isPresent();
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
    settle(step.alert().orElseThrow(), step.change());
  }

  /** For an event, which may be found again when its batch is sent again after a restart. */
  void applyOnce(Step step) {
    if (step.change() != Change.NONE && !isKnown(step.alert().orElseThrow().id())) {
      settle(step.alert().get(), step.change());
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

  Optional<Alert> act(String id, UnaryOperator<Alert> act, Change change) {
    Optional<Alert> found =
        Optional.ofNullable(byId.get(id))
            .or(() -> Optional.ofNullable(unsaved.get(id)))
            .or(() -> store.find(id))
            .filter(alert -> alert.state() != Alert.State.CLOSED)
            .map(act);
    found.ifPresent(alert -> settle(alert, change));
    return found;
  }

  private void settle(Alert alert, Change change) {
    if (change == Change.CLOSED && alert.kind() != Alert.Kind.EVENT) {
      // A silence that goes on has the same id and would open the alert again.
      closed.add(alert.id());
    }
    save(alert);
    if (alert.isOpen()) {
      put(alert);
    } else {
      remove(alert);
    }
    listener.changed(alert, change);
  }

  /** A journal that refuses, because its disk is full, delays the saving and not the alert. */
  private void save(Alert alert) {
    try {
      store.save(alert);
      unsaved.remove(alert.id());
    } catch (RuntimeException e) {
      unsaved.put(alert.id(), alert);
      log.error(
          "The journal does not take alert {}; trying again. Check the disk of `home:`",
          alert.id(),
          e);
    }
  }

  private void forget(String id) {
    try {
      unsaved.remove(id);
      store.delete(id);
    } catch (RuntimeException e) {
      log.error("The journal does not forget the pending alert {}", id, e);
    }
  }

  /** Tries again what the journal refused. */
  void saveAgain() {
    List.copyOf(unsaved.values()).forEach(this::save);
  }

  private void put(Alert alert) {
    byId.put(alert.id(), alert);
    if (alert.kind() != Alert.Kind.EVENT) {
      idByKey.put(new Key(alert.rule(), alert.source()), alert.id());
    }
  }

  private void remove(Alert alert) {
    byId.remove(alert.id());
    idByKey.remove(new Key(alert.rule(), alert.source()), alert.id());
  }
}
