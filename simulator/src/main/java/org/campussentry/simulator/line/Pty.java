package org.campussentry.simulator.line;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A pseudo-terminal in raw mode: other programs open {@link #path} as a serial port, and this end
 * reads and writes what goes over it. For one thread.
 *
 * <p>The far end is kept open here too, so that the terminal stays raw and readable while no
 * program has it.
 */
final class Pty implements AutoCloseable {
  /** Larger than the {@code struct termios} of any system with a C library. */
  private static final int TERMIOS_BYTES_MAX = 256;

  private static final int POLLFD_BYTES = 8;

  private final int near;
  private final int far;
  private final String path;

  private Pty(int near, int far, String path) {
    this.near = near;
    this.far = far;
    this.path = path;
  }

  /**
   * Opens a pair.
   *
   * @throws IOException when this system has no pseudo-terminals or none left
   */
  static Pty open() throws IOException {
    try {
      int flags = Libc.READ_WRITE | Libc.NO_CONTROLLING_TERMINAL;
      int near = Libc.posix_openpt(flags);
      Libc.grantpt(near);
      Libc.unlockpt(near);
      String path = Libc.ptsname(near);
      int far = Libc.open(path, flags);
      byte[] termios = new byte[TERMIOS_BYTES_MAX];
      Libc.tcgetattr(far, termios);
      Libc.cfmakeraw(termios);
      Libc.tcsetattr(far, Libc.TCSANOW, termios);
      return new Pty(near, far, path);
    } catch (LastErrorException | LinkageError e) {
      throw new IOException("no pseudo-terminal here: " + e.getMessage(), e);
    }
  }

  /** The device path that a gateway opens. */
  String path() {
    return path;
  }

  /**
   * Waits for bytes.
   *
   * @param timeoutMillis at least 0
   * @return what came, empty when nothing came in time
   */
  byte[] read(int timeoutMillis) throws IOException {
    try {
      ByteBuffer pollfd = ByteBuffer.allocate(POLLFD_BYTES).order(ByteOrder.nativeOrder());
      pollfd.putInt(near).putShort(Libc.POLLIN);
      if (Libc.poll(pollfd.array(), new NativeLong(1), timeoutMillis) == 0) {
        return new byte[0];
      }
      byte[] buffer = new byte[256];
      int count = Libc.read(near, buffer, new NativeLong(buffer.length)).intValue();
      byte[] bytes = new byte[count];
      System.arraycopy(buffer, 0, bytes, 0, count);
      return bytes;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.EINTR) {
        return new byte[0];
      }
      throw new IOException(path + " can't be read", e);
    }
  }

  /** Sends one byte. */
  void write(byte value) throws IOException {
    try {
      Libc.write(near, new byte[] {value}, new NativeLong(1));
    } catch (LastErrorException e) {
      throw new IOException(path + " can't be written", e);
    }
  }

  /**
   * Lets the next program open the port. A program may claim a port for itself and then be killed;
   * because this process still holds the terminal, the claim would outlive it.
   */
  void release() throws IOException {
    try {
      Libc.ioctl(far, Libc.TIOCNXCL);
    } catch (LastErrorException e) {
      throw new IOException(path + " can't be released", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Libc.close(far);
      Libc.close(near);
    } catch (LastErrorException e) {
      throw new IOException(path + " can't be closed", e);
    }
  }
}
