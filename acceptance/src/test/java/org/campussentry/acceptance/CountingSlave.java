package org.campussentry.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * python3-pymodbus answering with a number that grows by one an answer, and a log of what it
 * answered.
 */
final class CountingSlave implements AutoCloseable {
  private final Path log;
  private final Program program;
  private final String where;

  /** One answered request. */
  record Answer(long at, int value) {}

  /** On a TCP port of its own. */
  CountingSlave(Path folder, String name) {
    this(folder, name, "" + Ports.free());
    Ports.awaitOpen(port(), program);
  }

  private CountingSlave(Path folder, String name, String where) {
    this.log = folder.resolve(name + ".answers");
    this.where = where;
    this.program =
        Program.start(
            "pymodbus-slave",
            folder,
            List.of(
                "/usr/bin/python3",
                Path.of("src/test/python/counting_slave.py").toAbsolutePath().toString(),
                where,
                log.toString()));
  }

  /** On a serial line; goes on counting where an earlier one of that name ended. */
  static CountingSlave serial(Path folder, String name, Path device) {
    return new CountingSlave(folder, name, device.toString());
  }

  int port() {
    return Integer.parseInt(where);
  }

  /** What register 1 reads from now on. */
  void level(int value) {
    try {
      Path next = log.resolveSibling(log.getFileName() + ".limit.next");
      Files.writeString(next, "" + value);
      Files.move(
          next,
          log.resolveSibling(log.getFileName() + ".limit"),
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Answer> answers() {
    return read(log);
  }

  /** When each value of register 1 was first handed out. */
  List<Answer> levels() {
    return read(log.resolveSibling(log.getFileName() + ".levels"));
  }

  /**
   * Goes over a limit and back, so many changes in all, each when the one before was told.
   *
   * @return from the answer that first showed each change to the webhook, in milliseconds
   */
  List<Long> told(Webhook webhook, int changes) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      int before = webhook.calls().size();
      int seen = levels().size();
      level(i % 2 == 0 ? 80 : 0);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> webhook.calls().size() == before + 1);
      millis.add(webhook.calls().get(before).at() - levels().get(seen).at());
    }
    return millis;
  }

  private static List<Answer> read(Path file) {
    try {
      List<Answer> answers = new ArrayList<>();
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] word = line.split(" ", 2);
          answers.add(new Answer((long) Double.parseDouble(word[0]), Integer.parseInt(word[1])));
        }
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
