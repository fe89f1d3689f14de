package org.campussentry.ingest.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The alerts that are pending or active, in memory as in the store. Confined to {@link Watch}'s
 * lock.
 */
final class OpenAlerts {
  private record Key(String rule, String source) {}

  private final AlertStore store;
  private final AlertListener listener;
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
    if (step.change() == Change.NONE) {
      return;
    }
    if (step.change() == Change.FORGOTTEN) {
      before.ifPresent(
          alert -> {
            remove(alert);
            store.delete(alert.id());
            listener.changed(alert, Change.FORGOTTEN);
          });
      return;
    }
    settle(step.alert().orElseThrow(), step.change());
  }

  /** For an event, which may be found again when its batch is sent again after a restart. */
  void applyOnce(Step step) {
    if (step.change() != Change.NONE && store.find(step.alert().orElseThrow().id()).isEmpty()) {
      settle(step.alert().get(), step.change());
    }
  }

  Optional<Alert> act(String id, UnaryOperator<Alert> act, Change change) {
    Optional<Alert> found =
        Optional.ofNullable(byId.get(id))
            .or(() -> store.find(id))
            .filter(alert -> alert.state() != Alert.State.CLOSED)
            .map(act);
    found.ifPresent(alert -> settle(alert, change));
    return found;
  }

  private void settle(Alert alert, Change change) {
    store.save(alert);
    if (alert.isOpen()) {
      put(alert);
    } else {
      remove(alert);
    }
    listener.changed(alert, change);
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
