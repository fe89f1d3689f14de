package org.campussentry.edge.uplink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every connection, reads what comes, and says nothing. */
final class SilentBroker implements AutoCloseable {
  private final ServerSocket server;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger();

  SilentBroker() throws IOException {
    this(0);
  }

  SilentBroker(int port) throws IOException {
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    daemon(this::take);
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "silent broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void take() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon(() -> read(socket));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private void read(Socket socket) {
    try (socket) {
      if (socket.getInputStream().read() < 0) {
        // Somebody who only knocked.
        return;
      }
      taken.incrementAndGet();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // Gone too.
    }
    left.incrementAndGet();
  }

  URI url() {
    return URI.create("mqtt://127.0.0.1:" + server.getLocalPort());
  }

  /** How many connections came on which somebody said something. */
  int taken() {
    return taken.get();
  }

  /** How many of them their client has closed. */
  int left() {
    return left.get();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
