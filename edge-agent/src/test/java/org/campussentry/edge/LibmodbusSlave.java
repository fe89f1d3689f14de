package org.campussentry.edge;

/** A slave by libmodbus, see src/test/python/libmodbus_slave.py. */
public final class LibmodbusSlave extends ModbusSlave {
  private LibmodbusSlave(String kind, String where) {
    super("libmodbus_slave.py", kind, where);
  }

  public static LibmodbusSlave tcp(int port) {
    return new LibmodbusSlave("tcp", Integer.toString(port));
  }

  public static LibmodbusSlave rtu(String device) {
    return new LibmodbusSlave("rtu", device);
  }
}
