package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayList;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.campussentry.ingest.duty.Address;
import org.campussentry.ingest.duty.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries to their channels, again until each is taken; by the person's next channel when
 * one does not take it, and gathered into a digest when there are too many. A slow channel delays
 * no other. {@link #sendDue} is for one thread; everything else is thread-safe.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final long[] RETRY_S = {1, 2, 5, 15, 30, 60};
  private static final long WAIT_MAX_MS = 72_000;

  /** Nobody is woken by what is ordered: a server that is mended may take its time. */
  private static final long[] ORDER_RETRY_S = {10, 30, 60, 300, 900};

  /** A lane of their own: no alert waits behind a large file. */
  private static final String ORDERS = " orders";

  private static final long ORDER_WAIT_MAX_MS = 1_080_000;
  private static final long HUNG_MS = 10_000;
  private static final long GIVE_UP_MS = 24 * 3_600_000L;
  private static final Channel.NotTaken GONE =
      new Channel.NotTaken("it is not among `channels:` any more", false);

  /** Three attempts take 8 s, 38 s with a channel that hangs: less than a step of an escalation. */
  private static final int ATTEMPTS_BEFORE_NEXT = 3;

  /**
   * How the last attempt through a channel went; {@code why} is empty when it was taken.
   *
   * @param hung it took its whole time for nothing
   */
  record Last(long at, String why, boolean hung) {}

  private final Map<String, Channel> channels;
  private final DeliveryBook book;
  private final MessageWriter writer;
  private final Function<String, Optional<Person>> people;
  private final InstantSource clock;
  private final Pace pace = new Pace();
  private final Map<String, ExecutorService> senders = new HashMap<>();
  private final Map<String, Last> last = new ConcurrentHashMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private volatile Optional<Composer> composer = Optional.empty();

  Dispatcher(
      Map<String, Channel> channels,
      DeliveryBook book,
      MessageWriter writer,
      Function<String, Optional<Person>> people,
      InstantSource clock) {
    this.channels = channels;
    this.book = book;
    this.writer = writer;
    this.people = people;
    this.clock = clock;
    for (String name : channels.keySet()) {
      senders.put(name, sender(name));
      senders.put(name + ORDERS, sender(name + ORDERS));
    }
  }

  private static ExecutorService sender(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "channel-" + name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Starts what is due. */
  void sendDue() {
    long now = clock.millis();
    Set<String> first = new HashSet<>();
    // Read before the journal: a sending that ends in between would look as if it still waited.
    Set<String> busy = Set.copyOf(underWay);
    Map<String, List<Delivery>> held = new LinkedHashMap<>();
    for (Delivery delivery : book.waiting()) {
      // A recovery is told after the alert itself, however long that takes; nobody waits for
      // others.
      boolean next = first.add(delivery.alert() + "|" + reader(delivery));
      boolean early = composer.isEmpty() && MessageWriter.isOrder(delivery.body());
      if (!next || early || busy.contains(delivery.id()) || !isDue(delivery, now)) {
        continue;
      }
      Channel channel = channels.get(delivery.channel());
      if (channel == null) {
        book.update(afterFailure(delivery, GONE, now));
      } else if (mayGoAlone(channel, delivery, now)) {
        execute(List.of(delivery));
      } else {
        held.computeIfAbsent(reader(delivery), r -> new ArrayList<>()).add(delivery);
      }
    }
    held.forEach(
        (reader, gathered) -> {
          long since = gathered.stream().mapToLong(Delivery::createdAt).min().orElse(now);
          if (pace.digest(reader, since, now)) {
            execute(gathered);
          }
        });
  }

  /** A clock that was ahead and is set back must not hold up what waits. */
  private static boolean isDue(Delivery delivery, long now) {
    long most = MessageWriter.isOrder(delivery.body()) ? ORDER_WAIT_MAX_MS : WAIT_MAX_MS;
    return delivery.nextAt() <= now || delivery.nextAt() - now > most;
  }

  private boolean mayGoAlone(Channel channel, Delivery delivery, long now) {
    Channel.Readers readers = channel.readers();
    String body = delivery.body();
    if (!readers.isSpared() || MessageWriter.isPractice(body) || MessageWriter.isOrder(body)) {
      return true;
    }
    int reserve = MessageWriter.isCritical(delivery.body()) ? Pace.RESERVE : 0;
    return readers.isShared()
        ? pace.single(delivery.channel(), Pace.GROUP_MAX + reserve, now)
        : pace.single(reader(delivery), Pace.PERSON_MAX + reserve, now);
  }

  private static String reader(Delivery delivery) {
    return String.join("|", delivery.channel(), delivery.person(), delivery.address());
  }

  private void execute(List<Delivery> together) {
    together.forEach(d -> underWay.add(d.id()));
    Delivery one = together.get(0);
    String lane = MessageWriter.isOrder(one.body()) ? ORDERS : "";
    senders.get(one.channel() + lane).execute(() -> send(together));
  }

  private void send(List<Delivery> together) {
    String name = together.get(0).channel();
    try {
      if (MessageWriter.isOrder(together.get(0).body())) {
        sendOrdered(together.get(0));
        return;
      }
      Channel.Outcome outcome = send(name, message(together));
      long now = clock.millis();
      for (Delivery delivery : together) {
        book.update(
            outcome instanceof Channel.NotTaken not
                ? afterFailure(delivery, not, now)
                : delivery.sent(now));
      }
    } catch (RuntimeException e) {
      log.error("Delivery {} to channel {}", together.get(0).id(), name, e);
    } finally {
      together.forEach(d -> underWay.remove(d.id()));
    }
  }

  private void sendOrdered(Delivery order) {
    Channel.Outcome outcome;
    try {
      Composer.Composed composed = composer.orElseThrow().compose(order);
      if (composed instanceof Composer.Stale stale) {
        book.update(order.givenUp(stale.why()));
        return;
      }
      Composer.Ready ready = (Composer.Ready) composed;
      Message message = MessageWriter.message(order.alert(), order.address(), ready.body());
      outcome = send(order.channel(), message.with(ready.enclosures()));
    } catch (RuntimeException e) {
      log.error("Delivery {} can't be put together now", order.id(), e);
      outcome = new Channel.NotTaken("it can't be put together now: " + e.getMessage(), true);
    }
    long now = clock.millis();
    book.update(
        outcome instanceof Channel.NotTaken not ? afterFailure(order, not, now) : order.sent(now));
  }

  private Channel.Outcome send(String name, Message message) {
    long begun = clock.millis();
    Last before = last.get(name);
    if (before != null && before.hung() && begun - before.at() < HUNG_MS) {
      // Each would wait ten seconds more, and those behind it with it.
      return new Channel.NotTaken(before.why(), true);
    }
    Channel.Outcome outcome = attempt(name, message);
    String why = outcome instanceof Channel.NotTaken not ? not.why() : "";
    long now = clock.millis();
    last.put(name, new Last(now, why, !why.isEmpty() && now - begun >= HUNG_MS - 1000));
    return outcome;
  }

  /** A defect of ours must be an answer like any other, or it would be tried for ever. */
  private Channel.Outcome attempt(String name, Message message) {
    try {
      return channels.get(name).send(message);
    } catch (RuntimeException e) {
      log.error("Channel {} can't send", name, e);
      return new Channel.NotTaken("it can't send: " + e.getClass().getSimpleName(), true);
    }
  }

  private Message message(List<Delivery> together) {
    Delivery one = together.get(0);
    if (together.size() == 1) {
      return MessageWriter.message(one.alert(), one.address(), one.body());
    }
    String ids = String.join(" ", together.stream().map(Delivery::id).toList());
    String id = UUID.nameUUIDFromBytes(ids.getBytes(UTF_8)).toString();
    String body = writer.digest(id, together.stream().map(Delivery::body).toList());
    return MessageWriter.message(id, one.address(), body);
  }

  private Delivery afterFailure(Delivery delivery, Channel.NotTaken not, long now) {
    boolean hopeless = !not.retry() || now - delivery.createdAt() > GIVE_UP_MS;
    if (hopeless || delivery.attempts() + 1 >= ATTEMPTS_BEFORE_NEXT) {
      Optional<Address> next = next(delivery);
      if (next.isPresent()) {
        log.warn("Channel {}: {}; {} instead", delivery.channel(), not.why(), next.get().channel());
        create(delivery, next.get());
        return delivery.givenUp(not.why() + "; " + next.get().channel() + " instead");
      }
    }
    if (hopeless && (not.equals(GONE) || delivery.attempts() + 1 >= ATTEMPTS_BEFORE_NEXT)) {
      log.error("Channel {}: gave up: {}", delivery.channel(), not.why());
      return delivery.givenUp(not.why());
    }
    long[] waits = MessageWriter.isOrder(delivery.body()) ? ORDER_RETRY_S : RETRY_S;
    long delay = waits[Math.min(delivery.attempts(), waits.length - 1)] * 1000;
    log.warn("Channel {}: {}; next attempt in {} s", delivery.channel(), not.why(), delay / 1000);
    long jitter = ThreadLocalRandom.current().nextLong(delay / 5 + 1);
    return delivery.failed(not.why(), now + delay + jitter);
  }

  /** The way to that person after this one. */
  private Optional<Address> next(Delivery delivery) {
    List<Address> ways = people.apply(delivery.person()).map(Person::addresses).orElse(List.of());
    // One that was taken out of the file stands before the first that is there.
    int here = ways.indexOf(new Address(delivery.channel(), delivery.address()));
    return here + 1 < ways.size() ? Optional.of(ways.get(here + 1)) : Optional.empty();
  }

  private void create(Delivery failed, Address way) {
    String id = UUID.randomUUID().toString();
    boolean shared = channels.get(way.channel()).readers().isShared();
    create(
        id,
        failed.alert(),
        kind(failed.word(), failed.kind() + " " + way.to()),
        way,
        failed.person(),
        writer.readdress(failed.body(), id, way.to(), shared, clock.instant()));
  }

  /** Nothing happens when there is one of this kind for that channel already. */
  void create(String id, String alert, String kind, Address way, String person, String body) {
    long now = clock.millis();
    book.create(
        new Delivery(
            id,
            alert,
            kind,
            way.channel(),
            person,
            way.to(),
            Delivery.State.WAITING,
            0,
            now,
            now,
            0,
            "",
            body,
            0));
  }

  void composedBy(Composer other) {
    composer = Optional.of(other);
  }

  /** The same for the same call, however often it is made; a word and some of its digest. */
  static String kind(String word, String key) {
    return word + "-" + UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString().substring(0, 8);
  }

  /** Nothing is being sent at this moment. */
  boolean isIdle() {
    return underWay.isEmpty();
  }

  Map<String, Channel> channels() {
    return channels;
  }

  Optional<Last> last(String channel) {
    return Optional.ofNullable(last.get(channel));
  }

  /** At once, and once. */
  Channel.Outcome test(String channel, String to, String by, Person.Language language) {
    String id = UUID.randomUUID().toString();
    return send(channel, MessageWriter.message(id, to, writer.test(id, by, language)));
  }

  /** Lets sendings that are under way end; what waits is sent after the next start. */
  @Override
  public void close() {
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
