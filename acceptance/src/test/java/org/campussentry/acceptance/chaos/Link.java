package org.campussentry.acceptance.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A stretch of network between two programs: a port of 127.0.0.1 that leads to another one, and can
 * be cut and slow. Thread-safe.
 */
final class Link implements AutoCloseable {
  private static final int CHUNK_BYTES = 16 << 10;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;
  private volatile boolean holding;
  private volatile Duration delay = Duration.ZERO;

  /** Leads to a port of 127.0.0.1, whether somebody listens there or not. */
  Link(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * Ends the way.
   *
   * @param silent connections stay and nothing comes through; else they end, as new ones do at once
   */
  void cut(boolean silent) {
    if (silent) {
      holding = true;
    } else {
      refusing = true;
      sockets.forEach(Link::end);
    }
  }

  /** Each piece comes through later by this. */
  void slow(Duration by) {
    delay = by;
  }

  /** All passes again; what was held comes through late. */
  void mend() {
    refusing = false;
    holding = false;
    delay = Duration.ZERO;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        if (refusing) {
          end(near);
          continue;
        }
        daemon(() -> connect(near));
      } catch (IOException e) {
        // It was closed; the loop ends.
      }
    }
  }

  private void connect(Socket near) {
    try {
      sockets.add(near);
      pause();
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(far);
      if (refusing) {
        end(near);
        end(far);
      }
      daemon(() -> pass(near, far));
      pass(far, near);
    } catch (IOException e) {
      end(near);
      sockets.remove(near);
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        pause();
        out.write(chunk, 0, read);
      }
    } catch (IOException e) {
      // One of both ends is gone; so is the other now.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void pause() {
    LockSupport.parkNanos(delay.toNanos());
    while (holding && !server.isClosed()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static void end(Socket socket) {
    try {
      // Whoever is at the other end learns of it at once, by a reset.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(Link::end);
  }
}
