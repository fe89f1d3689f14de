package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * python3-pymodbus answering with a number that grows by one an answer, and a log of what it
 * answered.
 */
final class CountingSlave implements AutoCloseable {
  private final Path log;
  private final int port = Ports.free();
  private final Program program;

  /** One answered request. */
  record Answer(long at, int value) {}

  CountingSlave(Path folder, String name) {
    log = folder.resolve(name + ".answers");
    program =
        Program.start(
            "pymodbus-slave",
            folder,
            List.of(
                "/usr/bin/python3",
                Path.of("src/test/python/counting_slave.py").toAbsolutePath().toString(),
                "" + port,
                log.toString()));
    Ports.awaitOpen(port, program);
  }

  int port() {
    return port;
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
