package org.campussentry.edge.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A healthy outbox that cannot be used now: it stays where it is, and is read when it can be. */
class OutboxUnavailableTest {
  private static final long LIMIT = 1 << 20;

  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();
  private Path file;

  @BeforeEach
  void keepOne() throws OutboxUnavailable {
    file = folder.resolve("outbox.db");
    try (Outbox outbox = Outbox.open(folder, new Bounds(LIMIT, 0), clock)) {
      outbox.keep(
          new Batch(outbox.stream().id(), 0, "hash", 0, new Payload("batch 0".getBytes(UTF_8))));
    }
  }

  private String refusal() {
    return catchThrowableOfType(
            OutboxUnavailable.class, () -> Outbox.open(folder, new Bounds(LIMIT, 0), clock).close())
        .getMessage();
  }

  private void assertThatNothingIsLost() throws Exception {
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(path -> path.toString().contains("damaged"));
    }
    try (Outbox outbox = Outbox.open(folder, new Bounds(LIMIT, 0), clock)) {
      assertThat(outbox.between(0, Long.MAX_VALUE, 10).toString()).contains("batch 0");
    }
  }

  private void setVersion(int version) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + version);
    }
  }

  @Test
  void written_by_a_newer_program() throws Exception {
    setVersion(3);
    assertThat(refusal())
        .contains(file.toString(), "schema 3", "left as it is", "Run that version of the agent");
    setVersion(2);
    assertThatNothingIsLost();
  }

  @Test
  void not_to_be_opened() throws Exception {
    for (String part : List.of("outbox.db-wal", "outbox.db-shm")) {
      Path obstacle = Files.createDirectory(folder.resolve(part));
      assertThat(refusal())
          .contains(file.toString(), "Give the folder and every file in it to the user");
      Files.delete(obstacle);
    }
    assertThatNothingIsLost();
  }
}
