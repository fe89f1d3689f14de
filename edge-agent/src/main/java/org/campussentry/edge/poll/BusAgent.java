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
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the devices of one bus, or listens to them, for ever. A worker verticle: asking blocks, and
 * only its own bus waits. Two clocks are handed in: {@code ticks} never jumps and paces the polls,
 * {@code clock} says when a reading was had. Handing on must not block. Whatever goes wrong with
 * one device, the schedule goes on.
 */
public final class BusAgent extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(BusAgent.class);
  private static final int SILENCE_MAX = 10;
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);
  private static final long LISTEN_EVERY_MILLIS = 1000;

  private final Bus bus;
  private final Line line;
  private final List<Device> devices;
  private final InstantSource ticks;
  private final InstantSource clock;
  private final Consumer<List<Reading>> next;
  private Rota rota;
  private Listener listener;
  private int failedInRow;
  private boolean silenceTold;
  private boolean stopped;
  private volatile Instant due;

  /**
   * An agent that polls nothing until it is deployed.
   *
   * @param line of the bus; the agent owns and closes it
   * @param next takes the readings of each poll or message; called on the agent's thread
   */
  public BusAgent(
      Bus bus,
      Line line,
      List<Device> devices,
      InstantSource ticks,
      InstantSource clock,
      Consumer<List<Reading>> next) {
    this.bus = bus;
    this.line = line;
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
    listener = new Listener(line, rota.turns(), ticks, clock, this::heard);
    if (listener.any()) {
      listener.start(work -> context.runOnContext(nothing -> unlessStopped(work)));
      vertx.setPeriodic(LISTEN_EVERY_MILLIS, timer -> unlessStopped(listener::take));
    }
    context.runOnContext(nothing -> turn());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    line.close();
    return Future.succeededFuture();
  }

  private void unlessStopped(Runnable work) {
    if (!stopped) {
      work.run();
    }
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
    if (turn.device.listens()) {
      periodPassed(turn);
      return;
    }
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
      readings = broken(turn, clock.millis(), e);
    }
    next.accept(readings);
    if (answers.stream().anyMatch(BusAgent::alive)) {
      answered(turn);
    } else if (!answers.isEmpty() && answers.get(0) instanceof Answer.Failure failure) {
      failed(turn, failure);
    }
  }

  /** A device that speaks by itself was to have spoken of each point by now. */
  private void periodPassed(Turn turn) {
    Answer answer = listener.take(turn);
    boolean away = !(answer instanceof Answer.Messages);
    List<Reading> silent = new ArrayList<>(turn.device.unavailable(Reason.TIMEOUT, clock.millis()));
    silent.removeIf(reading -> !away && (!turn.expected || turn.heard.contains(reading.point())));
    if (!silent.isEmpty()) {
      next.accept(silent);
    }
    if (answer instanceof Answer.Failure failure) {
      failed(turn, failure);
    } else if (!turn.heard.isEmpty()) {
      answered(turn);
    } else if (!away && !silent.isEmpty()) {
      long seconds = turn.device.every().toSeconds();
      failed(
          turn, new Answer.Failure(Reason.TIMEOUT, "it said nothing for %d s".formatted(seconds)));
    }
    turn.expected = true;
    turn.heard.clear();
  }

  private void heard(Turn turn, Answer said, long time) {
    if (Listener.gone(said)) {
      next.accept(turn.device.unavailable(Reason.TIMEOUT, time));
      return;
    }
    List<Reading> readings;
    try {
      readings = turn.device.readings(List.of(said), time);
    } catch (RuntimeException e) {
      readings = broken(turn, time, e);
    }
    if (!readings.isEmpty()) {
      readings.forEach(reading -> turn.heard.add(reading.point()));
      next.accept(readings);
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
    return line.ask(request);
  }

  private static boolean alive(Answer answer) {
    return answer instanceof Answer.Data
        || answer instanceof Answer.Text
        || answer instanceof Answer.Measure
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
          "{}: device {} ({}) is offline: {}. Check its power, its wires and its address.",
          bus.place(),
          turn.device.id(),
          turn.device.place(),
          failure.detail());
    }
    tellSilence();
  }

  /** What nobody foresaw: a fault of this program or of a profile, and never the end of polling. */
  private List<Reading> broken(Turn turn, long time, RuntimeException e) {
    List<Reading> readings = turn.device.unavailable(Reason.SENSOR_FAULT, time);
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
    return readings;
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
