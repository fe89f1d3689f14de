package org.campussentry.simulator.line;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/** The few calls of the C library that make a pseudo-terminal; Java has none of them. */
final class Libc {
  static final int READ_WRITE = 2;
  static final int NO_CONTROLLING_TERMINAL = Platform.isMac() ? 0x20000 : 0x100;
  static final int TCSANOW = 0;
  static final short POLLIN = 1;
  static final int EINTR = 4;
  static final NativeLong TIOCNXCL = new NativeLong(Platform.isMac() ? 0x2000740eL : 0x540dL);

  static {
    Native.register("c");
  }

  private Libc() {}

  static native int posix_openpt(int flags) throws LastErrorException;

  static native int grantpt(int descriptor) throws LastErrorException;

  static native int unlockpt(int descriptor) throws LastErrorException;

  static native String ptsname(int descriptor);

  static native int open(String path, int flags) throws LastErrorException;

  static native int close(int descriptor) throws LastErrorException;

  static native NativeLong read(int descriptor, byte[] buffer, NativeLong size)
      throws LastErrorException;

  static native NativeLong write(int descriptor, byte[] buffer, NativeLong size)
      throws LastErrorException;

  static native int poll(byte[] descriptors, NativeLong count, int timeoutMillis)
      throws LastErrorException;

  static native int ioctl(int descriptor, NativeLong request) throws LastErrorException;

  static native int tcgetattr(int descriptor, byte[] termios) throws LastErrorException;

  static native void cfmakeraw(byte[] termios);

  static native int tcsetattr(int descriptor, int when, byte[] termios) throws LastErrorException;
}
