package org.campussentry.edge;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;

/** A serial device that does as it is told, see src/test/python/device.py. */
public final class ScriptedTty implements AutoCloseable {
  private final Program program;

  public ScriptedTty(String device) {
    program = new Program("/usr/bin/python3", "src/test/python/device.py", device);
    program.awaitLine("ready");
  }

  /** Writes these characters, one byte each, now. */
  public void send(String text) {
    command("send " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Answers the next thing that comes; each step is milliseconds after it, a colon, and hex. */
  public void reply(String... steps) {
    command("reply " + String.join(" ", steps));
  }

  /** All that came so far, in hex, one line each. */
  public List<String> got() {
    return program.lines().stream()
        .filter(line -> line.startsWith("got "))
        .map(line -> line.substring("got ".length()))
        .toList();
  }

  private void command(String line) {
    long before = oks();
    program.write(line);
    Awaitility.await().until(() -> oks() > before);
  }

  private long oks() {
    return program.lines().stream().filter("ok"::equals).count();
  }

  @Override
  public void close() {
    program.close();
  }
}
