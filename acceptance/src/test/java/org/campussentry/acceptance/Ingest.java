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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** ingest-service as its own process, and its API as a program would use it. */
public final class Ingest implements AutoCloseable {
  static final String PASSWORD = "correct-horse-7";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Path config;
  private final Map<String, String> environment;
  private final int port = Ports.free();
  private Program program;
  private String token = "";
  private int commands;

  private Ingest(
      Path folder,
      String broker,
      String store,
      String keys,
      Path campus,
      Map<String, String> more) {
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
          %s
          """
              .formatted(folder, campus.toAbsolutePath(), broker, store, port, keys));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Ingest embedded(Path folder, int brokerPort, Path campus) {
    return new Ingest(
        folder, "url: embedded, port: " + brokerPort, "embedded", "", campus, Map.of());
  }

  /** With an embedded store, and whatever stands below {@code broker:}. */
  static Ingest at(Path folder, String broker, Path campus, Map<String, String> more) {
    return new Ingest(folder, broker, "embedded", "", campus, more);
  }

  /** One with a broker and a store of their own. */
  public static Ingest with(Path folder, String brokerUrl, String storeUrl, Path campus) {
    return with(folder, brokerUrl, storeUrl, campus, Map.of());
  }

  static Ingest with(
      Path folder, String brokerUrl, String storeUrl, Path campus, Map<String, String> more) {
    return new Ingest(folder, "url: \"" + brokerUrl + "\"", storeUrl, "", campus, more);
  }

  /** One of several instances. */
  static Ingest ofSites(
      Path folder, String brokerUrl, String storeUrl, Postgres journal, String sites, Path campus) {
    String keys =
        "journal: {url: \"%s\", username: sentry}\nsites: [%s]".formatted(journal.url(), sites);
    return new Ingest(folder, "url: \"" + brokerUrl + "\"", storeUrl, keys, campus, Map.of());
  }

  /** Starts it, also after its end. */
  public Ingest start() {
    program =
        Program.start(
            "ingest-service",
            folder,
            environment,
            List.of("../ingest-service/bin/ingest-service", "--config", config.toString()));
    Ports.awaitOpen(port, program);
    return this;
  }

  /** For one that does not come up. */
  Program.Result run() {
    return Program.run(
        folder,
        "ingest-service",
        environment,
        List.of("../ingest-service/bin/ingest-service", "--config", config.toString()));
  }

  /** Runs one of its commands beside the service. */
  Program.Result command(String... arguments) {
    return commandBy(List.of(), arguments);
  }

  /** The same, started by another program such as setpriv. */
  Program.Result commandBy(List<String> starter, String... arguments) {
    return Program.run(output(), arguments[0], environment, commandLine(starter, arguments));
  }

  /** Starts one of its commands, for several at once. */
  Program begin(String... arguments) {
    return Program.start(arguments[0], output(), environment, commandLine(List.of(), arguments));
  }

  private List<String> commandLine(List<String> starter, String... arguments) {
    List<String> line = new ArrayList<>(starter);
    line.add("../ingest-service/bin/ingest-service");
    line.addAll(List.of(arguments));
    line.addAll(List.of("--config", config.toString()));
    return line;
  }

  private Path output() {
    return folder.resolve("commands").resolve("" + commands++);
  }

  /** kill -9. */
  public void kill() {
    program.kill();
  }

  void restart() {
    program.close();
    start();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** The running one. */
  public Program program() {
    return program;
  }

  String log() {
    return program.output();
  }

  long pid() {
    return program.pid();
  }

  /** What is no JSON. */
  String text(String path) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it keeps what locks the wire. */
  Path wire() {
    return folder.resolve("home").resolve("wire");
  }

  /** What the API answers, logged in. */
  public JsonNode get(String path) {
    return send("GET", path, null).body();
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  /** As somebody who logged in at another instance. */
  void loggedInAs(Ingest other) {
    other.get("api/v1/points");
    token = other.token;
  }

  record Answer(int status, JsonNode body, String text) {}

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
      return new Answer(response.statusCode(), json, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Points whose state is not {@code no-data}. */
  public long livePoints() {
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

  /** One sample of {@code /metrics}. */
  double metric(String name) {
    return raw("GET", "metrics", null)
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Bytes of all objects that are in use; the heap is collected first. */
  long liveHeap() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Program.Result result =
        Program.run(
            folder, "jcmd", Map.of(), List.of(jcmd, "" + program.pid(), "GC.class_histogram"));
    String total =
        result
            .output()
            .lines()
            .filter(l -> l.startsWith("Total"))
            .reduce((a, b) -> b)
            .orElseThrow();
    return new Scanner(total).skip("Total +\\d+ +").nextLong();
  }
}
