package org.campussentry.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.campussentry.edge.outbox.Batch;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.outbox.Payload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

/** The program as a process for whose files the kernel has no room. */
class NoRoomIT {
  private static final long LIMIT = 1 << 20;

  /** Too small for the journal's index, and for the tables of a new outbox. */
  private static final int FILE_BLOCKS_MAX = 16;

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void configure() throws IOException {
    home = folder.resolve("home");
    Files.writeString(
        folder.resolve("edge-agent.yaml"),
        """
        site: main
        gateway: gw-canteen1
        home: home
        broker: {url: "mqtt://127.0.0.1:1"}
        buses:
          lan-1: {type: modbus-tcp, host: 127.0.0.1, port: 1}
        devices:
          cold1: {bus: lan-1, unit: 1, profile: xy-md02, every: 1s, area: canteen-1/cold-store}
        """);
    // Unpacked beforehand: the driver would otherwise write its own library first, and find no
    // room.
    String library = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library;
    try (InputStream stream = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      Files.copy(stream, folder.resolve(library));
    }
  }

  private Program run() {
    return new Program(
        Map.of(),
        List.of(
            "sh",
            "-c",
            "ulimit -f " + FILE_BLOCKS_MAX + " && exec \"$@\"",
            "sh",
            System.getProperty("java.home") + "/bin/java",
            "-XX:-UsePerfData",
            "-Dorg.sqlite.lib.path=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            EdgeAgent.class.getName(),
            "--config",
            folder.resolve("edge-agent.yaml").toString()));
  }

  private void assertThatItEndsWithOneAndRenamesNothing() throws IOException {
    try (Program agent = run()) {
      agent.awaitLine("outbox " + home.resolve("outbox.db") + " cannot be opened ([SQLITE_IOERR");
      agent.awaitLine("is left as it is. The disk or card is full or failing: free some space");
      assertThat(agent.exitCode()).isEqualTo(1);
    }
    try (var files = Files.list(home)) {
      assertThat(files).noneMatch(file -> file.toString().contains("damaged"));
    }
  }

  @Test
  void a_healthy_outbox_stays_and_is_read_when_there_is_room() throws Exception {
    try (Outbox outbox = Outbox.open(home, new Bounds(LIMIT, 0), InstantSource.system())) {
      outbox.keep(
          new Batch(outbox.stream().id(), 0, "hash", 0, new Payload("batch 0".getBytes(UTF_8))));
    }
    assertThatItEndsWithOneAndRenamesNothing();
    try (Outbox outbox = Outbox.open(home, new Bounds(LIMIT, 0), InstantSource.system())) {
      assertThat(outbox.between(0, Long.MAX_VALUE, 10).toString()).contains("batch 0");
    }
  }

  @Test
  void a_new_outbox_begins_when_there_is_room() throws Exception {
    assertThatItEndsWithOneAndRenamesNothing();
    try (Outbox outbox = Outbox.open(home, new Bounds(LIMIT, 0), InstantSource.system())) {
      assertThat(outbox.size().batches()).isZero();
    }
  }
}
