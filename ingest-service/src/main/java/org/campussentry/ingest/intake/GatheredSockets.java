package org.campussentry.ingest.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Sockets for Paho, which reads each packet in three pieces and sends each acknowledgement alone:
 * what comes is read in large pieces, and what is to be sent is gathered for a millisecond.
 */
final class GatheredSockets extends SocketFactory {
  private static final int BUFFER = 64 << 10;
  private static final long GATHER_NANOS = 1_000_000;

  @Override
  public Socket createSocket() {
    return new GatheredSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw unconnected();
  }

  private static IOException unconnected() {
    return new UnknownHostException("Paho connects its sockets itself");
  }

  private static final class GatheredSocket extends Socket {
    private InputStream in;
    private Gathered out;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new BufferedInputStream(super.getInputStream(), BUFFER);
      }
      return in;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
      if (out == null) {
        out = new Gathered(super.getOutputStream());
        out.start();
      }
      return out;
    }

    @Override
    public synchronized void close() throws IOException {
      if (out != null) {
        out.stop();
      }
      super.close();
    }
  }

  /** Its own thread writes; what that meets is told to whoever writes next. */
  private static final class Gathered extends OutputStream {
    private final OutputStream socket;
    private final Thread thread = new Thread(this::work, "mqtt-write");
    private byte[] gathered = new byte[BUFFER];

    /** The thread's own, while it writes. */
    private byte[] going = new byte[BUFFER];

    private int length;
    private Optional<IOException> failure = Optional.empty();

    Gathered(OutputStream socket) {
      this.socket = socket;
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
      try {
        while (length > 0 && length + count > BUFFER && failure.isEmpty()) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (count > gathered.length) {
        gathered = Arrays.copyOf(gathered, count);
      }
      System.arraycopy(bytes, offset, gathered, length, count);
      length += count;
      notifyAll();
    }

    private void work() {
      try {
        while (true) {
          awaitSomething();
          LockSupport.parkNanos(this, GATHER_NANOS);
          int count = take();
          socket.write(going, 0, count);
          socket.flush();
        }
      } catch (IOException e) {
        fail(e);
      } catch (InterruptedException e) {
        fail(new IOException("closed", e));
      }
    }

    private synchronized void awaitSomething() throws InterruptedException {
      while (length == 0) {
        wait();
      }
    }

    private synchronized int take() {
      byte[] taken = gathered;
      gathered = going;
      going = taken;
      int count = length;
      length = 0;
      notifyAll();
      return count;
    }

    private synchronized void fail(IOException e) {
      failure = Optional.of(e);
      notifyAll();
    }

    /** What was not sent by now is not sent: its receipts are asked for again. */
    void stop() {
      thread.interrupt();
    }
  }
}
