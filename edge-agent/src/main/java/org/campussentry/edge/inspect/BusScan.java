package org.campussentry.edge.inspect;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.OneWire;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Reason;

/** Looks who is on a bus, by reading only. */
public final class BusScan {
  private static final int DAMAGED_MAX = 4;

  private final Bus bus;
  private final Map<Request, String> devices = new HashMap<>();
  private final InstantSource ticks;
  private final Consumer<String> progress;

  /** The line cannot be used, so that nothing can be said of anybody. */
  public static final class LineAway extends Exception {
    private static final long serialVersionUID = 1;

    LineAway(String detail) {
      super(detail);
    }
  }

  /**
   * A scan that has not begun.
   *
   * @param devices those of the configuration on this bus
   * @param progress is told a line now and then
   */
  public BusScan(Bus bus, List<Device> devices, InstantSource ticks, Consumer<String> progress) {
    this.bus = bus;
    this.ticks = ticks;
    this.progress = progress;
    devices.forEach(device -> this.devices.putIfAbsent(device.requests().get(0), device.id()));
  }

  /**
   * Asks each unit of a Modbus for one thing that it should have: a configured one for the first of
   * its registers; others for the given one, else for what configured ones have, else for input and
   * then for holding register 0. An exception is an answer, too.
   */
  public ScanReport units(int from, int to, Optional<Request.Registers> given) throws LineAway {
    Map<Integer, Request.Registers> configured = new TreeMap<>();
    devices
        .keySet()
        .forEach(
            request -> {
              if (request instanceof Request.Registers asked) {
                configured.put(asked.unit(), asked);
              }
            });
    List<Request.Registers> usual = given.map(List::of).orElseGet(() -> usual(configured.values()));
    var found = new ArrayList<Found>();
    var silent = new ArrayList<String>();
    var tape = new Tape();
    try (Line line = bus.open(ticks, tape)) {
      for (int unit = from; unit <= to; unit++) {
        Request.Registers own = given.isEmpty() ? configured.get(unit) : null;
        Optional<String> device = Optional.ofNullable(devices.get(configured.get(unit)));
        Optional<Found> one =
            look(line, tape, own == null ? at(unit, usual) : List.of(own), device);
        one.ifPresent(found::add);
        one.ifPresent(there -> progress.accept(there.place() + " is there"));
        if (one.isEmpty()) {
          device.ifPresent(silent::add);
        }
        if (unit % 10 == 0) {
          progress.accept("asked up to unit %d of %d".formatted(unit, to));
        }
      }
    }
    return new ScanReport(bus, found, silent);
  }

  private static List<Request.Registers> usual(Iterable<Request.Registers> configured) {
    var usual = new LinkedHashSet<Request.Registers>();
    configured.forEach(
        asked ->
            usual.add(new Request.Registers(0, asked.function(), asked.address(), asked.count())));
    return usual.isEmpty()
        ? List.of(
            new Request.Registers(0, Function.INPUT_REGISTERS, 0, 1),
            new Request.Registers(0, Function.HOLDING_REGISTERS, 0, 1))
        : List.copyOf(usual);
  }

  private static List<Request.Registers> at(int unit, List<Request.Registers> requests) {
    return requests.stream()
        .map(asked -> new Request.Registers(unit, asked.function(), asked.address(), asked.count()))
        .toList();
  }

  private static Optional<Found> look(
      Line line, Tape tape, List<Request.Registers> requests, Optional<String> device)
      throws LineAway {
    for (Request.Registers request : requests) {
      Exchange exchange = exchange(line, tape, request);
      int damaged = 0;
      while (damaged(exchange.answer()) && ++damaged < DAMAGED_MAX) {
        exchange = exchange(line, tape, request);
      }
      if (damaged > 1) {
        String said = "damaged %d times: perhaps two devices with one address, else noise";
        return Optional.of(new Found(exchange, said.formatted(damaged), device));
      }
      if (!nobody(exchange.answer())) {
        return Optional.of(new Found(exchange, said(exchange), device));
      }
    }
    return Optional.empty();
  }

  private static Exchange exchange(Line line, Tape tape, Request request) throws LineAway {
    Exchange exchange = Exchange.ask(line, tape, request);
    if (exchange.answer() instanceof Answer.Away away) {
      throw new LineAway(away.detail());
    }
    return exchange;
  }

  private static boolean nobody(Answer answer) {
    return answer instanceof Answer.Failure failure
        && (failure.reason() == Reason.TIMEOUT || Answer.NOBODY_BEHIND.contains(failure.code()));
  }

  private static boolean damaged(Answer answer) {
    return answer instanceof Answer.Failure failure && failure.reason() == Reason.CHECKSUM;
  }

  private static String said(Exchange exchange) {
    if (exchange.answer() instanceof Answer.Measure measure) {
      return BigDecimal.valueOf(measure.value(), 3).toPlainString() + " Cel";
    }
    return exchange.good() ? "data" : exchange.trouble();
  }

  /** Reads each chip that the kernel shows. */
  public ScanReport chips(OneWire wire) throws LineAway {
    var found = new ArrayList<Found>();
    var silent = new ArrayList<>(devices.values());
    var tape = new Tape();
    try (Line line = bus.open(ticks, tape)) {
      for (Request.Chip chip : wire.chips()) {
        Exchange exchange = exchange(line, tape, chip);
        Optional<String> device = Optional.ofNullable(devices.get(chip));
        device.ifPresent(silent::remove);
        found.add(new Found(exchange, said(exchange), device));
      }
    } catch (IOException e) {
      throw new LineAway(
          wire.folder() + " does not exist. Load the kernel's 1-Wire driver, or correct `folder:`");
    }
    return new ScanReport(bus, found, silent);
  }
}
