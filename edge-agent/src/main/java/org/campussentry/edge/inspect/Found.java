package org.campussentry.edge.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Request;

/**
 * Somebody on a bus. Immutable.
 *
 * @param exchange by which he was found
 * @param said what he answered, in words
 * @param device id of the device that the configuration has there, if it has one
 */
record Found(Exchange exchange, String said, Optional<String> device) {

  String place() {
    return exchange.request() instanceof Request.Registers asked
        ? "unit " + asked.unit()
        : "chip " + ((Request.Chip) exchange.request()).id();
  }

  String millis() {
    return exchange.millis().isPresent()
        ? ProbeReport.round(exchange.millis().getAsDouble()) + " ms"
        : "";
  }

  void describe(ObjectNode json) {
    if (exchange.request() instanceof Request.Registers asked) {
      json.put("unit", asked.unit());
    } else {
      json.put("chip", ((Request.Chip) exchange.request()).id());
    }
    json.put("said", said);
    if (exchange.answer() instanceof Answer.Failure failure && failure.code() > 0) {
      json.put("exception", failure.code());
    }
    exchange
        .millis()
        .ifPresent(millis -> json.put("ms", Double.parseDouble(ProbeReport.round(millis))));
    json.put("device", device.orElse(null));
  }
}
