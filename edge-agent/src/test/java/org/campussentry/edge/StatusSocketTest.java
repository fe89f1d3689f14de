package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.outbox.Outbox;
import org.campussentry.edge.uplink.About;
import org.campussentry.edge.uplink.Boot;
import org.campussentry.edge.uplink.Uplink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StatusSocketTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private EdgeConfig config() throws IOException {
    Path file = folder.resolve("edge-agent.yaml");
    Files.writeString(
        file,
        """
        site: main
        gateway: gw-canteen1
        home: home
        broker: {url: "mqtt://127.0.0.1:9"}
        buses: {lan-1: {type: modbus-tcp, host: 127.0.0.1, port: 502}}
        devices: {cold1: {bus: lan-1, unit: 1, profile: xy-md02, area: canteen-1/cold-store}}
        """);
    return EdgeConfigFile.read(file, Map.of(), new Problems()).orElseThrow();
  }

  private String ask() throws IOException {
    try (var channel =
        SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("home/agent.sock")))) {
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As it is for a moment while the configuration changes. */
  @Test
  @Timeout(30)
  void an_uplink_that_was_stopped_has_no_status_and_who_asks_later_is_answered_too()
      throws Exception {
    EdgeConfig config = config();
    var outside = new Uplink.Outside("test", About.NOTHING, Optional.empty());
    Outbox outbox = Outbox.open(config.home(), config.outbox(), InstantSource.system());
    var uplink = new Uplink(config.uplink(), config.points(), outbox, Boot.present(), outside);
    var worker =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("uplink")
            .setWorkerPoolSize(1);
    StatusSocket.open(config, () -> uplink);
    String id =
        vertx.deployVerticle(uplink, worker).toCompletionStage().toCompletableFuture().get();
    assertThat(ask()).contains("\"status\":{\"v\":1,\"state\":\"online\"");
    vertx.undeploy(id).toCompletionStage().toCompletableFuture().get();
    assertThat(ask()).contains("\"status\":null");
    assertThat(ask()).contains("\"status\":null");
  }
}
