package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import org.campussentry.ingest.broker.Door;
import org.campussentry.ingest.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded Artemis. */
class EmbeddedBrokerIT implements BrokerContract {
  @TempDir static Path home;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedBroker.start(home, Door.open(freePort()), InstantSource.system());
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String url() {
    return broker.url();
  }

  @Test
  void a_busy_port_is_named_with_the_remedy(@TempDir Path other) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  EmbeddedBroker.start(
                      other, Door.open(taken.getLocalPort()), InstantSource.system()))
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("choose another broker.port");
    }
  }
}
