package org.campussentry.ingest.notice;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertListener;
import org.campussentry.ingest.watch.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every channel one delivery when an alert becomes active and one when it recovers, and
 * repeats it until it is taken. Thread-safe; a slow channel delays no other.
 */
public final class Notifier implements AlertListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final long[] RETRY_S = {1, 2, 5, 15, 30, 60};
  private static final long GIVE_UP_MS = 24 * 3_600_000L;
  private static final long RECONCILE_MS = 24 * 3_600_000L;
  static final String ACTIVE = "active";
  static final String RECOVERED = "recovered";

  private final Map<String, Channel> channels;
  private final DeliveryBook book;
  private final MessageWriter writer;
  private final InstantSource clock;
  private final ScheduledExecutorService desk =
      Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "notice"));
  private final Map<String, ExecutorService> senders = new HashMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  public Notifier(
      Map<String, Channel> channels,
      DeliveryStore store,
      MessageWriter writer,
      InstantSource clock) {
    this.channels = Map.copyOf(channels);
    this.book = new DeliveryBook(store);
    this.writer = writer;
    this.clock = clock;
    channels
        .keySet()
        .forEach(
            name ->
                senders.put(
                    name, Executors.newSingleThreadExecutor(r -> daemon(r, "channel-" + name))));
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Resumes what an earlier process left: deliveries not taken yet, and changes that it had no time
   * to announce.
   *
   * @param recent alerts of the last day, newest first
   */
  public void start(List<Alert> recent) {
    long now = clock.millis();
    for (Alert alert : recent) {
      boolean justRecovered =
          alert.state() == Alert.State.RECOVERED && now - alert.endedAt().orElse(0L) < RECONCILE_MS;
      if (alert.state() == Alert.State.ACTIVE || justRecovered) {
        desk.execute(() -> announce(alert, ACTIVE));
      }
      if (justRecovered) {
        desk.execute(() -> announce(alert, RECOVERED));
      }
    }
    desk.scheduleWithFixedDelay(this::sendDue, 0, 500, TimeUnit.MILLISECONDS);
  }

  @Override
  public void changed(Alert alert, Change change) {
    boolean shelved = alert.shelved().isPresent() && alert.shelved().get().until() > clock.millis();
    if (shelved) {
      return;
    }
    if (change == Change.ACTIVATED) {
      desk.execute(() -> announce(alert, ACTIVE));
    } else if (change == Change.RECOVERED) {
      desk.execute(() -> announce(alert, RECOVERED));
    }
  }

  private void announce(Alert alert, String kind) {
    long now = clock.millis();
    for (String channel : channels.keySet()) {
      String id = UUID.randomUUID().toString();
      Delivery delivery =
          new Delivery(
              id,
              alert.id(),
              kind,
              channel,
              Delivery.State.WAITING,
              0,
              now,
              now,
              0,
              "",
              writer.write(id, alert));
      book.create(delivery);
    }
    sendDue();
  }

  /** On the desk's thread only. */
  private void sendDue() {
    try {
      long now = clock.millis();
      Set<String> told = new HashSet<>();
      // Read before the journal: a sending that ends in between would look as if it still waited.
      Set<String> busy = Set.copyOf(underWay);
      for (Delivery delivery : book.waiting()) {
        // A recovery is told after the alert itself, however long that takes.
        boolean first = told.add(delivery.alert() + "|" + delivery.channel());
        boolean idle = !busy.contains(delivery.id()) && channels.containsKey(delivery.channel());
        if (first && idle && delivery.nextAt() <= now) {
          underWay.add(delivery.id());
          senders.get(delivery.channel()).execute(() -> send(delivery));
        }
      }
    } catch (RuntimeException e) {
      log.error("Deliveries could not be read from the journal; trying again", e);
    }
  }

  private void send(Delivery delivery) {
    try {
      Channel.Outcome outcome = channels.get(delivery.channel()).send(delivery);
      long now = clock.millis();
      if (outcome instanceof Channel.NotTaken not) {
        book.update(afterFailure(delivery, not, now));
      } else {
        book.update(delivery.sent(now));
      }
    } catch (RuntimeException e) {
      log.error("Delivery {} to channel {}", delivery.id(), delivery.channel(), e);
    } finally {
      underWay.remove(delivery.id());
    }
  }

  private static Delivery afterFailure(Delivery delivery, Channel.NotTaken not, long now) {
    if (!not.retry() || now - delivery.createdAt() > GIVE_UP_MS) {
      log.error("Channel {}: gave up: {}", delivery.channel(), not.why());
      return delivery.givenUp(not.why());
    }
    long delay = RETRY_S[Math.min(delivery.attempts(), RETRY_S.length - 1)] * 1000;
    log.warn("Channel {}: {}; next attempt in {} s", delivery.channel(), not.why(), delay / 1000);
    return delivery.failed(not.why(), now + delay);
  }

  /** Lets sendings that are under way end; what waits is sent after the next start. */
  @Override
  public void close() {
    desk.shutdownNow();
    senders.values().forEach(ExecutorService::shutdown);
    for (ExecutorService sender : senders.values()) {
      try {
        sender.awaitTermination(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    channels.values().forEach(Channel::close);
  }
}
