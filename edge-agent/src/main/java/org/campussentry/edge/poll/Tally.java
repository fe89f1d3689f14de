package org.campussentry.edge.poll;

import java.time.Instant;
import java.util.List;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.poll.DeviceHealth.State;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;

/**
 * Counts what happens to one device. Thread-safe: the bus counts, another thread looks; neither
 * holds it longer than an addition takes.
 */
final class Tally {
  private long polls;
  private long answered;
  private long timeouts;
  private long damaged;
  private long exceptions;
  private long sensorFaults;
  private long late;
  private long said;
  private long silent;
  private State state = State.UNKNOWN;
  private Instant since;

  Tally(Instant start) {
    since = start;
  }

  synchronized void polled(boolean answered) {
    polls++;
    this.answered += answered ? 1 : 0;
  }

  /** What came of one request. */
  synchronized void came(Answer answer) {
    if (answer instanceof Answer.Failure failure) {
      switch (failure.reason()) {
        case TIMEOUT -> timeouts++;
        case CHECKSUM -> damaged++;
        case EXCEPTION -> exceptions++;
        default -> {}
      }
    }
  }

  synchronized void said() {
    said++;
  }

  synchronized void silent() {
    silent++;
  }

  synchronized void read(List<Reading> readings) {
    boolean fault =
        readings.stream()
            .anyMatch(
                reading ->
                    reading instanceof Reading.Unavailable none
                        && none.reason() == Reason.SENSOR_FAULT);
    sensorFaults += fault ? 1 : 0;
  }

  synchronized void late(long late) {
    this.late = late;
  }

  synchronized void is(State now, Instant when) {
    if (now != state) {
      state = now;
      since = when;
    }
  }

  synchronized DeviceHealth health(String device) {
    return new DeviceHealth(
        device,
        state,
        since.toEpochMilli(),
        new Counts(
            polls, answered, timeouts, damaged, exceptions, sensorFaults, late, said, silent));
  }
}
