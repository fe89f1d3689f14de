package org.campussentry.ingest.intake;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on Debian's mosquitto with this project's limits. */
class MosquittoIT implements BrokerContract {
  @TempDir static Path folder;
  private static Process mosquitto;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    port = EmbeddedBrokerIT.freePort();
    Path limits = Path.of("..", "mosquitto", "conf.d", "limits.conf");
    Path config =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            "listener "
                + port
                + " 127.0.0.1\nallow_anonymous true\nuser root\n"
                + Files.readString(limits));
    Path debian = Path.of("/usr/sbin/mosquitto");
    mosquitto =
        new ProcessBuilder(
                Files.exists(debian) ? debian.toString() : "mosquitto", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(MosquittoIT::isOpen);
  }

  @AfterAll
  static void stop() {
    mosquitto.destroy();
  }

  private static boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }
}
