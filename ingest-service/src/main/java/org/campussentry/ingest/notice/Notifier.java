package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.campussentry.ingest.duty.Address;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertListener;
import org.campussentry.ingest.watch.Change;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a delivery to each person that escalation calls, or to every channel where it names none,
 * and one to whoever was told when the alert recovers; repeats each until it is taken. Thread-safe;
 * a slow channel delays no other.
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
  private final RuleBook rules;
  private final Caller caller;
  private final MessageWriter writer;
  private final InstantSource clock;
  private final ScheduledExecutorService desk =
      Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "notice"));
  private final Map<String, ExecutorService> senders = new HashMap<>();
  private final AtomicBoolean roundWaits = new AtomicBoolean();

  /** Recoveries of which nobody was told yet; on the desk's thread only. */
  private final Map<String, Alert> owed = new LinkedHashMap<>();

  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  public Notifier(
      Map<String, Channel> channels,
      DeliveryStore store,
      RuleBook rules,
      Caller caller,
      MessageWriter writer,
      InstantSource clock) {
    this.channels = Map.copyOf(channels);
    this.book = new DeliveryBook(store);
    this.rules = rules;
    this.caller = caller;
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
      if (justRecovered) {
        desk.execute(() -> recovered(alert));
      }
    }
    desk.execute(() -> recent.forEach(this::callIfDue));
    desk.scheduleWithFixedDelay(this::sendDue, 0, 500, TimeUnit.MILLISECONDS);
  }

  @Override
  public void changed(Alert alert, Change change) {
    switch (change) {
      case ACTIVATED, REOPENED, IN_SERVICE ->
          desk.execute(
              () -> {
                callIfDue(alert);
                sendDue();
              });
      case RECOVERED -> desk.execute(() -> recovered(alert));
      default -> {}
    }
  }

  /** A call beside escalation: to its person, or to nobody in particular through these channels. */
  public void call(Alert alert, Call call, Collection<String> through) {
    desk.execute(
        () -> {
          tell(alert, call, through);
          sendDue();
        });
  }

  /** Makes the calls that are due, unless a round waits already. Call it often. */
  public void round(Supplier<List<Alert>> open) {
    if (roundWaits.compareAndSet(false, true)) {
      desk.execute(
          () -> {
            roundWaits.set(false);
            List<Alert> now = open.get();
            caller.only(now);
            now.forEach(this::callIfDue);
            sendDue();
          });
    }
  }

  private void callIfDue(Alert alert) {
    if (alert.state() != Alert.State.ACTIVE || !wakes(alert, clock.millis())) {
      return;
    }
    try {
      caller.round(alert, clock.instant(), this::tell);
    } catch (RuntimeException e) {
      log.error("Whom alert {} calls can't be told; every channel is told", alert.id(), e);
      announce(alert, kind(ACTIVE, alert.activeAt().toString()), channels.keySet());
    }
  }

  private void tell(Alert alert, Call call) {
    tell(alert, call, channels.keySet());
  }

  /** On all ways to that person at once; these channels when it is for nobody in particular. */
  private void tell(Alert alert, Call call, Collection<String> through) {
    Optional<Person> person = caller.person(call);
    if (person.isEmpty()) {
      announce(alert, kind(ACTIVE, call.key()), through);
      return;
    }
    for (Address address : person.get().addresses()) {
      String id = UUID.randomUUID().toString();
      String body = writer.write(id, alert, person.get(), address.to(), call.why());
      String kind = kind(ACTIVE, call.key() + " " + address.to());
      create(id, alert, kind, address.channel(), person.get().id(), address.to(), body);
    }
  }

  /** Whoever was told that it began is told that it is over, each once, whatever came between. */
  private void recovered(Alert alert) {
    owed.put(alert.id(), alert);
    sendDue();
  }

  /** A journal that is away does not tell who was told: asked again until it does. */
  private void payOwed() {
    for (Alert alert : List.copyOf(owed.values())) {
      Optional<List<Delivery>> told = book.of(alert.id());
      if (told.isPresent()) {
        tellRecovered(alert, told.get());
        owed.remove(alert.id());
      }
    }
  }

  private void tellRecovered(Alert alert, List<Delivery> deliveries) {
    String ended = kind(RECOVERED, alert.endedAt().toString());
    Set<String> told = new HashSet<>();
    for (Delivery active : deliveries) {
      String whom = active.channel() + " " + active.person() + " " + active.address();
      if (active.word().equals(ACTIVE) && told.add(whom)) {
        String id = UUID.randomUUID().toString();
        Optional<Person> person = caller.person(active.person());
        String body =
            person
                .map(p -> writer.write(id, alert, p, active.address(), "recovered"))
                .orElseGet(() -> writer.write(id, alert));
        String kind = active.person().isEmpty() ? ended : kind(RECOVERED, ended + whom);
        create(id, alert, kind, active.channel(), active.person(), active.address(), body);
      }
    }
  }

  /** Not for what somebody has put aside or is mending, nor for what asks for no action. */
  private boolean wakes(Alert alert, long now) {
    return !alert.isShelved(now)
        && !alert.outOfService()
        && rules.find(alert.rule()).stream().allMatch(Rule::tells);
  }

  /** The same for the same call, however often it is made; a word and some of its digest. */
  private static String kind(String word, String key) {
    return word + "-" + UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString().substring(0, 8);
  }

  private void announce(Alert alert, String kind, Collection<String> through) {
    for (String channel : through) {
      String id = UUID.randomUUID().toString();
      create(id, alert, kind, channel, "", "", writer.write(id, alert));
    }
  }

  private void create(
      String id,
      Alert alert,
      String kind,
      String channel,
      String person,
      String address,
      String body) {
    long now = clock.millis();
    book.create(
        new Delivery(
            id,
            alert.id(),
            kind,
            channel,
            person,
            address,
            Delivery.State.WAITING,
            0,
            now,
            now,
            0,
            "",
            body));
  }

  /** On the desk's thread only. */
  private void sendDue() {
    try {
      payOwed();
      long now = clock.millis();
      Set<String> told = new HashSet<>();
      // Read before the journal: a sending that ends in between would look as if it still waited.
      Set<String> busy = Set.copyOf(underWay);
      for (Delivery delivery : book.waiting()) {
        // A recovery is told after the alert itself, however long that takes; nobody waits for
        // others.
        boolean first =
            told.add(
                String.join(
                    "|",
                    delivery.alert(),
                    delivery.channel(),
                    delivery.person(),
                    delivery.address()));
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
