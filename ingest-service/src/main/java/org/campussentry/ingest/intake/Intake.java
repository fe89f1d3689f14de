package org.campussentry.ingest.intake;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;

/**
 * Decodes one message after the other and hands on what it says: to the watch at once, to the store
 * as it has room. Thread-safe; messages are taken in one after the other.
 */
public final class Intake {
  /**
   * One message as it arrived.
   *
   * @param retained the broker kept it from an earlier time, so it is no sign of life
   * @param stream a user property, as is seq; empty when it has none
   */
  // The bytes are handed on, never changed; a copy a message would cost more than it protects.
  @SuppressWarnings("ArrayRecordComponent")
  public record Message(
      String topic,
      byte[] payload,
      boolean retained,
      Optional<String> stream,
      Optional<Long> seq) {}

  /** Who wants to know at once. Called in order of arrival; must not wait for the store. */
  public interface Listener {
    /** {@code live} is false for one that the broker had kept: it proves nothing about now. */
    void status(Status status, boolean live, long nowMs);

    void catalog(Catalog catalog, long nowMs);

    /** {@code live} is false for one that came before, and could not be used then. */
    void batch(Batch batch, boolean live, long nowMs);

    /** One of the service's own, which is neither stored nor counted. */
    default void canary(Batch batch, long nowMs) {}
  }

  /** Who keeps readings. False when there is no room: the gateway will send the batch again. */
  public interface Keeper {
    boolean keep(List<Sample> samples, Runnable stored);
  }

  private final Sites sites;
  private final InstantSource clock;
  private final Listener listener;
  private final Keeper keeper;
  private final DeadLetter.Store deadLetters;
  private final CatalogStore catalogStore;
  private final Receipts receipts;
  private final Catalogs catalogs = new Catalogs();
  private final BatchReader batches = new BatchReader(catalogs);
  private final StreamLog streams;
  private final Object turn = new Object();
  private final Set<Long> underway = new HashSet<>();
  private List<Long> redriven = new ArrayList<>();
  private List<Declared> declared = new ArrayList<>();
  private final KnownTopics topics = new KnownTopics();

  private record Declared(Catalog catalog, long atMs) {}

  /**
   * @param sites what comes of others is not touched: another instance takes it in
   */
  public Intake(
      Sites sites,
      InstantSource clock,
      Listener listener,
      Keeper keeper,
      DeadLetter.Store deadLetters,
      CatalogStore catalogStore,
      StreamStore streamStore,
      Tally tally) {
    this.sites = sites;
    this.clock = clock;
    this.listener = listener;
    this.keeper = keeper;
    this.deadLetters = deadLetters;
    this.catalogStore = catalogStore;
    this.streams = new StreamLog(streamStore, tally);
    this.receipts = new Receipts();
    catalogStore.all().forEach(catalogs::put);
  }

  /** Never throws for a bad message: it becomes a dead letter and the next one is read. */
  public void accept(Message message) {
    synchronized (turn) {
      take(message);
    }
  }

  private void take(Message message) {
    long now = clock.millis();
    Optional<Topic> topic = topics.find(message.topic());
    if (topic.isEmpty()) {
      setAside(
          message,
          new Fault(
              Fault.Kind.TOPIC,
              "not a topic that a gateway may write: sentry/v1/{site}/{gateway}/{kind}"),
          now);
      return;
    }
    if (!sites.has(topic.get().site()) || topic.get().isTakenBack(message.payload())) {
      return;
    }
    if (CanaryBatch.isOn(topic.get())) {
      CanaryBatch.read(topic.get(), message.payload(), now).ifPresent(b -> listener.canary(b, now));
      return;
    }
    WireCodec.Decoded decoded = decode(topic.get(), message.payload(), now);
    if (decoded instanceof WireCodec.GatewayStatus status) {
      streams.told(status.status(), now);
      receipts.answer(status.status());
      listener.status(status.status(), !message.retained(), now);
    } else if (decoded instanceof WireCodec.GatewayCatalog catalog) {
      catalogs.put(catalog.catalog());
      declared.add(new Declared(catalog.catalog(), now));
      listener.catalog(catalog.catalog(), now);
    } else if (decoded instanceof WireCodec.DataBatch data) {
      batch(message, data, now);
    } else if (decoded instanceof WireCodec.Unreadable unreadable) {
      setAside(message, unreadable.fault(), now);
      reject(topic.get(), message, unreadable.reason(), now);
    }
  }

  private WireCodec.Decoded decode(Topic topic, byte[] payload, long now) {
    boolean batch = topic.kind() == Topic.Kind.DATA || topic.kind() == Topic.Kind.HISTORY;
    Optional<Batch> usual = batch ? batches.read(topic, payload, now) : Optional.empty();
    return usual.isPresent()
        ? new WireCodec.DataBatch(usual.get(), List.of())
        : WireCodec.decode(topic, payload, now);
  }

  /**
   * Makes durable what arrived since the last call; only then its receipts are due. What the
   * journal does not take is tried again with the next call, which the gateways wait for.
   */
  synchronized void settle() {
    Receipts.Sealed sealed = receipts.seal();
    List<Long> used;
    List<Declared> due;
    synchronized (turn) {
      used = redriven;
      due = declared;
      redriven = new ArrayList<>();
      declared = new ArrayList<>();
    }
    try {
      due.forEach(d -> catalogStore.save(d.catalog(), d.atMs()));
      deadLetters.save();
      streams.save();
      deadLetters.remove(used);
      synchronized (turn) {
        used.forEach(underway::remove);
      }
    } catch (RuntimeException e) {
      receipts.reopen(sealed);
      synchronized (turn) {
        redriven.addAll(used);
        declared.addAll(0, due);
      }
      throw e;
    }
    receipts.release(sealed);
  }

  /** Batches that are stored and wait for {@link #settle}. */
  int unsettled() {
    return receipts.waiting();
  }

  /** Batches lost by gateway, as the journal has it. */
  public Map<String, StreamStore.Totals> lost() {
    return streams.totals();
  }

  /** What gateways may forget by now, ready to publish. */
  List<Receipts.Receipt> takeReceipts(int limit) {
    return receipts.take(clock.millis(), limit);
  }

  private void batch(Message message, WireCodec.DataBatch data, long now) {
    Batch batch = data.batch();
    Batch.Key key = batch.key();
    if (streams.isStored(key)) {
      receipts.stored(batch.site(), key);
      return;
    }
    if (!streams.isWatched(key)) {
      if (!batch.unsure()) {
        listener.batch(batch, true, now);
      }
      streams.watched(key, now);
      setRowsAside(message, data.badRows(), now);
    }
    if (!streams.isReady(key)) {
      return;
    }
    if (batch.readings().isEmpty()) {
      refuse(
          batch.site(),
          key,
          data.badRows().isEmpty() ? "no rows" : data.badRows().get(0).reason(),
          now);
      return;
    }
    catalogs.find(batch).ifPresent(points -> keep(message, batch, points, now));
  }

  private void keep(Message message, Batch batch, Map<String, Point> points, long now) {
    Batch.Key key = batch.key();
    List<String> strangers = new ArrayList<>();
    List<Sample> samples = samples(batch, points, strangers);
    if (samples.isEmpty()) {
      setStrangersAside(message, batch, strangers, now);
      refuse(batch.site(), key, why(strangers.get(0), batch).text(), now);
      return;
    }
    streams.waiting(key);
    boolean accepted =
        keeper.keep(
            samples,
            () -> {
              streams.stored(key, samples, now);
              receipts.stored(batch.site(), key);
            });
    if (accepted) {
      setStrangersAside(message, batch, strangers, now);
    } else {
      streams.turnedAway(key);
    }
  }

  private static List<Sample> samples(
      Batch batch, Map<String, Point> points, List<String> strangers) {
    List<Sample> samples = new ArrayList<>(batch.readings().size());
    for (Reading reading : batch.readings()) {
      Point point = points.get(reading.point().wire());
      if (point == null) {
        strangers.add(reading.point().wire());
      } else {
        samples.add(new Sample(point, reading, batch.unsure() ? batch.stream() : ""));
      }
    }
    return samples;
  }

  private static Fault why(String stranger, Batch batch) {
    return new Fault(
        Fault.Kind.UNKNOWN_POINT, stranger + " is not in the gateway's catalog " + batch.catalog());
  }

  /**
   * Tries a dead letter again. It is no sign of life, and what it holds counts as late.
   *
   * @param used called from any thread, once its readings are stored
   * @return why it still can't be used; {@code used} is not called then
   */
  Optional<Fault> again(DeadLetter letter, Runnable used) {
    synchronized (turn) {
      long now = clock.millis();
      Optional<Topic> topic = Topic.parse(letter.topic());
      if (!letter.isWhole()) {
        return fault(
            Fault.Kind.CUT, "only its first " + letter.payload().length + " bytes were kept");
      }
      if (topic.isEmpty()) {
        return fault(Fault.Kind.TOPIC, "its topic is not one that a gateway may write");
      }
      // Whether its times lie ahead is judged as of then: waiting makes no wrong clock right.
      WireCodec.Decoded decoded = WireCodec.decode(topic.get(), letter.payload(), letter.time());
      if (decoded instanceof WireCodec.Unreadable unreadable) {
        return Optional.of(unreadable.fault());
      }
      return decoded instanceof WireCodec.DataBatch data
          ? again(letter, data, used, now)
          : fault(Fault.Kind.STALE, "the gateway says it anew by itself; an old one is of no use");
    }
  }

  private static Optional<Fault> fault(Fault.Kind kind, String text) {
    return Optional.of(new Fault(kind, text));
  }

  private Optional<Fault> again(
      DeadLetter letter, WireCodec.DataBatch data, Runnable used, long now) {
    Batch batch = data.batch();
    Batch.Key key = batch.key();
    if (!data.badRows().isEmpty() || batch.readings().isEmpty()) {
      return data.badRows().isEmpty()
          ? fault(Fault.Kind.NO_ROWS, "no rows")
          : Optional.of(data.badRows().get(0).fault());
    }
    Optional<Map<String, Point>> points = catalogs.find(batch);
    if (points.isEmpty()) {
      return fault(
          Fault.Kind.NO_CATALOG, "the gateway's catalog " + batch.catalog() + " has not come");
    }
    List<String> strangers = new ArrayList<>();
    List<Sample> samples = samples(batch, points.get(), strangers);
    if (!strangers.isEmpty()) {
      return Optional.of(why(strangers.get(0), batch));
    }
    Runnable end =
        () -> {
          synchronized (turn) {
            redriven.add(letter.id());
          }
          used.run();
        };
    if (!underway.add(letter.id())) {
      return fault(Fault.Kind.UNDERWAY, "it is on its way to the store already");
    }
    if (!letter.rows() && streams.isStored(key)) {
      end.run();
      return Optional.empty();
    }
    boolean accepted =
        keeper.keep(
            samples,
            () -> {
              if (letter.rows()) {
                streams.added(samples, now);
              } else {
                streams.stored(key, samples, now);
              }
              end.run();
            });
    if (!accepted) {
      underway.remove(letter.id());
      return fault(Fault.Kind.STORE_FULL, "the store has no room now: try again when it has");
    }
    if (!batch.unsure()) {
      listener.batch(batch, false, now);
    }
    return Optional.empty();
  }

  /**
   * An unreadable payload is answered by its user properties, so that a gateway doesn't send it for
   * ever.
   */
  private void reject(Topic topic, Message message, String reason, long now) {
    if (message.stream().isPresent() && message.seq().isPresent()) {
      refuse(
          topic.site(),
          new Batch.Key(topic.gateway(), message.stream().get(), message.seq().get()),
          reason,
          now);
    }
  }

  private void refuse(String site, Batch.Key key, String reason, long now) {
    if (WireCodec.isStream(key.stream()) && key.seq() <= WireCodec.SEQ_MAX) {
      streams.rejected(key, now);
    }
    receipts.rejected(site, key, reason);
  }

  private void setAside(Message message, Fault fault, long now) {
    deadLetters.add(DeadLetter.ofMessage(now, message, fault));
  }

  private void setRowsAside(Message message, List<WireCodec.BadRow> bad, long now) {
    if (!bad.isEmpty()) {
      Set<Integer> rows = new HashSet<>();
      bad.forEach(b -> rows.add(b.index()));
      List<Fault> faults = bad.stream().map(WireCodec.BadRow::fault).toList();
      deadLetters.add(DeadLetter.ofRows(now, message, faults, (i, row) -> rows.contains(i)));
    }
  }

  private void setStrangersAside(Message message, Batch batch, List<String> strangers, long now) {
    if (!strangers.isEmpty()) {
      Set<String> ids = Set.copyOf(strangers);
      List<Fault> faults = strangers.stream().map(s -> why(s, batch)).toList();
      deadLetters.add(
          DeadLetter.ofRows(now, message, faults, (i, row) -> ids.contains(row.path(0).asText())));
    }
  }
}
