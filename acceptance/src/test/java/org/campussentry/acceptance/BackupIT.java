package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The machine of the service burns down; somebody had made a backup. */
@ExtendWith(Scenarios.class)
class BackupIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;

  private static int stored(Ingest ingest, Instant from, Instant to) {
    String path = "api/v1/points/gw-a:counter.answers/readings?from=%s&to=%s";
    return ingest.get(path.formatted(from, to)).path("readings").size();
  }

  @Test
  void a_backup_of_a_running_service_becomes_a_service_that_knows_the_same() throws Exception {
    int brokerPort = Ports.free();
    Bench bench = new Bench(folder);
    Path file = folder.resolve("sentry.backup");
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant to;
    int there;
    JsonNode alert;
    try (Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave")) {
      Path campus = bench.campusFile(webhook);
      try (Ingest ingest = Ingest.embedded(folder.resolve("ingest"), brokerPort, campus).start();
          Program edge =
              Edge.start(folder, bench.edgeConfig(slave, "mqtt://127.0.0.1:" + brokerPort))) {
        slave.level(60);
        await()
            .atMost(SOON)
            .until(() -> ingest.get("api/v1/alerts?state=active").path("alerts").size() == 1);
        alert = ingest.get("api/v1/alerts?state=active").path("alerts").get(0);
        // What is three seconds old is stored; younger readings may still be on their way.
        await().atMost(SOON).until(() -> stored(ingest, from, Instant.now().minusSeconds(3)) >= 20);
        to = Instant.now().minusSeconds(3);
        there = stored(ingest, from, to);

        assertThat(edge.isAlive()).isTrue();
        Program.Result made = ingest.command("backup", file.toString());
        assertThat(made.output()).contains("Guard it.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        Instant after = Instant.now();
        await().atMost(SOON).until(() -> stored(ingest, after, after.plusSeconds(60)) >= 5);
        Program.Result inUse = ingest.command("restore", file.toString(), "--replace");
        assertThat(inUse.exitCode()).isEqualTo(1);
        assertThat(inUse.output()).contains("is in use: stop the service");
      }
      Path home = folder.resolve("other/home");
      Ingest other = Ingest.embedded(folder.resolve("other"), Ports.free(), campus);
      refused(other, home, flipped(file));
      refused(other, home, cut(file));

      assertThat(other.command("restore", file.toString()).output()).contains("is restored from");
      try (other) {
        other.start();
        assertThat(other.get("api/v1/alerts").path("alerts").get(0).path("id"))
            .isEqualTo(alert.path("id"));
        assertThat(other.get("api/v1/points").path("points")).hasSize(2);
        await().atMost(SOON).until(() -> stored(other, from, to) == there);
      }
      assertThat(other.command("restore", file.toString()).output()).contains("--replace");
      assertThat(other.command("restore", file.toString(), "--replace").output())
          .contains("The home before it is ");
    }
  }

  @Test
  void a_service_killed_while_it_was_held_is_backed_up_as_it_is() throws Exception {
    int brokerPort = Ports.free();
    Bench bench = new Bench(folder);
    Path file = folder.resolve("sentry.backup");
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave")) {
      Path campus = bench.campusFile(webhook);
      Ingest other = Ingest.embedded(folder.resolve("other"), Ports.free(), campus);
      try (Ingest ingest = Ingest.embedded(folder.resolve("ingest"), brokerPort, campus).start();
          Program edge =
              Edge.start(folder, bench.edgeConfig(slave, "mqtt://127.0.0.1:" + brokerPort))) {
        await().atMost(SOON).until(() -> stored(ingest, from, Instant.now()) >= 5);
        Instant held;
        Instant to;
        int there;
        Path socket = folder.resolve("ingest/home/service.sock");
        try (SocketChannel hold = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
          hold.write(ByteBuffer.wrap("hold\n".getBytes(StandardCharsets.UTF_8)));
          assertThat(hold.read(ByteBuffer.allocate(5))).isEqualTo(5);
          held = Instant.now();
          await()
              .atMost(SOON)
              .until(() -> stored(ingest, held, Instant.now().minusSeconds(3)) >= 10);
          to = Instant.now().minusSeconds(3);
          there = stored(ingest, from, to);
          assertThat(edge.isAlive()).isTrue();
          ingest.kill();
        }
        assertThat(ingest.command("backup", file.toString()).output()).contains("Guard it.");
        assertThat(other.command("restore", file.toString()).output()).contains("is restored from");
        try (other) {
          other.start();
          await().atMost(SOON).until(() -> stored(other, from, to) == there);
        }
      }
    }
  }

  @Test
  void a_home_that_is_a_mount_point_is_told_with_the_remedy_and_nothing_is_left() throws Exception {
    Path file = folder.resolve("sentry.backup");
    try (Webhook webhook = new Webhook()) {
      Path campus = new Bench(folder).campusFile(webhook);
      try (Ingest ingest =
          Ingest.embedded(folder.resolve("ingest"), Ports.free(), campus).start()) {
        assertThat(ingest.command("backup", file.toString()).exitCode()).isZero();
      }
      Ingest other = Ingest.embedded(folder.resolve("other"), Ports.free(), campus);
      Path home = Files.createDirectory(folder.resolve("other/home"));
      Program.Result result = other.commandBy(mountedAt(home), "restore", file.toString());
      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      assertThat(result.output())
          .contains("Not restored: " + home + " can't be renamed", "is it a mount point?")
          .contains("Write a folder below it as `home:`, such as " + home.resolve("home"));
      assertThat(besides(home)).isEmpty();
      assertThat(other.command("restore", file.toString()).output()).contains("is restored from");
      assertThat(besides(home)).isEmpty();
    }
  }

  /** A disk of its own, in a name space that ends with the program that is started in it. */
  private static List<String> mountedAt(Path home) {
    return List.of(
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        "mount -t tmpfs tmpfs \"$1\" && shift && exec \"$@\"",
        "sh",
        home.toString());
  }

  private static List<String> besides(Path home) throws Exception {
    try (var left = Files.list(home.getParent())) {
      return left.map(f -> f.getFileName().toString()).filter(f -> f.startsWith("home.")).toList();
    }
  }

  private static void refused(Ingest other, Path home, Path file) throws Exception {
    Program.Result result = other.command("restore", file.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("Not restored: " + file, "is damaged or cut short");
    assertThat(home.resolve("journal.db")).doesNotExist();
    assertThat(besides(home)).isEmpty();
  }

  private Path flipped(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 0x10;
    return Files.write(folder.resolve("flipped"), bytes);
  }

  private Path cut(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
  }
}
