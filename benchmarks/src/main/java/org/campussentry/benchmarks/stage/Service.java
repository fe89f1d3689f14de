package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Usage;

/** An ingest-service that runs by its own start script, with a campus of numbered gateways. */
public final class Service implements AutoCloseable {
  private static final int TRIES = 1200;

  /** Of user {@code admin}. */
  public static final String PASSWORD = "bench-and-nothing-else-1";

  /** For `broker:`, its own one, on whichever port is free. */
  public static final String EMBEDDED = "embedded";

  private final Path folder;
  private final Child process;
  private final int port = Ports.free();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Starts it.
   *
   * @param broker the value of `broker:`, or {@link #EMBEDDED}
   * @param store the value of `store:`
   * @param gateways how many `campus.yaml` lists: gw-0, gw-1, …
   */
  public Service(Settings settings, Path folder, String broker, String store, int gateways)
      throws IOException, InterruptedException {
    this(settings, folder, broker, store, numbered(gateways));
  }

  private static String numbered(int gateways) {
    var campus = new StringBuilder("timezone: Asia/Shanghai\n");
    campus.append("sites: {main: {name: 主校区, areas: {bench/cold-store: {name: 冷库}}}}\ngateways:\n");
    for (int gateway = 0; gateway < gateways; gateway++) {
      campus.append("  gw-").append(gateway).append(": {site: main}\n");
    }
    return campus.toString();
  }

  /**
   * Starts it.
   *
   * @param broker the value of `broker:`, or {@link #EMBEDDED}
   * @param store the value of `store:`
   * @param campus all of `campus.yaml`
   */
  public Service(Settings settings, Path folder, String broker, String store, String campus)
      throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder);
    String line =
        broker.equals(EMBEDDED) ? "{url: embedded, port: %d}".formatted(Ports.free()) : broker;
    Files.writeString(folder.resolve("campus.yaml"), campus);
    Path config =
        Files.writeString(
            folder.resolve("ingest-service.yaml"),
            """
            home: home
            campus: campus.yaml
            broker: %s
            store: %s
            web: {port: %d}
            """
                .formatted(line, store, port));
    process =
        new Child(
            folder.resolve("ingest-service.log"),
            Map.of("JAVA_HOME", settings.javaHome().toString(), "SENTRY_ADMIN_PASSWORD", PASSWORD),
            List.of(
                settings.root().resolve("ingest-service/bin/ingest-service").toString(),
                "--config",
                config.toString()));
    Ports.awaitAnswer(port, process, TRIES);
  }

  /** Where its pages are, with a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** What it uses. */
  public Usage usage() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("ingest-service has ended: " + process.output());
    }
    return new Usage(process.pid());
  }

  /** Logs in as `admin`, for the token. */
  public String logIn() throws IOException, InterruptedException {
    String body = "{\"user\":\"admin\",\"password\":\"" + PASSWORD + "\"}";
    String answer =
        send(
            HttpRequest.newBuilder(uri("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return answer.replaceFirst("(?s).*\"token\":\"([^\"]*)\".*", "$1");
  }

  /** What the API answers; any other status than 200 is an error. */
  public String get(String token, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
  }

  /** What the API answers to a body of JSON; any other status than 200 is an error. */
  public String post(String token, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** A metric by its Prometheus name, the sum over its labels. */
  public double metric(String name) throws IOException, InterruptedException {
    String text = send(HttpRequest.newBuilder(uri("/metrics")));
    return text.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Bytes of the embedded store's files. */
  public long bytesOfStore() throws IOException {
    return Influx.bytes(folder.resolve("home/store"));
  }

  @Override
  public void close() {
    process.close();
  }
}
