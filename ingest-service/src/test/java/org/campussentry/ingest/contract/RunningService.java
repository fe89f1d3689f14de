package org.campussentry.ingest.contract;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The built program with everything embedded, a webhook that keeps what it is told, and a client.
 */
final class RunningService implements AutoCloseable {
  private static final String PASSWORD = "correct-horse-7";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = Running.freePort();
  private final int brokerPort = Running.freePort();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final HttpServer webhook;
  private final Path folder;
  private final Running program;

  RunningService(Path folder) throws IOException {
    this(
        folder,
        "",
        """
        rules:
          - {id: fever, quantity: body_temperature, at-least: 37.3, severity: critical, do: 复测, report-within: 1h}
        """);
  }

  /**
   * With more in its campus file.
   *
   * @param people lines below {@code people:}
   * @param duty lines below {@code duty:}, and whatever follows
   */
  RunningService(Path folder, String people, String duty) throws IOException {
    this.folder = folder;
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          notices.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    webhook.start();
    Files.writeString(
        folder.resolve("campus.yaml"),
        """
        sites: {main: {name: 主校区, areas: {canteen-1/cold-store: {name: 一食堂冷库, owner: catering}}}}
        gateways: {gw-canteen1: {site: main}, gw-silent: {site: main}}
        channels: {hook: {type: webhook, url: "http://127.0.0.1:%d/"}}
        people:
          officer-a: {name: 值班员甲, telephone: "13800000000", channels: [{channel: hook, to: a}]}
          officer-b: {name: 值班员乙, channels: [{channel: hook, to: b}]}
        %sduty:
          shifts: {first: {from: "00:00", to: "12:00"}, second: {from: "12:00", to: "00:00"}}
          rota:
            - {shift: first, role: officer, people: [officer-a]}
            - {shift: second, role: officer, people: [officer-b]}
        %s"""
            .formatted(webhook.getAddress().getPort(), people, duty));
    Path config =
        Files.writeString(
            folder.resolve("ingest-service.yaml"),
            "broker: {url: embedded, port: %d}\nweb: {port: %d}\n".formatted(brokerPort, port));
    program =
        Running.start(
                folder,
                Map.of("SENTRY_ADMIN_PASSWORD", PASSWORD),
                "bin/ingest-service",
                "--config",
                config.toString())
            .untilOpen(port);
  }

  /** Publishes as the gateway {@code gw-canteen1} of site {@code main} would. */
  void publish(String kind, boolean retained, String payload) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("mosquitto_pub", "-V", "5", "-q", "1", "-p", String.valueOf(brokerPort)));
    command.addAll(List.of("-t", "sentry/v1/main/gw-canteen1/" + kind, "-m", payload));
    if (retained) {
      command.add("-r");
    }
    if (Running.run(folder, command.toArray(String[]::new)) != 0) {
      throw new AssertionError(Running.outputs(folder));
    }
  }

  int webPort() {
    return port;
  }

  /** What the webhook was told so far. */
  List<String> notices() {
    return notices;
  }

  static String login() {
    return "{\"user\":\"admin\",\"password\":\"" + PASSWORD + "\"}";
  }

  HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return body == null
        ? request.method(method, HttpRequest.BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    program.close();
    webhook.stop(0);
  }
}
