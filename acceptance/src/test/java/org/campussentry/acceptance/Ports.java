package org.campussentry.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Free ports of 127.0.0.1, and waiting for a server on one. */
public final class Ports {
  private static final int RANGE = 4000;
  private static final int FIRST = 16_000 + RANGE * (Integer.getInteger("fork", 0) % 4);

  /** Begins anywhere, so that what a run before left in TIME_WAIT is not in the way. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(RANGE));

  private Ports() {}

  /**
   * One that nobody has. Not of those that the system gives to whoever calls out (32768 and above
   * on Linux), or it could be gone before a server listens; and each process of tests asks in a
   * range of its own.
   */
  public static int free() {
    for (int tries = 0; tries < RANGE; tries++) {
      int port = FIRST + NEXT.getAndIncrement() % RANGE;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: the next one.
      }
    }
    throw new IllegalStateException("no free port from " + FIRST);
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
