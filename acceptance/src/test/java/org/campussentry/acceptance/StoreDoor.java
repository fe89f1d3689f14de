package org.campussentry.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a real InfluxDB, and lets writes pass, late, not at all, or answers them itself as
 * InfluxDB or something before it would.
 */
final class StoreDoor implements AutoCloseable {
  /** What becomes of writes; queries always pass. */
  sealed interface Way {}

  /** They pass after so many milliseconds. */
  record Pass(long delayMs) implements Way {}

  /** They are answered, and never reach the store. */
  record Answer(int status, String body) implements Way {}

  /** The line is cut without an answer. */
  record Cut() implements Way {}

  /** No answer comes until another way is taken. */
  record Hang() implements Way {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final String store;
  private final HttpServer server;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile Way way = new Pass(0);
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  StoreDoor(Influx influx) {
    this.store = influx.url().replace("influxdb:", "http:").replace("/sentry", "");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "store-door");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "influxdb://127.0.0.1:" + server.getAddress().getPort() + "/sentry";
  }

  void takes(Way next) {
    hanging.countDown();
    hanging = next instanceof Hang ? new CountDownLatch(1) : new CountDownLatch(0);
    way = next;
  }

  /** How many writes came so far. */
  int writes() {
    return writes.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      Way now = exchange.getRequestURI().getPath().endsWith("/write") ? way : new Pass(0);
      if (exchange.getRequestURI().getPath().endsWith("/write")) {
        writes.incrementAndGet();
      }
      if (now instanceof Answer answer) {
        byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length);
        exchange.getResponseBody().write(text);
      } else if (now instanceof Pass pass) {
        new CountDownLatch(1).await(pass.delayMs(), TimeUnit.MILLISECONDS);
        pass(exchange, body);
      } else if (now instanceof Hang) {
        hanging.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(store + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : new String[] {"Content-Type", "Content-Encoding", "Accept"}) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    response
        .headers()
        .firstValue("X-Influxdb-Version")
        .ifPresent(v -> exchange.getResponseHeaders().add("X-Influxdb-Version", v));
    response
        .headers()
        .firstValue("Content-Type")
        .ifPresent(v -> exchange.getResponseHeaders().add("Content-Type", v));
    int length = response.body().length;
    exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(response.body());
  }

  @Override
  public void close() {
    hanging.countDown();
    server.stop(0);
  }
}
