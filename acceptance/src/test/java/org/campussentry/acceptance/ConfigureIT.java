package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway gets its configuration from the campus, and a technician edits it at the wall. */
@ExtendWith(Scenarios.class)
class ConfigureIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;
  private Ingest ingest;

  private Program.Result configure(String config, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("wanted.yaml"), config);
    var arguments = new ArrayList<>(List.of("configure", "main", "gw-a", file.toString()));
    arguments.addAll(List.of(more));
    return ingest.command(arguments.toArray(String[]::new));
  }

  private JsonNode gateway() {
    for (JsonNode gateway : ingest.get("api/v1/gateways").path("gateways")) {
      if (gateway.path("id").asText().equals("gw-a")) {
        return gateway;
      }
    }
    throw new AssertionError("gw-a is listed in campus.yaml");
  }

  private void untilPoint(String id) {
    await()
        .atMost(SOON)
        .until(() -> ingest.get("api/v1/points/" + id).path("state").asText().equals("normal"));
  }

  @Test
  void a_configuration_is_sent_run_refused_and_displaced_by_a_hand_that_edits() throws Exception {
    int brokerPort = Ports.free();
    Bench bench = new Bench(folder);
    try (Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Ingest started =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, bench.campusFile(webhook))
                .start()) {
      ingest = started;
      Files.writeString(folder.resolve("campus.pub"), ingest.command("remote-key").output());
      Path local = bench.edgeConfig(slave, "mqtt://127.0.0.1:" + brokerPort);
      String first = Files.readString(local) + "remote: {key: campus.pub}\n";
      Files.writeString(local, first);
      Program edge = Edge.start(folder, local);
      try {
        untilPoint("gw-a:level.temperature");

        Program.Result runs = configure(first.replace("level: {", "oven: {"));
        assertThat(runs.output()).isEqualTo("gw-a runs version 1.\n");
        untilPoint("gw-a:oven.temperature");
        assertThat(gateway().at("/config/version").asInt()).isEqualTo(1);

        Program.Result broken = configure(first.replace("profile: level", "profile: levle"));
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.output())
            .contains("gw-a does not run version 2: version 2:9: `devices.level.profile`", "level");

        edge.close();
        Files.writeString(local, first.replace("level: {", "fridge: {"));
        edge = Edge.start(folder, local);
        untilPoint("gw-a:fridge.temperature");
        assertThat(gateway().at("/config/edited").asBoolean()).isTrue();

        Program.Result hindered = configure(first);
        assertThat(hindered.exitCode()).isEqualTo(1);
        assertThat(hindered.output()).contains("Not sent to gw-a", "edited by hand", "--over");
        String fingerprint = gateway().at("/config/local").asText();
        Program.Result displaced = configure(first, "--over", fingerprint);
        assertThat(displaced.output()).isEqualTo("gw-a runs version 3.\n");
        await().atMost(SOON).until(() -> !gateway().at("/config/edited").asBoolean());
      } finally {
        edge.close();
      }
    }
  }
}
