package org.campussentry.ingest.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The contract on Debian's InfluxDB 1.6, through the write shim. */
class InfluxHistoryIT implements HistoryContract {
  private static final long DAY_MS = 86_400_000;

  @TempDir static Path folder;
  private static Process influxd;
  private static int port;
  private static InfluxHistory history;

  @BeforeAll
  static void start() throws IOException {
    port = freePort();
    Path config = folder.resolve("influxdb.conf");
    Files.writeString(
        config,
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
            .formatted(freePort(), folder, folder, folder, port));
    influxd =
        new ProcessBuilder("influxd", "-config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("influxd.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(30)).until(() -> isOpen(port));
    history = new InfluxHistory(address(port), Retention.FOREVER, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    history.close();
    influxd.destroy();
  }

  private static StoreAddress address(int port) {
    return address(port, "sentry");
  }

  private static StoreAddress address(int port, String database) {
    return new StoreAddress(
        "influxdb://127.0.0.1:" + port + "/" + database,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public SeriesStore history() {
    return history;
  }

  @Test
  void a_store_that_is_down_is_named() throws IOException {
    int nobody = freePort();
    Point point = HistoryContract.point("gw", "temperature");
    try (InfluxHistory down =
        new InfluxHistory(address(nobody), Retention.USUAL, InstantSource.system())) {
      assertThatThrownBy(() -> down.write(List.of(HistoryContract.measured(point, T0, 1))))
          .isInstanceOfSatisfying(
              HistoryException.class,
              e -> assertThat(e.kind()).isEqualTo(HistoryException.Kind.UNAVAILABLE))
          .hasMessageContaining("127.0.0.1:" + nobody)
          .hasMessageContaining("store.url");
    }
  }

  private static String durations(String database) throws Exception {
    String query = URLEncoder.encode("SHOW RETENTION POLICIES ON " + database, UTF_8);
    URI uri = URI.create("http://127.0.0.1:" + port + "/query?q=" + query);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void the_policy_is_what_the_configuration_says_also_after_a_change() throws Exception {
    Point point = HistoryContract.point("gw", "temperature");
    long now = System.currentTimeMillis();
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(InfluxRetention.class);
    told.start();
    log.addAppender(told);
    for (var wanted :
        List.of(
            Map.entry(Retention.USUAL, "\"9600h0m0s\""),
            Map.entry(new Retention(30), "\"720h0m0s\""),
            Map.entry(new Retention(7), "\"168h0m0s\""),
            Map.entry(Retention.FOREVER, "\"0s\""))) {
      try (InfluxHistory kept =
          new InfluxHistory(address(port, "kept"), wanted.getKey(), InstantSource.system())) {
        kept.write(
            List.of(
                HistoryContract.measured(point, now - 20 * DAY_MS, 1),
                HistoryContract.measured(point, now, 1)));
      }
      assertThat(durations("kept")).contains(wanted.getValue());
    }
    log.detachAppender(told);
    assertThat(told.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(m -> m.contains("are older"))
        .singleElement()
        .asString()
        .contains("store.retention is 7d: 1 shards of InfluxDB with readings from ");
  }

  @Test
  void a_reading_older_than_the_retention_is_not_kept_and_holds_nobody_up() throws Exception {
    Point point = HistoryContract.point("gw", "humidity");
    long now = System.currentTimeMillis();
    var old = HistoryContract.measured(point, now - 50 * DAY_MS, 1);
    try (InfluxHistory kept =
        new InfluxHistory(address(port, "short"), new Retention(30), InstantSource.system())) {
      kept.write(List.of(old, HistoryContract.measured(point, now, 2)));
      assertThat(kept.rows(point, now - 100 * DAY_MS, now + DAY_MS, 10))
          .extracting(History.Row::value)
          .containsExactly(2.0);

      var untimed = List.of(new Sample(point, old.reading(), "stream1"));
      assertThatThrownBy(() -> kept.write(untimed))
          .as("its time is not true, and it is set aside")
          .isInstanceOfSatisfying(
              HistoryException.class,
              e -> assertThat(e.kind()).isEqualTo(HistoryException.Kind.BAD_SAMPLES));
    }
  }
}
