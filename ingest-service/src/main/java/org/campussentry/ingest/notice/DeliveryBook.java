package org.campussentry.ingest.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries, in the journal as far as it takes them and in memory as far as it doesn't: a journal
 * whose disk is full must not silence an alert. Thread-safe; no call throws.
 */
final class DeliveryBook {
  private static final Logger log = LoggerFactory.getLogger(DeliveryBook.class);

  private record Unsaved(Delivery delivery, boolean created) {}

  private final DeliveryStore store;
  private final Map<String, Unsaved> unsaved = new LinkedHashMap<>();
  private boolean refuses;

  DeliveryBook(DeliveryStore store) {
    this.store = store;
  }

  /** Nothing happens when this alert's change has a delivery for this channel already. */
  synchronized void create(Delivery delivery) {
    boolean known =
        unsaved.values().stream()
            .map(Unsaved::delivery)
            .anyMatch(
                d ->
                    d.alert().equals(delivery.alert())
                        && d.kind().equals(delivery.kind())
                        && d.channel().equals(delivery.channel()));
    if (known) {
      return;
    }
    try {
      store.create(delivery);
    } catch (RuntimeException e) {
      refused(e);
      unsaved.put(delivery.id(), new Unsaved(delivery, false));
    }
  }

  synchronized void update(Delivery delivery) {
    Unsaved before = unsaved.remove(delivery.id());
    save(new Unsaved(delivery, before == null || before.created()));
  }

  /** That one; empty when there is none, or while the journal can't tell. */
  synchronized Optional<Delivery> find(String id) {
    if (unsaved.containsKey(id)) {
      return Optional.of(unsaved.get(id).delivery());
    }
    try {
      return store.find(id);
    } catch (RuntimeException e) {
      refused(e);
      return Optional.empty();
    }
  }

  /** Its link was used; forgotten while the journal is away, as the link then works again. */
  synchronized void acknowledge(String id, long now) {
    try {
      store.acknowledge(id, now);
    } catch (RuntimeException e) {
      refused(e);
    }
  }

  /**
   * Those that are not sent yet, oldest first; takes the opportunity to save what could not be
   * saved.
   */
  synchronized List<Delivery> waiting() {
    List.copyOf(unsaved.values())
        .forEach(
            one -> {
              unsaved.remove(one.delivery().id());
              save(one);
            });
    List<Delivery> waiting = new ArrayList<>();
    try {
      store.waiting().stream().filter(d -> !unsaved.containsKey(d.id())).forEach(waiting::add);
      refuses = !unsaved.isEmpty();
    } catch (RuntimeException e) {
      refused(e);
    }
    unsaved.values().stream()
        .map(Unsaved::delivery)
        .filter(d -> d.state() == Delivery.State.WAITING)
        .forEach(waiting::add);
    return waiting;
  }

  /** All about one alert; empty while the journal can't tell. */
  synchronized Optional<List<Delivery>> of(String alert) {
    List<Delivery> all = new ArrayList<>();
    try {
      all.addAll(store.of(alert));
    } catch (RuntimeException e) {
      refused(e);
      return Optional.empty();
    }
    all.removeIf(d -> unsaved.containsKey(d.id()));
    unsaved.values().stream()
        .map(Unsaved::delivery)
        .filter(d -> d.alert().equals(alert))
        .forEach(all::add);
    return Optional.of(all);
  }

  private void save(Unsaved one) {
    try {
      if (one.created()) {
        store.update(one.delivery());
      } else {
        // What was taken in though it seemed refused is there already.
        if (!store.create(one.delivery())) {
          store.update(one.delivery());
        }
      }
    } catch (RuntimeException e) {
      refused(e);
      unsaved.put(one.delivery().id(), one);
    }
  }

  /** Said once, until it takes all of them again. */
  private void refused(RuntimeException e) {
    if (!refuses) {
      refuses = true;
      log.error(
          "The journal does not take deliveries; they are sent from memory, and forgotten by a restart."
              + " Check the disk of `home:`, or PostgreSQL",
          e);
    }
  }
}
