package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "-----END PRIVATE KEY-----\n";

  @TempDir private Path folder;

  private static final class Ended implements Session.Events {
    private final List<Ending> endings = new ArrayList<>();

    @Override
    public void opened() {}

    @Override
    public void deaf(String topic, int code) {}

    @Override
    public void ended(Ending ending) {
      endings.add(ending);
    }

    @Override
    public void receipt(byte[] payload) {}

    @Override
    public void order(byte[] payload) {}

    @Override
    public void acknowledged(String topic, int code) {}
  }

  /** Somebody copies a new key to the gateway just then: it is dialled again later. */
  @Test
  void a_key_that_is_half_written_is_the_end_of_a_dial_only() throws IOException {
    Path key = Files.writeString(folder.resolve("key.pem"), BEGIN + "MC4CA\n" + END);
    Path certificate = Files.writeString(folder.resolve("certificate.pem"), "");
    var broker =
        new BrokerConfig(
            URI.create("mqtts://127.0.0.1:9"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(certificate),
            Optional.of(key));
    var ended = new Ended();
    var dial = new Dial(broker, "main", "gw-canteen1", Wire.offline("stream"), false);
    new Session(dial, Runnable::run, ended).open(Instant.EPOCH);
    assertThat(ended.endings).hasSize(1);
  }
}
