package org.campussentry.edge.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;

/** What a probe has shown. Immutable. */
public final class ProbeReport {
  private final Bus bus;
  private final Device device;
  private final List<Exchange> exchanges;
  private final List<Reading> readings;

  ProbeReport(Bus bus, Device device, List<Exchange> exchanges, List<Reading> readings) {
    this.bus = bus;
    this.device = device;
    this.exchanges = List.copyOf(exchanges);
    this.readings = List.copyOf(readings);
  }

  /** Whether the device is there, if only to refuse. */
  public boolean answered() {
    return exchanges.stream().anyMatch(Exchange::alive);
  }

  /** Whether it answered, and each of its readings has a value. */
  public boolean fine() {
    return exchanges.stream().allMatch(Exchange::good)
        && readings.stream().allMatch(reading -> reading instanceof Reading.Measured);
  }

  /** For people, several lines. */
  public String text() {
    var text = new StringBuilder();
    text.append("device %s (%s) on %s%n".formatted(device.id(), device.place(), bus.place()));
    for (Exchange exchange : exchanges) {
      text.append("  %s%n".formatted(exchange.question()));
      line(text, "sent", exchange.sent());
      line(text, "received", exchange.received());
      exchange.millis().ifPresent(millis -> line(text, "after", round(millis) + " ms"));
      line(text, "but", exchange.trouble());
    }
    for (Point point : device.points()) {
      text.append("  %-28s %s%n".formatted(point.id(), value(point)));
    }
    if (!answered()) {
      text.append(device.listens() ? "It does not speak. " : "It does not answer. ");
      text.append(advice()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String said) {
    if (!said.isEmpty()) {
      text.append("    %-9s %s%n".formatted(what, said));
    }
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("device", device.id()).put("bus", bus.name()).put("place", device.place());
    json.put("answered", answered()).put("fine", fine());
    var asked = json.putArray("exchanges");
    for (Exchange exchange : exchanges) {
      ObjectNode one = asked.addObject().put("question", exchange.question());
      one.put("sent", exchange.sent()).put("received", exchange.received());
      exchange.millis().ifPresent(millis -> one.put("ms", Double.parseDouble(round(millis))));
      if (!exchange.good()) {
        one.put("trouble", exchange.trouble());
      }
    }
    var values = json.putArray("readings");
    for (Reading reading : readings) {
      ObjectNode one = values.addObject().put("point", reading.point().id());
      if (reading instanceof Reading.Measured measured) {
        one.put("value", measured.value());
      } else if (reading instanceof Reading.Unavailable none) {
        one.putNull("value").put("reason", none.reason().wire()).put("why", why(none.reason()));
      }
      one.put("unit", reading.point().unit());
    }
    if (!answered()) {
      json.put("advice", advice());
    }
    return json;
  }

  static String round(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }

  private String value(Point point) {
    for (Reading reading : readings) {
      if (reading.point().equals(point)) {
        return reading instanceof Reading.Unavailable none
            ? "unavailable (%s): %s".formatted(none.reason().wire(), why(none.reason()))
            : ((Reading.Measured) reading).value().toPlainString() + " " + point.unit();
      }
    }
    return point.event() ? "nothing happened meanwhile" : "not spoken of";
  }

  private String why(Reason reason) {
    return exchanges.stream()
        .filter(exchange -> !exchange.good())
        .filter(
            exchange ->
                exchange.answer() instanceof Answer.Away
                    || (exchange.answer() instanceof Answer.Failure failure
                        && failure.reason() == reason))
        .map(Exchange::trouble)
        .findFirst()
        .orElse(
            reason == Reason.OUT_OF_RANGE
                ? "no such value is possible. Is it the right `profile:`?"
                : "the answer says that the sensor is broken, or does not fit `profile:`");
  }

  private String advice() {
    return "Check its power, its wires and its address. " + bus.advice();
  }
}
