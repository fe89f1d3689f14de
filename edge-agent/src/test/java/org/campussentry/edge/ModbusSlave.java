package org.campussentry.edge;

/** A real Modbus slave of another make; it can be killed and come back. */
public class ModbusSlave implements AutoCloseable {
  private final String script;
  private final String kind;
  private final String where;
  private Program program;

  /** One of src/test/python that takes values as slave.py there does. */
  ModbusSlave(String script, String kind, String where) {
    this.script = script;
    this.kind = kind;
    this.where = where;
    start();
  }

  public final void start() {
    program = new Program("/usr/bin/python3", "src/test/python/" + script, kind, where);
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
