package org.campussentry.ingest.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to PostgreSQL that can be cut while others reach it. Thread-safe. */
final class Detour implements AutoCloseable {
  private enum State {
    OPEN,
    CUT,
    SILENT,
    HALF
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> near = ConcurrentHashMap.newKeySet();
  private final Set<Socket> far = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unheard = new AtomicInteger();
  private volatile State state = State.OPEN;

  /** Leads to a port of 127.0.0.1. */
  Detour(int target) {
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

  /** Ends all connections, and new ones at once. */
  void cut() {
    leave(State.CUT);
  }

  /** Ends all connections; new ones are taken, and nobody answers. */
  void fallSilent() {
    leave(State.SILENT);
  }

  /** Ends what this side sees of all connections; PostgreSQL learns nothing of it. */
  void cutHere() {
    state = State.HALF;
    near.forEach(Detour::end);
  }

  private void leave(State next) {
    state = next;
    near.forEach(Detour::end);
    far.forEach(Detour::end);
  }

  void mend() {
    state = State.OPEN;
  }

  /** How many connections wait for an answer that does not come. */
  int unheard() {
    return unheard.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        near.add(caller);
        if (state == State.SILENT) {
          unheard.incrementAndGet();
        } else if (state == State.OPEN) {
          connect(caller);
        } else {
          end(caller);
        }
      } catch (IOException e) {
        // It was closed, or PostgreSQL is away.
      }
    }
  }

  private void connect(Socket caller) throws IOException {
    try {
      Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
      far.add(called);
      daemon(() -> pass(caller, called));
      daemon(() -> pass(called, caller));
    } catch (IOException e) {
      end(caller);
      throw e;
    }
  }

  /** Whoever ends one side ends the other, unless that is what PostgreSQL is not to know. */
  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of both ends is gone.
    }
    if (state != State.HALF) {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "detour");
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
    leave(State.CUT);
  }
}
