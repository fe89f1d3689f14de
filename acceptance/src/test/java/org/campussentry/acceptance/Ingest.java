package org.campussentry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** ingest-service as its own process, and its API as a program would use it. */
final class Ingest implements AutoCloseable {
  static final String PASSWORD = "correct-horse-7";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Path config;
  private final Map<String, String> environment;
  private final int port = Ports.free();
  private Program program;
  private String token = "";

  private Ingest(Path folder, String broker, String store, Path campus, Map<String, String> more) {
    this.folder = folder;
    this.config = folder.resolve("ingest-service.yaml");
    this.environment = new java.util.HashMap<>(more);
    environment.put("SENTRY_ADMIN_PASSWORD", PASSWORD);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          config,
          """
          home: %s/home
          campus: %s
          broker: {%s}
          store: {url: "%s"}
          web: {port: %d}
          """
              .formatted(folder, campus.toAbsolutePath(), broker, store, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Ingest embedded(Path folder, int brokerPort, Path campus) {
    return new Ingest(folder, "url: embedded, port: " + brokerPort, "embedded", campus, Map.of());
  }

  static Ingest with(Path folder, String brokerUrl, String storeUrl, Path campus) {
    return with(folder, brokerUrl, storeUrl, campus, Map.of());
  }

  static Ingest with(
      Path folder, String brokerUrl, String storeUrl, Path campus, Map<String, String> more) {
    return new Ingest(folder, "url: \"" + brokerUrl + "\"", storeUrl, campus, more);
  }

  Ingest start() {
    program =
        Program.start(
            "ingest-service",
            folder,
            environment,
            List.of("../ingest-service/bin/ingest-service", "--config", config.toString()));
    Ports.awaitOpen(port, program);
    return this;
  }

  void kill() {
    program.kill();
  }

  void restart() {
    program.close();
    start();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  String log() {
    return program.output();
  }

  long pid() {
    return program.pid();
  }

  JsonNode get(String path) {
    return send("GET", path, null).body();
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  record Answer(int status, JsonNode body) {}

  Answer send(String method, String path, String body) {
    if (token.isEmpty()) {
      token =
          raw("POST", "api/v1/session", "{\"user\":\"admin\",\"password\":\"" + PASSWORD + "\"}")
              .body()
              .path("token")
              .asText();
    }
    return raw(method, path, body);
  }

  Answer raw(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + token);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode json =
          response.body().startsWith("{")
              ? JSON.readTree(response.body())
              : MissingNode.getInstance();
      return new Answer(response.statusCode(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Points whose state is not {@code no-data}. */
  long livePoints() {
    long live = 0;
    for (JsonNode point : get("api/v1/points").path("points")) {
      live += point.path("state").asText().equals("no-data") ? 0 : 1;
    }
    return live;
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
