package org.campussentry.edge.uplink;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a broker is back: while one waits to dial again, which may be a minute, its port is
 * knocked at each second, on a thread that lives as long. Only a port that was closed and then
 * opens counts: one that was open all the time belongs to a broker that has another reason to say
 * nothing, and is left in peace.
 */
final class Knock {
  private static final int CONNECT_MILLIS = 1000;
  private static final long EVERY_MILLIS = 1000;

  private final URI broker;
  private final int port;
  private final Runnable back;
  private Thread knocking;

  /**
   * Nobody knocks yet.
   *
   * @param back is run when the broker is back, on the thread that knocks
   */
  Knock(URI broker, int port, Runnable back) {
    this.broker = broker;
    this.port = port;
    this.back = back;
  }

  /** Knocks until the port opens or {@link #end} is called; does nothing when somebody does. */
  void begin() {
    if (knocking == null || !knocking.isAlive()) {
      knocking = new Thread(this::knock, "knock");
      knocking.setDaemon(true);
      knocking.start();
    }
  }

  void end() {
    if (knocking != null) {
      knocking.interrupt();
      knocking = null;
    }
  }

  private void knock() {
    if (open()) {
      return;
    }
    try {
      do {
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      } while (!open());
      back.run();
    } catch (InterruptedException e) {
      // It is dialled again.
    }
  }

  private boolean open() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(broker.getHost(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
