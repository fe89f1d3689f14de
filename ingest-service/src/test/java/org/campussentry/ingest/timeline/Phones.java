package org.campussentry.ingest.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where everybody's messages come in: a local HTTP server, and what it was told. Thread-safe. */
final class Phones implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** One message, with the time on the clock of the story; in millis since 1970 UTC. */
  record Heard(long at, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }

    boolean says(String rule, String state) {
      return text("rule").equals(rule) && text("state").equals(state);
    }

    @Override
    public String toString() {
      return "%s: %s of %s (%s)"
          .formatted(text("person"), text("state"), text("rule"), text("why"));
    }
  }

  Phones(InstantSource clock) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(new Heard(clock.millis(), JSON.readTree(exchange.getRequestBody())));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** In the order in which they came. */
  List<Heard> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
