package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Free ports of 127.0.0.1, and waiting for a server on one. */
public final class Ports {
  private Ports() {}

  /** One that nobody has. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails at once, with the program's own words, when it has ended. */
  public static void awaitOpen(int port, Program program) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .failFast(
            () -> {
              if (!program.isAlive()) {
                throw new AssertionError("it ended: " + program.output());
              }
            })
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isOpen(port));
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
