package org.campussentry.edge;

/**
 * A real Modbus slave of another make, see src/test/python/slave.py; it can be killed and come
 * back.
 */
public final class PymodbusSlave implements AutoCloseable {
  private final String kind;
  private final String where;
  private Program program;

  private PymodbusSlave(String kind, String where) {
    this.kind = kind;
    this.where = where;
    start();
  }

  public static PymodbusSlave tcp(int port) {
    return new PymodbusSlave("tcp", Integer.toString(port));
  }

  public static PymodbusSlave rtu(String device) {
    return new PymodbusSlave("rtu", device);
  }

  public void start() {
    program = new Program("/usr/bin/python3", "src/test/python/slave.py", kind, where);
    program.awaitLine("ready");
  }

  /** For example {@code set("1 ir 1 305 612")}: unit, table, first address, values. */
  public void set(String values) {
    int before = program.lines().size();
    program.write(values);
    org.awaitility.Awaitility.await().until(() -> program.lines().size() > before);
  }

  public void kill() {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }
}
