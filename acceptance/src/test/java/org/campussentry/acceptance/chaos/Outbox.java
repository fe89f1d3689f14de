package org.campussentry.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway's outbox from outside: what it says of itself while the agent runs, and its file while
 * the agent does not.
 */
record Outbox(int gateway, Path home) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A batch without a receipt. */
  record Kept(String stream, long seq, Set<Mark> marks) {}

  /**
   * How many batches wait, and since when, and whether something was dropped that the campus has
   * not heard of; an agent that does not answer is waited for.
   */
  record Waiting(long batches, long oldest, boolean silent) {}

  /** What the running agent tells on its socket. */
  Waiting waiting() {
    try (SocketChannel socket =
        SocketChannel.open(UnixDomainSocketAddress.of(home.resolve("agent.sock")))) {
      JsonNode status = JSON.readTree(Channels.newInputStream(socket)).path("status");
      JsonNode told = status.path("outbox");
      long batches = told.path("batches").asLong(Long.MAX_VALUE);
      return new Waiting(
          batches,
          batches == 0 ? Long.MAX_VALUE : told.path("oldest").asLong(Long.MIN_VALUE),
          !status.path("dropped").isEmpty());
    } catch (IOException e) {
      return new Waiting(0, Long.MIN_VALUE, true);
    }
  }

  /** Whether the campus knows what became of all that is older. */
  boolean settled(long until) {
    Waiting waiting = waiting();
    return waiting.oldest() > until && !waiting.silent();
  }

  private Path file() {
    return home.resolve("outbox.db");
  }

  /** Reads a copy, so that nothing is changed by looking; the agent must stand still. */
  List<Kept> kept(Path scratch) throws IOException, SQLException {
    Files.createDirectories(scratch);
    Path copy = scratch.resolve("copy.db");
    for (String part : List.of("", "-wal")) {
      Path to = scratch.resolve("copy.db" + part);
      Files.deleteIfExists(to);
      if (Files.exists(Path.of(file() + part))) {
        Files.copy(Path.of(file() + part), to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(scratch.resolve("copy.db-shm"));
    var kept = new ArrayList<Kept>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT stream, seq, payload FROM batches")) {
      while (rows.next()) {
        kept.add(new Kept(rows.getString(1), rows.getLong(2), marks(rows.getBytes(3))));
      }
    }
    return kept;
  }

  private Set<Mark> marks(byte[] payload) throws IOException {
    var marks = new HashSet<Mark>();
    for (JsonNode row : JSON.readTree(payload).path("r")) {
      if (row.path(2).isNumber()) {
        int unit = row.path(0).asText().charAt(1) - '0';
        marks.add(Mark.stored(gateway, unit, row.path(2).asDouble()));
      }
    }
    return marks;
  }

  /** Flips bits in some bytes; the agent must be dead. */
  void damage(Fault.FlipOutboxBytes fault) throws IOException, SQLException {
    Path victim = Path.of(file() + "-wal");
    if (!fault.journal() || !Files.exists(victim)) {
      victim = file();
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + victim);
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    }
    var random = new Random(fault.seed());
    try (var file = new RandomAccessFile(victim.toFile(), "rw")) {
      for (int index = 0; index < fault.bytes(); index++) {
        long place = (long) (random.nextDouble() * file.length());
        file.seek(place);
        int was = file.read();
        file.seek(place);
        file.write(was ^ 1 + random.nextInt(255));
      }
    }
  }

  /** The damaged files that were kept. */
  Set<String> setAside() {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("outbox\\.db\\.damaged-\\d+"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of();
    }
  }
}
