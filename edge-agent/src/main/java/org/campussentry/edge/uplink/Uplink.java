package org.campussentry.edge.uplink;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.campussentry.edge.outbox.Kept;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.Payload;
import org.campussentry.edge.outbox.Provisional;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.outbox.Size;
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

  /** What is lost is told soon, but not with each batch that a full outbox pushes out. */
  private static final Duration DROPS_TOLD_EVERY = Duration.ofSeconds(5);

  /** Each status is answered; 15 s after the next was due, that is not true any more. */
  private static final Duration ANSWER_LATELY = Duration.ofSeconds(45);

  private static final long TICK_MILLIS = 500;
  private static final int RESERVE = 4;

  private final Outbox outbox;
  private final InstantSource ticks;
  private final Boot boot;
  private final CampusClock clock;
  private final Outside outside;
  private final String hash;
  private final Payload catalog;
  private final Dial dial;
  private final Keeper keeper;
  private final Retimer retimer;
  private final Drain drain = new Drain();
  private final Dialling dialling;
  private final FillRate fillRate = new FillRate();
  private Session session;
  private final long since;
  private Instant statusDue = Instant.MAX;
  private List<Range> dropsSaid = List.of();
  private boolean closing;
  private long ticking;
  private volatile Instant due;
  private volatile Instant answered = Instant.MIN;
  private volatile boolean connected;

  /**
   * Who is around the uplink.
   *
   * @param agent version of the program
   * @param about what else goes into the status
   * @param orders takes what comes on `config`, on the uplink's thread, and must not block; empty
   *     when the campus may send nothing
   */
  public record Outside(String agent, About about, Optional<Consumer<byte[]>> orders) {}

  /**
   * An uplink that keeps nothing until it is deployed.
   *
   * @param boot its ticks pace everything and time the readings
   */
  public Uplink(
      UplinkConfig config, List<Point> points, Outbox outbox, Boot boot, Outside outside) {
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
        outside);
  }

  Uplink(
      UplinkConfig config,
      List<Point> points,
      Outbox outbox,
      Boot boot,
      CampusClock clock,
      Outside outside) {
    this.outbox = outbox;
    this.boot = boot;
    this.ticks = boot.ticks();
    this.clock = clock;
    this.outside = outside;
    this.since = ticks.millis();
    this.due = ticks.instant();
    this.hash = Wire.hash(points);
    this.catalog = Wire.catalog(hash, points);
    this.keeper = new Keeper(outbox, hash, clock, boot.id());
    this.retimer = new Retimer(outbox, clock, boot.id());
    this.dial =
        new Dial(
            config.broker(),
            config.site(),
            config.gateway(),
            Wire.offline(outbox.stream().id()),
            outside.orders().isPresent());
    var redial = new Redial(RandomGenerator.getDefault());
    var knock = new Knock(config.broker().url(), config.broker().port(), this::brokerIsBack);
    this.dialling = new Dialling(dial, redial, knock, log);
  }

  @Override
  public Future<?> start() {
    outbox.keepCatalog(hash, catalog);
    session = new Session(dial, work -> context.runOnContext(nothing -> work.run()), this);
    dial();
    ticking = vertx.setPeriodic(TICK_MILLIS, timer -> tick());
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
    dial();
    if (session.isOpen() && statusIsDue(now)) {
      sayStatus();
    }
    drain();
  }

  private void dial() {
    if (dialling.take(ticks.instant())) {
      session.open(ticks.instant());
    }
  }

  /**
   * A random moment of the next half second, so that a campus full of gateways does not come at
   * once.
   */
  private void brokerIsBack() {
    context.runOnContext(
        nothing ->
            vertx.setTimer(
                1 + RandomGenerator.getDefault().nextLong(TICK_MILLIS),
                timer -> {
                  dialling.back();
                  dial();
                }));
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

  private boolean statusIsDue(Instant now) {
    boolean more = !dropsSaid.containsAll(outbox.drops());
    return !now.isBefore(more ? statusDue.minus(STATUS_EVERY).plus(DROPS_TOLD_EVERY) : statusDue);
  }

  private void sayStatus() {
    session.retain("status", status());
    statusDue = ticks.instant().plus(STATUS_EVERY);
    dropsSaid = outbox.drops();
  }

  private Payload status() {
    fillRate.look(ticks.instant(), keeper.taken());
    Size size = outbox.size();
    return Wire.online(
        new Status(
            clock.at(since),
            outbox.stream(),
            outside.agent(),
            size,
            fillRate.hours(size.room()),
            clock.trust(),
            outbox.drops(),
            outside.about()),
        clock::at);
  }

  /** The status as it would be sent now, in JSON. Thread-safe; never fails, but may never come. */
  public CompletionStage<byte[]> described() {
    var described = new CompletableFuture<byte[]>();
    context.runOnContext(nothing -> described.complete(status().bytes()));
    return described;
  }

  /** Tells the campus at once how the agent is. Thread-safe; does not block. */
  public void tell() {
    context.runOnContext(
        nothing -> {
          if (session.isOpen()) {
            sayStatus();
          }
        });
  }

  /** Address of the broker. Thread-safe. */
  public URI broker() {
    return dial.broker().url();
  }

  /** Whether the session is open. Thread-safe. */
  public boolean connected() {
    return connected;
  }

  /** Whether the campus answers: it has, since the start, and lately. Thread-safe. */
  public boolean answers() {
    return ticks.instant().isBefore(answered.plus(ANSWER_LATELY));
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
  public void deaf(String topic, int code) {
    dialling.deaf(topic, code);
  }

  @Override
  public void opened() {
    connected = true;
    dialling.opened();
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
    connected = false;
    drain.disconnected();
    dialling.ended(ending, ticks.instant());
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
    if (ours) {
      answered = ticks.instant();
    }
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
  public void order(byte[] payload) {
    outside.orders().ifPresent(orders -> orders.accept(payload));
  }

  @Override
  public void acknowledged(String topic, int code) {
    if (code >= 0x80) {
      dialling.refused(topic, code, ticks.instant());
    }
    drain();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticking);
    dialling.close();
    keeper.close().forEach(this::publish);
    session.retain("status", Wire.offline(outbox.stream().id()));
    session.close();
    // What was handed over meanwhile has its turn: Vert.x would throw it away with a stack trace.
    Promise<Void> idle = Promise.promise();
    context.runOnContext(nothing -> idle.complete());
    return idle.future().onComplete(nothing -> outbox.close());
  }
}
