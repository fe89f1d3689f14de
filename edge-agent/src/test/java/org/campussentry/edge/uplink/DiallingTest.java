package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiallingTest {
  /** Nobody listens there. */
  private static final URI BROKER = URI.create("mqtt://127.0.0.1:9");

  private static final Instant NOW = Instant.EPOCH;

  private final Dialling dialling = dialling();

  private static Dialling dialling() {
    var none = Optional.<Path>empty();
    var broker = new BrokerConfig(BROKER, Optional.empty(), Optional.empty(), none, none, none);
    var dial = new Dial(broker, "main", "gw-canteen1", Wire.offline("stream"), false);
    var knock = new Knock(BROKER, broker.port(), () -> {});
    return new Dialling(dial, new Redial(new Random(1)), knock, LoggerFactory.getLogger("test"));
  }

  @AfterEach
  void close() {
    dialling.close();
  }

  @Test
  void a_broker_that_is_back_ends_the_wait() {
    assertThat(dialling.take(NOW)).isTrue();
    dialling.ended(new Ending(0, "away"), NOW);
    assertThat(dialling.take(NOW)).isFalse();
    dialling.back();
    assertThat(dialling.take(NOW)).isTrue();
  }

  /** The knock and the end of the wait may come together; the second must not end the session. */
  @Test
  void a_broker_that_is_back_is_not_dialled_twice() {
    assertThat(dialling.take(NOW)).isTrue();
    dialling.back();
    assertThat(dialling.take(NOW)).as("while it is dialled").isFalse();
    dialling.opened();
    dialling.back();
    assertThat(dialling.take(NOW)).as("while the session is open").isFalse();
  }
}
