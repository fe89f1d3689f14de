package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody provisions who is not the user of the service. Only root can try that. */
class OtherUserIT {
  private static final String OTHER = "nobody";

  @TempDir Path folder;
  private Ingest ingest;

  @BeforeEach
  void describe() throws IOException {
    Path campus =
        Files.writeString(
            folder.resolve("campus.yaml"),
            """
            sites: {main: {name: 主校区, areas: {lab/bench: {name: 实训台}}}}
            gateways: {gw-a: {site: main}, gw-b: {site: main}}
            """);
    String broker =
        "url: embedded, port: %d, tls: true, gateways-url: 'mqtts://localhost:8883'"
            .formatted(Ports.free());
    ingest = Ingest.at(folder.resolve("ingest"), broker, campus, Map.of());
  }

  @Test
  void another_user_is_told_the_remedy_and_what_the_services_user_makes_the_service_can_read()
      throws Exception {
    Path home = Files.createDirectories(folder.resolve("ingest/home"));
    assumeTrue(
        System.getProperty("user.name").equals("root") && isReadableBy(OTHER),
        "NOT RUN: it takes root, a user nobody, and a clone that nobody may read");
    Program.Result denied = ingest.commandBy(as(OTHER), "provision", "main", "gw-a");
    assertThat(denied.exitCode()).isEqualTo(1);
    assertThat(denied.output()).contains(home + " belongs to root: run this as that user");

    fine(by("chown", OTHER, home.toString()));
    Program.Result refused = ingest.command("provision", "main", "gw-a");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.output())
        .contains(home + " belongs to nobody: run this as that user (runuser -u nobody -- …)");
    assertThat(home).isEmptyDirectory();

    fine(ingest.commandBy(as(OTHER), "provision", "main", "gw-a"));
    try (var files = Files.walk(home)) {
      assertThat(files).allMatch(file -> ownerOf(file).equals(OTHER));
    }
    List<String> service = new ArrayList<>(as(OTHER));
    service.addAll(List.of("../ingest-service/bin/ingest-service", "--config"));
    service.add(folder.resolve("ingest/ingest-service.yaml").toString());
    try (Program running = Program.start("ingest-service", folder, service)) {
      running.untilItSays("The page: ");
      fine(ingest.commandBy(as(OTHER), "provision", "main", "gw-b"));
      assertThat(running.isAlive()).isTrue();
    }
  }

  private static List<String> as(String user) {
    return List.of("setpriv", "--reuid=" + user, "--regid=nogroup", "--clear-groups");
  }

  /** The folder is opened for it, too. */
  private boolean isReadableBy(String user) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    List<String> reads = new ArrayList<>(as(user));
    reads.addAll(List.of("test", "-r", "../ingest-service/target/ingest-service.jar"));
    return by(reads.toArray(String[]::new)).exitCode() == 0;
  }

  private static String ownerOf(Path file) {
    try {
      return Files.getOwner(file).getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fine(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private Program.Result by(String... command) {
    return Program.run(folder.resolve("by"), command[0], Map.of(), List.of(command));
  }
}
