package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package as it was built, unpacked and run from where it would be installed. That it installs,
 * and what systemd makes of its unit, {@code debian/try-in-clean-root} sees.
 */
class DebIT {
  private static final String PROGRAM = "usr/lib/campus-sentry/edge-agent/";

  @TempDir private Path folder;
  private Path deb;
  private Path root;

  @BeforeEach
  void unpack() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      deb = built.filter(file -> file.toString().endsWith("_all.deb")).findFirst().orElseThrow();
    }
    root = folder.resolve("root");
    run("dpkg-deb", "-x", deb.toString(), root.toString());
    run("dpkg-deb", "-e", deb.toString(), folder.resolve("control").toString());
  }

  private static List<String> run(String... command) {
    try (var program = new Program(command)) {
      assertThat(program.exitCode()).as("%s: %s", List.of(command), program.lines()).isZero();
      return program.lines();
    }
  }

  @Test
  void it_needs_java_17_of_whatever_make_and_keeps_what_an_operator_changes() throws IOException {
    assertThat(Files.readAllLines(folder.resolve("control/control")))
        .contains("Package: campus-sentry-edge", "Architecture: all")
        .anyMatch(line -> line.startsWith("Depends:") && line.contains("java17-runtime-headless"));
    assertThat(Files.readAllLines(folder.resolve("control/conffiles")))
        .containsExactlyInAnyOrder(
            "/etc/campus-sentry/edge-agent.sample.yaml",
            "/etc/campus-sentry/edge-agent.schema.json");
    assertThat(root.resolve("etc/campus-sentry/profiles")).isDirectory();
    assertThat(root.resolve("etc/campus-sentry/edge-agent.yaml"))
        .as("the one that a package must not overwrite")
        .doesNotExist();
    for (String script : List.of("postinst", "prerm", "postrm")) {
      Path file = folder.resolve("control").resolve(script);
      assertThat(file).isExecutable();
      run("sh", "-n", file.toString());
    }
  }

  @Test
  void the_unit_starts_what_is_there_and_waits_for_a_configuration() throws IOException {
    List<String> unit =
        Files.readAllLines(root.resolve("lib/systemd/system/campus-sentry-edge.service"));
    String start =
        unit.stream().filter(line -> line.startsWith("ExecStart=")).findFirst().orElseThrow();
    Path program = root.resolve(start.replaceAll("^ExecStart=/| .*$", ""));
    assertThat(program).isExecutable();
    assertThat(unit)
        .contains("ConditionPathExists=/etc/campus-sentry/edge-agent.yaml", "User=campus-sentry");
  }

  @Test
  void its_sample_is_a_configuration_without_mistakes() {
    run(
        root.resolve(PROGRAM + "bin/edge-agent").toString(),
        "--config",
        root.resolve("etc/campus-sentry/edge-agent.sample.yaml").toString(),
        "--check");
  }

  @Test
  void the_agent_runs_from_where_it_is_installed() throws Exception {
    int port = Program.freePort();
    Path config = folder.resolve("edge-agent.yaml");
    try (var slave = PymodbusSlave.tcp(port);
        var broker = new Mosquitto(folder, "allow_anonymous true");
        var campus = new Campus(broker)) {
      slave.set("1 ir 1 305 612");
      Files.writeString(
          config,
          """
          site: main
          gateway: gw-canteen1
          home: home
          broker: {url: "%s"}
          buses:
            lan-1: {type: modbus-tcp, host: 127.0.0.1, port: %d}
          devices:
            cold1: {bus: lan-1, unit: 1, profile: xy-md02, every: 1s, area: canteen-1/cold-store}
          """
              .formatted(broker.url(), port));
      String program = root.resolve(PROGRAM + "bin/edge-agent").toString();
      try (var agent = new Program(Map.of(), List.of(program, "--config", config.toString()))) {
        campus.await("status", "online", Duration.ofSeconds(10));
        campus.await("data", "[\"cold1.temperature\",0,30.5]", Duration.ofSeconds(10));
        agent.terminate();
        assertThat(agent.exitCode()).isEqualTo(143);
      }
    }
  }
}
