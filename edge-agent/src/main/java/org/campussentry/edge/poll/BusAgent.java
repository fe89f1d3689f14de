package org.campussentry.edge.poll;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
 * only its own bus waits. Handing on must not block. Whatever goes wrong with one device, the
 * schedule goes on.
 */
public final class BusAgent extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(BusAgent.class);
  private static final long LISTEN_EVERY_MILLIS = 1000;

  private final Bus bus;
  private final MeasuredLine line;
  private final InstantSource ticks;
  private final Consumer<List<Reading>> next;
  private final Rota rota;
  private final Listener listener;
  private final Complaints complaints;
  private boolean stopped;
  private volatile Instant due;

  /**
   * An agent that polls nothing until it is deployed.
   *
   * @param line of the bus; the agent owns and closes it
   * @param ticks paces the polls and says when a reading was had; never jumps
   * @param next takes the readings of each poll or message; called on the agent's thread
   */
  public BusAgent(
      Bus bus, Line line, List<Device> devices, InstantSource ticks, Consumer<List<Reading>> next) {
    this.bus = bus;
    this.line = new MeasuredLine(line, ticks);
    this.ticks = ticks;
    this.next = next;
    this.rota = new Rota(devices, ticks.instant(), bus.timeout());
    this.listener = new Listener(this.line, rota.turns(), this::heard);
    this.complaints = new Complaints(bus, log);
    this.due = ticks.instant();
  }

  /**
   * When the agent takes its next step, or took one last; by {@code ticks}. One that is long past
   * is a thread that hangs. Thread-safe.
   */
  public Instant due() {
    return due;
  }

  /** How the bus and each of its devices do. Thread-safe; waits for no poll. */
  public BusHealth health() {
    return new BusHealth(
        bus.name(),
        line.away(),
        line.load(),
        rota.turns().stream().map(turn -> turn.tally.health(turn.device.id())).toList());
  }

  @Override
  public Future<?> start() {
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
    // What waits for its turn has it, and does nothing: Vert.x would throw it away with a stack
    // trace.
    Promise<Void> idle = Promise.promise();
    context.runOnContext(nothing -> idle.complete());
    return idle.future();
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
    turn.taken(ticks.instant());
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
        next.accept(turn.device.unavailable(Reason.TIMEOUT, turn.timed(ticks.millis())));
        complaints.silence(rota.silent());
      }
    }
  }

  private void poll(Turn turn, int retries) {
    var answers = new ArrayList<Answer>();
    List<Reading> readings;
    try {
      ask(turn, retries, answers);
      readings = turn.device.readings(answers, turn.timed(ticks.millis()));
    } catch (RuntimeException e) {
      readings = broken(turn, turn.timed(ticks.millis()), e);
    }
    turn.tally.read(readings);
    next.accept(readings);
    if (answers.stream().anyMatch(BusAgent::alive)) {
      turn.tally.polled(true);
      answered(turn);
    } else if (!answers.isEmpty() && answers.get(0) instanceof Answer.Failure failure) {
      turn.tally.polled(false);
      failed(turn, failure);
    }
  }

  /** A device that speaks by itself was to have spoken of each point by now. */
  private void periodPassed(Turn turn) {
    Answer answer = listener.take(turn);
    boolean away = !(answer instanceof Answer.Messages);
    List<Reading> silent = new ArrayList<>(turn.device.unavailable(Reason.TIMEOUT, ticks.millis()));
    silent.removeIf(reading -> !away && (!turn.expected || turn.heard.contains(reading.point())));
    if (!silent.isEmpty()) {
      next.accept(silent);
    }
    if (answer instanceof Answer.Failure failure) {
      failed(turn, failure);
    } else if (!turn.heard.isEmpty()) {
      answered(turn);
    } else if (!away && !silent.isEmpty()) {
      turn.tally.silent();
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
    turn.tally.said();
    turn.tally.came(said);
    List<Reading> readings;
    try {
      readings = turn.device.readings(List.of(said), time);
    } catch (RuntimeException e) {
      readings = broken(turn, time, e);
    }
    turn.tally.read(readings);
    if (!readings.isEmpty()) {
      readings.forEach(reading -> turn.heard.add(reading.point()));
      next.accept(readings);
    }
  }

  private void ask(Turn turn, int retries, List<Answer> answers) {
    for (Request request : turn.device.requests()) {
      // A device that has just kept silent is not asked for its other registers too.
      boolean silent = !answers.isEmpty() && answers.stream().noneMatch(BusAgent::alive);
      answers.add(silent ? answers.get(answers.size() - 1) : ask(turn, request, retries));
    }
  }

  private Answer ask(Turn turn, Request request, int retries) {
    Answer answer = askOnce(turn, request);
    for (int again = 0; again < retries && answer instanceof Answer.Failure; again++) {
      if (alive(answer)) {
        break;
      }
      answer = askOnce(turn, request);
    }
    return answer;
  }

  private Answer askOnce(Turn turn, Request request) {
    due = ticks.instant();
    Answer answer = line.ask(request);
    turn.tally.came(answer);
    return answer;
  }

  private static boolean alive(Answer answer) {
    return answer instanceof Answer.Data
        || answer instanceof Answer.Text
        || answer instanceof Answer.Measure
        || (answer instanceof Answer.Failure failure && failure.alive());
  }

  private void answered(Turn turn) {
    complaints.somebodyIsThere();
    if (turn.answered(ticks.instant())) {
      complaints.back(turn);
    }
  }

  private void failed(Turn turn, Answer.Failure failure) {
    if (turn.failed(ticks.instant())) {
      complaints.offline(turn, failure);
    }
    complaints.silence(rota.silent());
  }

  private List<Reading> broken(Turn turn, long time, RuntimeException e) {
    List<Reading> readings = turn.device.unavailable(Reason.SENSOR_FAULT, time);
    complaints.broken(turn, readings, e, ticks.instant());
    return readings;
  }
}
