package org.campussentry.edge.poll;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.reading.Reading;
import org.slf4j.Logger;

/** Tells of devices that fail and of those that are back, each once. Not thread-safe. */
final class Complaints {
  private static final int SILENCE_MAX = 10;
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final Bus bus;
  private final Logger log;
  private int failedInRow;
  private boolean silenceTold;

  Complaints(Bus bus, Logger log) {
    this.bus = bus;
    this.log = log;
  }

  /** Somebody on the bus answered, or spoke. */
  void somebodyIsThere() {
    failedInRow = 0;
    silenceTold = false;
  }

  void back(Turn turn) {
    log.info("{}: device {} answers again", bus.place(), turn.device.id());
  }

  void offline(Turn turn, Answer.Failure failure) {
    log.warn(
        "{}: device {} ({}) is offline: {}. Check its power, its wires and its address.",
        bus.place(),
        turn.device.id(),
        turn.device.place(),
        failure.detail());
  }

  /** What nobody foresaw: a fault of this program or of a profile, and never the end of polling. */
  void broken(Turn turn, List<Reading> readings, RuntimeException e, Instant now) {
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
  void silence(boolean nobodyAnswers) {
    failedInRow++;
    if (failedInRow >= SILENCE_MAX && !silenceTold && nobodyAnswers) {
      silenceTold = true;
      log.warn("{}: no device answers. {}", bus.place(), bus.advice());
    }
  }
}
