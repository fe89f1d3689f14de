package org.campussentry.edge;

/** A slave by pymodbus, see src/test/python/slave.py. */
public final class PymodbusSlave extends ModbusSlave {
  private PymodbusSlave(String kind, String where) {
    super("slave.py", kind, where);
  }

  public static PymodbusSlave tcp(int port) {
    return new PymodbusSlave("tcp", Integer.toString(port));
  }

  public static PymodbusSlave rtu(String device) {
    return new PymodbusSlave("rtu", device);
  }
}
