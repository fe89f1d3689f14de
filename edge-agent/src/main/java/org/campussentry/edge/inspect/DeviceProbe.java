package org.campussentry.edge.inspect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;

/** Asks a device once, all that a poll would ask, without a retry; or waits for it to speak. */
public final class DeviceProbe {
  private static final long LOOK_EVERY_MILLIS = 200;

  private final Bus bus;
  private final Device device;
  private final InstantSource ticks;

  /** A probe of a device that hangs on the bus. */
  public DeviceProbe(Bus bus, Device device, InstantSource ticks) {
    this.bus = bus;
    this.device = device;
    this.ticks = ticks;
  }

  /**
   * Opens the line, looks, and closes it.
   *
   * @param wait how long a device that speaks by itself may take
   */
  public ProbeReport look(Duration wait) throws InterruptedException {
    var tape = new Tape();
    try (Line line = bus.open(ticks, tape)) {
      var exchanges = new ArrayList<Exchange>();
      for (Request request : device.requests()) {
        exchanges.add(
            request.listens()
                ? listen(line, tape, request, wait)
                : Exchange.ask(line, tape, request));
      }
      return new ProbeReport(bus, device, exchanges, readings(exchanges));
    }
  }

  private Exchange listen(Line line, Tape tape, Request request, Duration wait)
      throws InterruptedException {
    var arrived = new Semaphore(0);
    line.listen(List.of(request), arrived::release);
    Instant end = ticks.instant().plus(wait);
    Answer last = line.ask(request);
    while (!spoke(last) && ticks.instant().isBefore(end)) {
      arrived.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      last = line.ask(request);
    }
    return Exchange.heard(tape, request, said(last, wait));
  }

  private static boolean spoke(Answer answer) {
    return answer instanceof Answer.Messages messages && !messages.messages().isEmpty();
  }

  private static Answer said(Answer answer, Duration wait) {
    if (!(answer instanceof Answer.Messages messages)) {
      return answer;
    }
    return messages.messages().isEmpty()
        ? new Answer.Failure(Reason.TIMEOUT, "it said nothing for %d s".formatted(wait.toSeconds()))
        : messages.messages().get(messages.messages().size() - 1).said();
  }

  private List<Reading> readings(List<Exchange> exchanges) {
    List<Answer> answers = exchanges.stream().map(Exchange::answer).toList();
    try {
      return device.readings(answers, ticks.millis());
    } catch (IllegalStateException e) {
      return device.unavailable(Reason.SENSOR_FAULT, ticks.millis());
    }
  }
}
