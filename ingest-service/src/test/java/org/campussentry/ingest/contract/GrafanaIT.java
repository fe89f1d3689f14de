package org.campussentry.ingest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.campussentry.ingest.history.InfluxHistory;
import org.campussentry.ingest.history.Retention;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dashboards of Grafana: what it would ask, asked of Debian's InfluxDB 1.6 with what {@link
 * InfluxHistory} wrote there.
 */
class GrafanaIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GRAFANA = Path.of("..", "dashboards", "grafana");
  private static final String COLD_STORE = "canteen-1/cold-store";

  /** What somebody has chosen above a dashboard. */
  private static final Map<String, String> CHOSEN =
      Map.of("site", "main", "area", COLD_STORE, "gateway", "gw-a", "quantity", "temperature");

  private static final Pattern IN_REGEX = Pattern.compile("/\\^\\$(\\w+)\\$/");
  private static final long MINUTE_MS = 60_000;
  private static final long END_MS = 1_790_000_040_000L;
  private static final long BEGIN_MS = END_MS - 60 * MINUTE_MS;

  /** Nothing was read in these minutes. */
  private static final int GAP_FROM = 20;

  private static final int GAP_TO = 30;

  @TempDir static Path folder;
  private static Running influxd;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    port = Running.freePort();
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
            [http]
              bind-address = "127.0.0.1:%d"
            """
                .formatted(Running.freePort(), folder, folder, folder, port));
    influxd = Running.start(folder, "influxd", "-config", config.toString()).untilOpen(port);
    var address =
        new StoreAddress(
            "influxdb://127.0.0.1:" + port + "/sentry",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    try (var history = new InfluxHistory(address, Retention.FOREVER, InstantSource.system())) {
      history.write(anHour());
    }
  }

  @AfterAll
  static void stop() {
    if (influxd != null) {
      influxd.close();
    }
  }

  /** Of each kind of reading that a dashboard shows, with a hole in it. */
  private static List<Sample> anHour() {
    List<Sample> samples = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      if (minute >= GAP_FROM && minute < GAP_TO) {
        continue;
      }
      long at = BEGIN_MS + minute * MINUTE_MS;
      samples.add(measured(point(COLD_STORE, "cold1", "temperature"), at, 3 + minute % 3));
      samples.add(measured(point(COLD_STORE, "cold1", "humidity"), at, 61));
      samples.add(measured(point("canteen-1/frozen", "frozen1", "temperature"), at, -18.2));
      samples.add(measured(point("canteen-1/hot-holding", "hot1", "temperature"), at, 66));
      samples.add(measured(point("dorm-1/room-101", "spray1", "tank_level"), at, 40));
      samples.add(measured(point("gate/main-entrance", "gate1", "body_temperature"), at, 36.5));
    }
    Point cold = point(COLD_STORE, "cold1", "temperature");
    long late = BEGIN_MS + 45 * MINUTE_MS + 1;
    samples.add(new Sample(cold, new Reading.Unavailable(cold.id(), late, Reason.TIMEOUT), ""));
    samples.add(new Sample(cold, new Reading.Measured(cold.id(), late + 1, 99), "stream1"));
    return samples;
  }

  private static Point point(String area, String device, String quantity) {
    PointId id = new PointId("gw-a", device + "." + quantity);
    return new Point(id, "main", area, device, quantity, "Cel", MINUTE_MS, false);
  }

  private static Sample measured(Point point, long at, double value) {
    return new Sample(point, new Reading.Measured(point.id(), at, value), "");
  }

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
      return files.sorted().toList();
    }
  }

  record Asked(String board, String title, String query) {
    @Override
    public String toString() {
      return board + ": " + title;
    }
  }

  static List<Asked> queries() throws IOException {
    List<Asked> queries = new ArrayList<>();
    for (Path file : dashboards()) {
      JsonNode board = JSON.readTree(file.toFile());
      String name = file.getFileName().toString();
      for (JsonNode variable : board.at("/templating/list")) {
        queries.add(
            new Asked(name, "$" + variable.path("name").asText(), variable.path("query").asText()));
      }
      for (JsonNode panel : board.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(new Asked(name, panel.path("title").asText(), target.path("query").asText()));
        }
      }
    }
    return queries;
  }

  /**
   * As Grafana fills it in: within a regular expression, what it would read otherwise is escaped.
   */
  private static String filled(String query) {
    String text =
        IN_REGEX
            .matcher(query)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        "/^(" + CHOSEN.get(m.group(1)).replace("/", "\\/") + ")$/"));
    text =
        text.replace("$timeFilter", "time >= %dms and time < %dms".formatted(BEGIN_MS, END_MS))
            .replace("$__interval", "1m");
    for (Map.Entry<String, String> chosen : CHOSEN.entrySet()) {
      text = text.replace("$" + chosen.getKey(), chosen.getValue());
    }
    assertThat(text.replace(")$/", "").replaceAll("[a-z]\\$/", ""))
        .as("every variable is filled in")
        .doesNotContain("$");
    return text;
  }

  private static JsonNode ask(String query) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/query?db=sentry&epoch=ms&q=%s"
                .formatted(port, URLEncoder.encode(query, UTF_8)));
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return JSON.readTree(body);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void each_query_finds_what_is_there(Asked asked) throws Exception {
    JsonNode answer = ask(filled(asked.query()));
    assertThat(answer.findValue("error")).as("%s", answer).isNull();
    JsonNode series = answer.at("/results/0/series");
    assertThat(series).as(filled(asked.query())).isNotEmpty();
    boolean something = false;
    for (JsonNode one : series) {
      for (JsonNode row : one.path("values")) {
        JsonNode last = row.get(row.size() - 1);
        something |= !last.isNull() && !last.asText().equals("0");
      }
    }
    assertThat(something).as("more than empty buckets").isTrue();
  }

  @Test
  void a_gap_stays_a_gap_and_what_has_no_sure_time_is_kept_out() throws Exception {
    String query =
        queries().stream()
            .filter(a -> a.title().startsWith("冷库温度"))
            .findFirst()
            .orElseThrow()
            .query();
    JsonNode series = ask(filled(query)).at("/results/0/series");
    assertThat(series).hasSize(1);
    for (JsonNode row : series.at("/0/values")) {
      long minute = (row.get(0).asLong() - BEGIN_MS) / MINUTE_MS;
      boolean gap = minute >= GAP_FROM && minute < GAP_TO;
      assertThat(row.get(1).isNull()).as("minute %d: %s", minute, row).isEqualTo(gap);
      assertThat(row.get(1).asDouble()).isLessThan(10);
    }
    for (Path file : dashboards()) {
      assertThat(JSON.readTree(file.toFile()).findValues("spanNulls"))
          .allSatisfy(spans -> assertThat(spans.asBoolean()).isFalse());
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void ids_are_unique_panels_do_not_overlap_and_the_data_source_is_the_provisioned_one(Path file)
      throws IOException {
    JsonNode board = JSON.readTree(file.toFile());
    assertThat(board.path("uid").asText()).matches("campus-sentry-[a-z]{1,26}");
    assertThat(board.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    String provisioned =
        Described.yaml(GRAFANA.resolve("provisioning/datasources/campus-sentry.yaml"))
            .at("/datasources/0/uid")
            .asText();
    assertThat(board.findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(
            source -> {
              assertThat(source.path("uid").asText()).isEqualTo(provisioned);
              assertThat(source.path("type").asText()).isEqualTo("influxdb");
            });
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : board.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("%s", panel.path("title")).isTrue();
      assertThat(panel.path("title").asText()).matches("(?s).*[\\u4e00-\\u9fff].*[A-Za-z].*");
      JsonNode at = panel.path("gridPos");
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(x).isLessThan(24);
          assertThat(cells.add(x + "," + y)).as("%s", panel.path("title")).isTrue();
        }
      }
    }
  }

  @Test
  void the_composition_gives_grafana_all_that_its_files_take_from_the_environment()
      throws IOException {
    JsonNode grafana = Described.yaml(Path.of("..", "docker-compose.yml")).at("/services/grafana");
    assertThat(grafana.path("profiles").toString()).isEqualTo("[\"grafana\"]");
    String files =
        Files.readString(GRAFANA.resolve("provisioning/datasources/campus-sentry.yaml"))
            + Files.readString(GRAFANA.resolve("provisioning/dashboards/campus-sentry.yaml"));
    Matcher variable = Pattern.compile(": \\$([A-Z_]+)").matcher(files);
    Set<String> wanted = new HashSet<>();
    while (variable.find()) {
      wanted.add(variable.group(1));
    }
    assertThat(wanted).hasSize(4);
    for (String name : wanted) {
      assertThat(grafana.path("environment").has(name)).as(name).isTrue();
    }
    String mounted = grafana.at("/environment/CAMPUS_SENTRY_DASHBOARDS").asText();
    assertThat(grafana.path("volumes").toString())
        .contains("./dashboards/grafana/dashboards:" + mounted + ":ro");
  }
}
