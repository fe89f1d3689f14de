package org.campussentry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The receiver of notifications: keeps what came, and can answer badly for a while. */
public final class Webhook implements AutoCloseable {
  /** One request, with its arrival. */
  public record Call(long at, JsonNode body) {
    /** A field of the body. */
    public String text(String field) {
      return body.path(field).asText();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private volatile CountDownLatch answering = new CountDownLatch(0);

  /** Listens on a port of its own. */
  public Webhook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              r -> {
                Thread thread = new Thread(r, "webhook");
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext(
          "/",
          exchange -> {
            long at = System.currentTimeMillis();
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            int answer = status;
            if (answer / 100 == 2) {
              calls.add(new Call(at, body));
            }
            try {
              answering.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
          });
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a configuration names it. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** The status of all answers from now on; what is answered with another than 2xx is not kept. */
  public void answers(int newStatus) {
    status = newStatus;
  }

  /** Requests come in and get no answer until {@link #proceed}. */
  void stall() {
    answering = new CountDownLatch(1);
  }

  void proceed() {
    answering.countDown();
  }

  /** What was taken, in order. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Call> calls(String rule, String state) {
    return calls.stream()
        .filter(c -> c.text("rule").equals(rule) && c.text("state").equals(state))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
