package org.campussentry.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes one message after the other and hands on what it says: to the watch at once, to the store
 * as it has room.
 *
 * <p>{@link #accept} is called from one thread; what the keeper answers may come from any.
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

    void batch(Batch batch, long nowMs);
  }

  /** Who keeps readings. False when there is no room: the gateway will send the batch again. */
  public interface Keeper {
    boolean keep(List<Sample> samples, Runnable stored);
  }

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final InstantSource clock;
  private final Listener listener;
  private final Keeper keeper;
  private final DeadLetter.Store deadLetters;
  private final CatalogStore catalogStore;
  private final DropStore drops;
  private final Receipts receipts;
  private final Catalogs catalogs = new Catalogs();
  private final StreamLog streams = new StreamLog();

  public Intake(
      InstantSource clock,
      Listener listener,
      Keeper keeper,
      DeadLetter.Store deadLetters,
      CatalogStore catalogStore,
      DropStore drops) {
    this.clock = clock;
    this.listener = listener;
    this.keeper = keeper;
    this.deadLetters = deadLetters;
    this.catalogStore = catalogStore;
    this.drops = drops;
    this.receipts = new Receipts();
    catalogStore.all().forEach(catalogs::put);
  }

  /** Never throws for a bad message: it becomes a dead letter and the next one is read. */
  public void accept(Message message) {
    long now = clock.millis();
    Optional<Topic> topic = Topic.parse(message.topic());
    if (topic.isEmpty()) {
      setAside(
          message, "not a topic that a gateway may write: sentry/v1/{site}/{gateway}/{kind}", now);
      return;
    }
    WireCodec.Decoded decoded = WireCodec.decode(topic.get(), message.payload(), now);
    if (decoded instanceof WireCodec.GatewayStatus status) {
      String gateway = status.status().gateway();
      status.status().dropped().forEach(dropped -> drops.add(gateway, dropped, now));
      receipts.answer(status.status());
      listener.status(status.status(), !message.retained(), now);
    } else if (decoded instanceof WireCodec.GatewayCatalog catalog) {
      catalogs.put(catalog.catalog());
      catalogStore.save(catalog.catalog(), now);
      listener.catalog(catalog.catalog(), now);
    } else if (decoded instanceof WireCodec.DataBatch data) {
      batch(message, data, now);
    } else if (decoded instanceof WireCodec.Unreadable unreadable) {
      setAside(message, unreadable.reason(), now);
      reject(topic.get(), message, unreadable.reason());
    }
  }

  /** What gateways may forget since the last call, ready to publish. */
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
        listener.batch(batch, now);
      }
      streams.watched(key);
      data.badRows().forEach(bad -> setAside(message, bad, now));
    }
    if (streams.isWaiting(key)) {
      return;
    }
    if (batch.readings().isEmpty()) {
      receipts.rejected(
          batch.site(), key, data.badRows().isEmpty() ? "no rows" : data.badRows().get(0));
      return;
    }
    catalogs.find(batch).ifPresent(points -> keep(message, batch, points, now));
  }

  private void keep(Message message, Batch batch, Map<String, Point> points, long now) {
    Batch.Key key = batch.key();
    List<Sample> samples = new ArrayList<>(batch.readings().size());
    List<String> strangers = new ArrayList<>();
    for (Reading reading : batch.readings()) {
      Point point = points.get(reading.point().wire());
      if (point == null) {
        strangers.add(
            reading.point().wire() + " is not in the gateway's catalog " + batch.catalog());
      } else {
        samples.add(new Sample(point, reading, batch.unsure() ? batch.stream() : ""));
      }
    }
    if (samples.isEmpty()) {
      strangers.forEach(why -> setAside(message, why, now));
      receipts.rejected(batch.site(), key, strangers.get(0));
      return;
    }
    streams.waiting(key);
    boolean accepted =
        keeper.keep(
            samples,
            () -> {
              streams.stored(key);
              receipts.stored(batch.site(), key);
            });
    if (accepted) {
      strangers.forEach(why -> setAside(message, why, now));
    } else {
      streams.turnedAway(key);
    }
  }

  /**
   * An unreadable payload is answered by its user properties, so that a gateway doesn't send it for
   * ever.
   */
  private void reject(Topic topic, Message message, String reason) {
    if (message.stream().isPresent() && message.seq().isPresent()) {
      receipts.rejected(
          topic.site(),
          new Batch.Key(topic.gateway(), message.stream().get(), message.seq().get()),
          reason);
    }
  }

  private void setAside(Message message, String reason, long now) {
    int length = Math.min(message.payload().length, DeadLetter.PAYLOAD_LIMIT);
    String payload = new String(message.payload(), 0, length, StandardCharsets.UTF_8);
    try {
      deadLetters.add(new DeadLetter(now, message.topic(), reason, payload));
    } catch (RuntimeException e) {
      log.error(
          "{}: {}; and the journal does not keep the dead letter", message.topic(), reason, e);
    }
  }
}
