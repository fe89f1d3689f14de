package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.reading.Point;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on Debian's InfluxDB 1.6, through the write shim. */
class InfluxHistoryIT implements HistoryContract {
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
    history = new InfluxHistory(address(port));
  }

  @AfterAll
  static void stop() {
    history.close();
    influxd.destroy();
  }

  private static StoreAddress address(int port) {
    return new StoreAddress(
        "influxdb://127.0.0.1:" + port + "/sentry",
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
  public History history() {
    return history;
  }

  @Test
  void a_store_that_is_down_is_named() throws IOException {
    int nobody = freePort();
    Point point = HistoryContract.point("gw", "temperature");
    try (InfluxHistory down = new InfluxHistory(address(nobody))) {
      assertThatThrownBy(() -> down.write(List.of(HistoryContract.measured(point, T0, 1))))
          .isInstanceOfSatisfying(
              HistoryException.class,
              e ->
                  org.assertj.core.api.Assertions.assertThat(e.kind())
                      .isEqualTo(HistoryException.Kind.UNAVAILABLE))
          .hasMessageContaining("127.0.0.1:" + nobody)
          .hasMessageContaining("store.url");
    }
  }
}
