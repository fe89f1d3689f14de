package org.campussentry.edge.poll;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the devices of a line say by themselves, with the moment at which it arrived. Only the
 * news that something has arrived comes on another thread than the owner's.
 */
final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** Messages that come closer together than a clock can tell get so much between them at most. */
  private static final long CROWD_MILLIS = 1000;

  private final Line line;
  private final List<Turn> turns;
  private final Ear ear;
  private final AtomicBoolean pending = new AtomicBoolean();

  /** Who is told. */
  interface Ear {
    /** A device said something, at that time in milliseconds since the machine booted. */
    void heard(Turn turn, Answer said, long time);
  }

  Listener(Line line, List<Turn> turns, Ear ear) {
    this.line = line;
    this.turns = turns.stream().filter(turn -> turn.device.listens()).toList();
    this.ear = ear;
  }

  /** Whether there is anybody to listen to. */
  boolean any() {
    return !turns.isEmpty();
  }

  /** Begins to listen; {@code owner} runs work on the owner's thread. */
  void start(Executor owner) {
    line.listen(
        turns.stream().map(Listener::request).toList(),
        () -> {
          if (pending.compareAndSet(false, true)) {
            owner.execute(this::take);
          }
        });
  }

  /** Hands on all that waits; to be called every second too, because it keeps the line open. */
  void take() {
    pending.set(false);
    turns.forEach(this::take);
  }

  private static Request request(Turn turn) {
    return turn.device.requests().get(0);
  }

  /** Hands on what waits of one device; returns what the line says of it. */
  Answer take(Turn turn) {
    Answer answer = line.ask(request(turn));
    if (answer instanceof Answer.Messages messages) {
      messages.messages().forEach(message -> handOn(turn, message));
      if (messages.dropped() > 0) {
        log.warn(
            "device {} ({}) said {} things faster than they could be taken; they are lost",
            turn.device.id(),
            turn.device.place(),
            messages.dropped());
      }
    }
    return answer;
  }

  private void handOn(Turn turn, Answer.Message message) {
    long time = message.arrived().toEpochMilli();
    // Two people in one millisecond are two: what is stored has one value a point and moment.
    if (time <= turn.lastMillis && turn.lastMillis < time + CROWD_MILLIS) {
      time = turn.lastMillis + 1;
    }
    turn.lastMillis = time;
    ear.heard(turn, message.said(), time);
  }

  /** Whether this says that there is nobody to say anything. */
  static boolean gone(Answer said) {
    return said instanceof Answer.Failure failure && failure.reason() == Reason.TIMEOUT;
  }
}
