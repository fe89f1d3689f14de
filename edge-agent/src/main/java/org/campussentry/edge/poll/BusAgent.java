package org.campussentry.edge.poll;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the devices of one bus, for ever. A worker verticle: asking blocks, and only its own bus
 * waits. Two clocks are handed in: {@code ticks} never jumps and paces the polls, {@code clock}
 * says when a reading was had. Handing on must not block. Whatever goes wrong with one device, the
 * schedule goes on.
 */
public final class BusAgent extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(BusAgent.class);
  private static final int SILENCE_MAX = 10;
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final Bus bus;
  private final List<Device> devices;
  private final InstantSource ticks;
  private final InstantSource clock;
  private final Consumer<List<Reading>> next;
  private Rota rota;
  private int failedInRow;
  private boolean silenceTold;
  private boolean stopped;
  private volatile Instant due;

  /**
   * An agent that polls nothing until it is deployed.
   *
   * @param next takes the readings of each poll; called on the agent's thread
   */
  public BusAgent(
      Bus bus,
      List<Device> devices,
      InstantSource ticks,
      InstantSource clock,
      Consumer<List<Reading>> next) {
    this.bus = bus;
    this.devices = List.copyOf(devices);
    this.ticks = ticks;
    this.clock = clock;
    this.next = next;
    this.due = ticks.instant();
  }

  /**
   * When the agent takes its next step, or took one last; by {@code ticks}. One that is long past
   * is a thread that hangs. Thread-safe.
   */
  public Instant due() {
    return due;
  }

  @Override
  public Future<?> start() {
    rota = new Rota(devices, ticks.instant(), bus.timeout());
    context.runOnContext(nothing -> turn());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    bus.close();
    return Future.succeededFuture();
  }

  /** One step, then back to the queue, so that stopping never waits for more than one poll. */
  private void turn() {
    if (stopped) {
      return;
    }
    try {
      rota.step(ticks.instant()).ifPresent(this::take);
    } finally {
      goOn();
    }
  }

  private void goOn() {
    due = rota.next();
    long wait = Duration.between(ticks.instant(), due).toMillis();
    if (wait <= 0) {
      context.runOnContext(nothing -> turn());
    } else {
      vertx.setTimer(wait, timer -> turn());
    }
  }

  private void take(Rota.Step step) {
    Turn turn = step.turn();
    turn.phase.taken(ticks.instant());
    switch (step.act()) {
      case POLL -> poll(turn, bus.retries());
      case PROBE -> {
        rota.probing(ticks.instant());
        poll(turn, 0);
      }
      case SKIP -> {
        next.accept(turn.device.unavailable(Reason.TIMEOUT, clock.millis()));
        tellSilence();
      }
    }
  }

  private void poll(Turn turn, int retries) {
    var answers = new ArrayList<Answer>();
    List<Reading> readings;
    try {
      ask(turn, retries, answers);
      readings = turn.device.readings(answers, clock.millis());
    } catch (RuntimeException e) {
      readings = turn.device.unavailable(Reason.SENSOR_FAULT, clock.millis());
      tellBroken(turn, readings, e);
    }
    next.accept(readings);
    if (answers.stream().anyMatch(BusAgent::alive)) {
      answered(turn);
    } else if (!answers.isEmpty() && answers.get(0) instanceof Answer.Failure failure) {
      failed(turn, failure);
    }
  }

  private void ask(Turn turn, int retries, List<Answer> answers) {
    for (Request request : turn.device.requests()) {
      // A device that has just kept silent is not asked for its other registers too.
      boolean silent = !answers.isEmpty() && answers.stream().noneMatch(BusAgent::alive);
      answers.add(silent ? answers.get(answers.size() - 1) : ask(request, retries));
    }
  }

  private Answer ask(Request request, int retries) {
    Answer answer = askOnce(request);
    for (int again = 0; again < retries && answer instanceof Answer.Failure; again++) {
      if (alive(answer)) {
        break;
      }
      answer = askOnce(request);
    }
    return answer;
  }

  private Answer askOnce(Request request) {
    due = ticks.instant();
    return bus.ask(request);
  }

  private static boolean alive(Answer answer) {
    return answer instanceof Answer.Data
        || (answer instanceof Answer.Failure failure && failure.alive());
  }

  private void answered(Turn turn) {
    failedInRow = 0;
    silenceTold = false;
    if (turn.backOff.answered()) {
      log.info("{}: device {} answers again", bus.place(), turn.device.id());
    }
  }

  private void failed(Turn turn, Answer.Failure failure) {
    if (turn.backOff.failed(ticks.instant())) {
      log.warn(
          "{}: device {} (unit {}) is offline: {}. Check its power, its wires and its address.",
          bus.place(),
          turn.device.id(),
          turn.device.requests().get(0).unit(),
          failure.detail());
    }
    tellSilence();
  }

  /** What nobody foresaw: a fault of this program or of a profile, and never the end of polling. */
  private void tellBroken(Turn turn, List<Reading> readings, RuntimeException e) {
    Instant now = ticks.instant();
    if (turn.brokenTold.equals(Instant.MIN) || !now.isBefore(turn.brokenTold.plus(TELL_EVERY))) {
      turn.brokenTold = now;
      log.error(
          "{}: device {} cannot be read ({}). {}: unavailable (sensor-fault) meanwhile. Compare its"
              + " `profile:` with the device's manual; if they agree, report this line with what"
              + " follows.",
          bus.place(),
          turn.device.id(),
          e.getMessage() == null ? e.toString() : e.getMessage(),
          readings.stream().map(reading -> reading.point().id()).collect(joining(", ")),
          e);
    }
  }

  /** Once, when nobody at all has answered for a while: then it is not one device's fault. */
  private void tellSilence() {
    failedInRow++;
    if (failedInRow >= SILENCE_MAX && !silenceTold && rota.silent()) {
      silenceTold = true;
      log.warn("{}: no device answers. {}", bus.place(), bus.advice());
    }
  }
}
