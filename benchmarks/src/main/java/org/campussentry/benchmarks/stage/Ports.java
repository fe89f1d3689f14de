package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine. */
public final class Ports {
  private Ports() {}

  /** One that nobody has. */
  public static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until a process takes connections; looks 20 times a second. */
  static void awaitAnswer(int port, Child process, int tries)
      throws IOException, InterruptedException {
    for (int left = tries; ; left--) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (left == 0 || !process.isAlive()) {
          throw new IOException("a program does not answer: " + process.output(), e);
        }
        Thread.sleep(50);
      }
    }
  }
}
