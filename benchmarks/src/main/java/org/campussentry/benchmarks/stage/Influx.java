package org.campussentry.benchmarks.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.campussentry.benchmarks.measure.Usage;

/** An empty InfluxDB 1.x with a database `sentry`, on free ports of this machine. */
public final class Influx implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 200;

  private final Path folder;
  private final int port = Ports.free();
  private final Child process;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Starts it with all its files in a folder. */
  public Influx(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path config =
        Files.writeString(
            folder.resolve("influxdb.conf"),
            """
            reporting-disabled = true
            bind-address = "127.0.0.1:%d"
            [meta]
              dir = "%s/meta"
            [data]
              dir = "%s/data"
              wal-dir = "%s/wal"
              query-log-enabled = false
              max-series-per-database = 0
            [monitor]
              store-enabled = false
            [http]
              bind-address = "127.0.0.1:%d"
              log-enabled = false
            """
                .formatted(Ports.free(), folder, folder, folder, port));
    process =
        new Child(
            folder.resolve("influxd.log"),
            Map.of(),
            List.of("influxd", "-config", config.toString()));
    Ports.awaitAnswer(port, process, TRIES);
    query("CREATE DATABASE sentry");
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** As ingest-service is told of it. */
  public String url() {
    return "influxdb://127.0.0.1:" + port + "/sentry";
  }

  /** Readings that it has, whatever they say. */
  public long count() throws IOException, InterruptedException {
    long count = 0;
    JsonNode series = query("SELECT COUNT(*) FROM /.*/").at("/results/0/series");
    for (JsonNode one : series) {
      JsonNode row = one.at("/values/0");
      for (int column = 1; column < row.size(); column++) {
        count += row.get(column).asLong();
      }
    }
    return count;
  }

  /** Points that it was handed since its start, by its own counter; cheap to ask. */
  public long handed() throws IOException, InterruptedException {
    return JSON.readTree(get("/debug/vars")).at("/write/values/pointReq").asLong();
  }

  private JsonNode query(String command) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(command, StandardCharsets.UTF_8);
    return JSON.readTree(
        send(
            HttpRequest.newBuilder(uri("/query?db=sentry&q=" + encoded))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build()));
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Of a path of its HTTP interface. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** What it uses. */
  public Usage usage() {
    return new Usage(process.pid());
  }

  /** Bytes of its files; the write-ahead log is in until it is snapshotted. */
  public long bytesOnDisk() throws IOException {
    return bytes(folder.resolve("data")) + bytes(folder.resolve("wal"));
  }

  /** Bytes of all files in a folder, as the disk holds them apart from the last block. */
  public static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
