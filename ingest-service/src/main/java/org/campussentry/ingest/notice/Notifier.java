package org.campussentry.ingest.notice;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
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
  private static final long RECONCILE_MS = 24 * 3_600_000L;
  static final String ACTIVE = "active";
  static final String RECOVERED = "recovered";
  private static final String ORDERED = "ordered";

  private final DeliveryBook book;
  private final Dispatcher dispatcher;
  private final RuleBook rules;
  private final Caller caller;
  private final MessageWriter writer;
  private final InstantSource clock;
  private final ScheduledExecutorService desk =
      Executors.newSingleThreadScheduledExecutor(r -> daemon(r, "notice"));
  private final AtomicBoolean roundWaits = new AtomicBoolean();

  /** Recoveries of which nobody was told yet; on the desk's thread only. */
  private final Map<String, Alert> owed = new LinkedHashMap<>();

  public Notifier(
      Map<String, Channel> channels,
      DeliveryStore store,
      RuleBook rules,
      Caller caller,
      MessageWriter writer,
      InstantSource clock) {
    this.book = new DeliveryBook(store);
    this.dispatcher = new Dispatcher(Map.copyOf(channels), book, writer, caller::person, clock);
    this.rules = rules;
    this.caller = caller;
    this.writer = writer;
    this.clock = clock;
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

  /** A call that others work out, as of a report that is due. */
  public void call(Alert alert, Call call) {
    call(alert, call, dispatcher.channels().keySet());
  }

  private void callIfDue(Alert alert) {
    if (alert.state() != Alert.State.ACTIVE || !wakes(alert, clock.millis())) {
      return;
    }
    try {
      caller.round(alert, clock.instant(), this::tell);
    } catch (RuntimeException e) {
      log.error("Whom alert {} calls can't be told; every channel is told", alert.id(), e);
      announce(
          Telling.of(alert, ""),
          Dispatcher.kind(ACTIVE, alert.activeAt().toString()),
          dispatcher.channels().keySet());
    }
  }

  private void tell(Alert alert, Call call) {
    tell(alert, call, dispatcher.channels().keySet());
  }

  /** On that person's first way; these channels when it is for nobody in particular. */
  private void tell(Alert alert, Call call, Collection<String> through) {
    Optional<Person> person = caller.person(call);
    Telling telling = Telling.of(alert, call);
    if (person.isEmpty() || !person.get().isReachable()) {
      announce(telling, Dispatcher.kind(ACTIVE, call.key()), through);
      return;
    }
    Address way = person.get().addresses().get(0);
    tell(telling, Dispatcher.kind(ACTIVE, call.key() + " " + way.to()), way, person.get());
  }

  private void tell(Telling telling, String kind, Address way, Person person) {
    String id = UUID.randomUUID().toString();
    boolean shared = dispatcher.channels().get(way.channel()).readers().isShared();
    String body = writer.write(id, telling, person, way.to(), shared, clock.instant());
    dispatcher.create(id, telling.alert().id(), kind, way, person.id(), body);
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
    String ended = Dispatcher.kind(RECOVERED, alert.endedAt().toString());
    Set<String> told = new HashSet<>();
    for (Delivery active : deliveries) {
      String whom = active.channel() + " " + active.person() + " " + active.address();
      boolean heard = active.word().equals(ACTIVE) && active.state() != Delivery.State.GIVEN_UP;
      if (!heard || !told.add(whom) || !dispatcher.channels().containsKey(active.channel())) {
        continue;
      }
      Address way = new Address(active.channel(), active.address());
      Optional<Person> person = caller.person(active.person());
      if (person.isPresent()) {
        String kind = Dispatcher.kind(RECOVERED, ended + whom);
        tell(Telling.of(alert, "recovered"), kind, way, person.get());
      } else {
        announce(Telling.of(alert, "recovered"), ended, way);
      }
    }
  }

  /** Not for what somebody has put aside or is mending, nor for what asks for no action. */
  private boolean wakes(Alert alert, long now) {
    return !alert.isShelved(now)
        && !alert.outOfService()
        && rules.find(alert.rule()).stream().allMatch(Rule::tells);
  }

  /** Through those of these channels that reach somebody without a name; else to all people. */
  private void announce(Telling telling, String kind, Collection<String> through) {
    List<String> reaching =
        through.stream().filter(c -> dispatcher.channels().get(c).reachesEverybody()).toList();
    reaching.forEach(name -> announce(telling, kind, new Address(name, "")));
    if (reaching.isEmpty()) {
      caller.everybody().forEach(p -> tell(telling, kind(kind, p), p.addresses().get(0), p));
      log.error(
          "Alert {}: no channel reaches anybody without a name: {} are told; give `email` or `sms` a `to:`",
          telling.alert().id(),
          caller.everybody());
    }
  }

  /** A delivery is one of its kind in a channel. */
  private static String kind(String kind, Person person) {
    return Dispatcher.kind(ACTIVE, kind + " " + person.id());
  }

  private void announce(Telling telling, String kind, Address way) {
    String id = UUID.randomUUID().toString();
    String body = writer.write(id, telling, clock.instant());
    dispatcher.create(id, telling.alert().id(), kind, way, "", body);
  }

  /** On the desk's thread only. */
  private void sendDue() {
    try {
      payOwed();
      dispatcher.sendDue();
    } catch (RuntimeException e) {
      log.error("Deliveries could not be read from the journal; trying again", e);
    }
  }

  /** Who puts together what was ordered; until then orders wait. */
  public void composedBy(Composer composer) {
    dispatcher.composedBy(composer);
  }

  /**
   * Orders what is put together when it is sent. Kept when this returns; nothing happens when it
   * was ordered before.
   *
   * @param id of the delivery, and in {@code body}
   * @param about what it is about
   * @param key the same for the same order
   * @param body JSON for the {@link Composer}, with {@code kind} {@link MessageWriter#ORDER}
   */
  public void order(String id, String about, String key, Address way, String body) {
    dispatcher.create(id, about, Dispatcher.kind(ORDERED, key), way, "", body);
  }

  /** All that was ordered about something, oldest first; empty while the journal can't tell. */
  public Optional<List<Delivery>> ordered(String about) {
    return book.of(about).map(all -> all.stream().filter(d -> d.word().equals(ORDERED)).toList());
  }

  /** Where deliveries are looked up. */
  DeliveryBook book() {
    return book;
  }

  /** One channel, for whoever looks after it. {@code why} is empty when the last one was taken. */
  public record ChannelState(
      String name, String type, boolean shared, OptionalLong lastAt, String why) {}

  /** All channels, by name. */
  public List<ChannelState> channels() {
    return dispatcher.channels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> state(e.getKey(), e.getValue()))
        .toList();
  }

  private ChannelState state(String name, Channel channel) {
    Optional<Dispatcher.Last> last = dispatcher.last(name);
    return new ChannelState(
        name,
        channel.type(),
        channel.readers().isShared(),
        last.stream().mapToLong(Dispatcher.Last::at).findFirst(),
        last.map(Dispatcher.Last::why).orElse(""));
  }

  /**
   * Sends a test through a channel, at once and once; waits for its answer.
   *
   * @param person whom; empty for the channel by itself
   * @return empty when there is no such channel, or the person has no address in it
   */
  public Optional<Channel.Outcome> test(String channel, Optional<Person> person, String by) {
    if (!dispatcher.channels().containsKey(channel)) {
      return Optional.empty();
    }
    if (person.isEmpty()) {
      return Optional.of(dispatcher.test(channel, "", by, Person.Language.ZH));
    }
    return person.get().addresses().stream()
        .filter(a -> a.channel().equals(channel))
        .findFirst()
        .map(a -> dispatcher.test(channel, a.to(), by, person.get().language()));
  }

  /** Lets sendings that are under way end; what waits is sent after the next start. */
  @Override
  public void close() {
    desk.shutdownNow();
    try {
      // A round that is under way must find the channels open.
      desk.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dispatcher.close();
  }
}
