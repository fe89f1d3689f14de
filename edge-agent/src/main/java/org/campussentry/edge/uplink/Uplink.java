package org.campussentry.edge.uplink;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.campussentry.edge.outbox.Kept;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.Payload;
import org.campussentry.edge.outbox.Provisional;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings readings to the campus: batch, outbox, MQTT, receipts. A worker verticle: it owns the
 * outbox and the session, and everything happens on its thread. Only {@link #accept} may be called
 * by others.
 */
public final class Uplink extends VerticleBase implements Session.Events {
  private static final Logger log = LoggerFactory.getLogger(Uplink.class);
  private static final Duration STATUS_EVERY = Duration.ofSeconds(30);
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);
  private static final long TICK_MILLIS = 500;
  private static final int RESERVE = 4;

  private final Outbox outbox;
  private final InstantSource ticks;
  private final Boot boot;
  private final CampusClock clock;
  private final String agent;
  private final String hash;
  private final Payload catalog;
  private final Dial dial;
  private final Keeper keeper;
  private final Retimer retimer;
  private final Drain drain = new Drain();
  private final Redial redial = new Redial(RandomGenerator.getDefault());
  private Session session;
  private final long since;
  private Instant statusDue = Instant.MAX;
  private Instant dialDue = Instant.MIN;
  private Instant told = Instant.MIN;
  private boolean refusalTold;
  private boolean closing;
  private volatile Instant due;

  /**
   * An uplink that keeps nothing until it is deployed.
   *
   * @param boot its ticks pace everything and time the readings
   * @param agent version of the program
   */
  public Uplink(UplinkConfig config, List<Point> points, Outbox outbox, Boot boot, String agent) {
    this(
        config,
        points,
        outbox,
        boot,
        new CampusClock(
            boot.ticks(),
            InstantSource.system(),
            CampusClock.SYNCHRONISED,
            outbox.knownClock(boot.id())),
        agent);
  }

  Uplink(
      UplinkConfig config,
      List<Point> points,
      Outbox outbox,
      Boot boot,
      CampusClock clock,
      String agent) {
    this.outbox = outbox;
    this.boot = boot;
    this.ticks = boot.ticks();
    this.clock = clock;
    this.agent = agent;
    this.since = ticks.millis();
    this.due = ticks.instant();
    this.hash = Wire.hash(points);
    this.catalog = Wire.catalog(hash, points);
    this.keeper = new Keeper(outbox, hash, clock, boot.id());
    this.retimer = new Retimer(outbox, clock, boot.id());
    this.dial =
        new Dial(
            config.broker(), config.site(), config.gateway(), Wire.offline(outbox.stream().id()));
  }

  @Override
  public Future<?> start() {
    outbox.keepCatalog(hash, catalog);
    session = new Session(dial, work -> context.runOnContext(nothing -> work.run()), this);
    dialNow();
    vertx.setPeriodic(TICK_MILLIS, timer -> tick());
    return Future.succeededFuture();
  }

  /** Takes readings in. Thread-safe; does not block. */
  public void accept(List<Reading> readings) {
    context.runOnContext(
        nothing -> {
          keeper.add(readings, ticks.instant()).forEach(this::publish);
          if (!closing) {
            closing = true;
            vertx.setTimer(OpenBatch.AGE_MAX.toMillis(), timer -> close());
          }
        });
  }

  private void close() {
    closing = false;
    keeper.due(ticks.instant()).forEach(this::publish);
    keeper
        .left(ticks.instant())
        .ifPresent(
            left -> {
              closing = true;
              vertx.setTimer(Math.max(1, left.toMillis()), timer -> close());
            });
  }

  /** A batch whose times are a guess stays in the outbox until somebody has told the time. */
  private void publish(Kept kept) {
    if (kept.batch().provisional().isEmpty() && session.publish("data", kept.batch())) {
      drain.sentFresh(kept.position(), ticks.instant());
    }
  }

  /**
   * When the uplink takes its next turn; by {@code ticks}. One that is long past is a thread that
   * hangs. Thread-safe.
   */
  public Instant due() {
    return due;
  }

  private void tick() {
    Instant now = ticks.instant();
    if (clock.look()) {
      timeTold();
    }
    due = now.plusMillis(TICK_MILLIS);
    keeper.due(now).forEach(this::publish);
    keeper.retry();
    session.expire(now);
    if (!now.isBefore(dialDue)) {
      dialNow();
    }
    if (session.isOpen() && !now.isBefore(statusDue)) {
      sayStatus();
    }
    drain();
  }

  private void dialNow() {
    dialDue = Instant.MAX;
    session.open(ticks.instant());
  }

  /** That the clock is another or is trusted more, and so is the status. */
  private void timeTold() {
    if (clock.trust() != Trust.UNSURE) {
      outbox.rememberClock(new Provisional(boot.id(), clock.offset()));
    }
    if (session.isOpen()) {
      sayStatus();
    }
  }

  private void sayStatus() {
    var status =
        new Status(
            clock.at(since), outbox.stream(), agent, outbox.size(), clock.trust(), outbox.drops());
    session.retain("status", Wire.online(status));
    statusDue = ticks.instant().plus(STATUS_EVERY);
  }

  /** Sends backlog for as long as there is some, and room for it. */
  private void drain() {
    if (clock.trust() == Trust.UNSURE) {
      return;
    }
    // Some room stays free, so that a fresh batch never finds the door closed.
    while (session.room() > RESERVE) {
      var ask = drain.ask(ticks.instant());
      if (ask.isEmpty()) {
        return;
      }
      int count = Math.min(ask.get().count(), session.room() - RESERVE);
      List<Kept> backlog =
          retimer.certain(outbox.between(ask.get().after(), ask.get().before(), count));
      if (backlog.isEmpty()) {
        return;
      }
      for (Kept kept : backlog) {
        if (!drain.underway(kept.position()) && !session.publish("history", kept.batch())) {
          return;
        }
        drain.sentAgain(kept.position(), ticks.instant());
      }
    }
  }

  @Override
  public void opened() {
    redial.connected();
    told = Instant.MIN;
    refusalTold = false;
    log.info(
        "connected to broker {} as {}, stream {}",
        dial.broker().url(),
        dial.clientId(),
        outbox.stream().id());
    for (Payload older : outbox.olderCatalogs(hash)) {
      session.retain("catalog", older);
    }
    session.retain("catalog", catalog);
    sayStatus();
    drain.connected(ticks.instant());
    drain();
  }

  @Override
  public void ended(Ending ending) {
    drain.disconnected();
    Instant now = ticks.instant();
    if (ending.refused()) {
      dialDue = now.plus(Redial.LAST);
      if (!refusalTold) {
        refusalTold = true;
        log.error(
            "broker {} refuses user {} ({}). Check `username:` and `password:` or `password-file:`"
                + " of `broker:`, and the broker's access list for {}. Trying again every 60 s.",
            dial.broker().url(),
            dial.broker().username().orElse("(none)"),
            ending.why(),
            dial.topic("#"));
      }
      return;
    }
    dialDue = now.plus(redial.next());
    if (told.equals(Instant.MIN) || !now.isBefore(told.plus(TELL_EVERY))) {
      told = now;
      log.warn(
          "broker {} cannot be reached ({}). Readings are kept in the outbox and sent when it is"
              + " back. Check `broker.url:` and the network.",
          dial.broker().url(),
          ending.why());
    }
  }

  @Override
  public void receipt(byte[] payload) {
    var read = Receipt.read(payload);
    if (read.isEmpty()) {
      log.warn("{}: not a receipt: {}", dial.topic("receipt"), Wire.excerpt(payload));
      return;
    }
    Receipt receipt = read.get();
    boolean ours = receipt.stream().equals(outbox.stream().id());
    if (ours && clock.heard(Instant.ofEpochMilli(receipt.now()))) {
      timeTold();
    }
    Instant now = ticks.instant();
    for (Range range : receipt.stored()) {
      drain.settled(outbox.stored(range), now);
    }
    for (Receipt.Rejection rejection : receipt.rejected()) {
      List<Long> positions = outbox.rejected(rejection.range(), rejection.reason());
      drain.settled(positions, now);
      if (!positions.isEmpty()) {
        log.warn(
            "ingest-service cannot read batches {} to {} of stream {} ({}). They are set aside in"
                + " table `rejected` of the outbox. Compare the versions of both programs.",
            rejection.range().first(),
            rejection.range().last(),
            rejection.range().stream(),
            rejection.reason());
      }
    }
    receipt.dropped().forEach(outbox::dropAnnounced);
    drain();
  }

  @Override
  public void acknowledged(String topic, int code) {
    if (code >= 0x80) {
      tellRefused(topic, code);
    }
    drain();
  }

  private void tellRefused(String topic, int code) {
    Instant now = ticks.instant();
    if (told.equals(Instant.MIN) || !now.isBefore(told.plus(TELL_EVERY))) {
      told = now;
      log.error(
          "broker {} does not take messages on {} (reason 0x{}). 0x87 means that its access list"
              + " forbids it, 0x97 that a quota is used up. The batch stays in the outbox.",
          dial.broker().url(),
          topic,
          Integer.toHexString(code));
    }
  }

  @Override
  public Future<?> stop() {
    keeper.close().forEach(this::publish);
    session.retain("status", Wire.offline(outbox.stream().id()));
    session.close();
    outbox.close();
    return Future.succeededFuture();
  }
}
