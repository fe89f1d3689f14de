package org.campussentry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, as a start script runs it. */
class ProcessIT {
  @TempDir private Path folder;

  @Test
  void starts_says_ready_and_stops_when_told_to() throws Exception {
    Path home = folder.resolve("campus");
    Process simulator = run("--home", home.toString(), "--broker", "mqtt://127.0.0.1:1999");
    try {
      await().until(() -> Files.exists(home.resolve("ready")));
      assertThat(Files.readString(home.resolve("gateways/gw-gate.yaml")))
          .contains("mqtt://127.0.0.1:1999");
      assertThat(home.resolve("campus.yaml")).exists();
      simulator.destroy();
      assertThat(simulator.waitFor(40, TimeUnit.SECONDS)).isTrue();
    } finally {
      simulator.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(folder.resolve("out"));
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).startsWith("gw-canteen1: 6 devices, 17 points, ");
    assertThat(lines.get(6)).isEqualTo("ready");
    assertThat(home.resolve("ready")).doesNotExist();
  }

  @Test
  void lists_the_faults_as_tab_separated_lines() throws Exception {
    Process simulator = run("faults");
    assertThat(simulator.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(simulator.exitValue()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("out"), StandardCharsets.UTF_8);
    assertThat(lines).hasSize(7).allMatch(line -> line.split("\t", -1).length == 3);
    assertThat(lines.get(0)).startsWith("cold-store-door\t").endsWith("8 °C 以上）");
  }

  @Test
  void without_a_home_it_says_what_is_missing() throws Exception {
    Process simulator = run();
    assertThat(simulator.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(simulator.exitValue()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("err"))).contains("--home DIR is missing");
  }

  private Process run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", "target/simulator.jar"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
