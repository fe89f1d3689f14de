package org.campussentry.ingest.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  private static final Path MESSAGES = Path.of("..", "mosquitto", "messages");

  /** RFC 8037, appendix A.1. */
  private static final String EXAMPLE =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
          + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

  @TempDir private Path home;

  private static String golden(String name) throws IOException {
    return Files.readString(MESSAGES.resolve(name));
  }

  @Test
  void an_order_is_the_golden_message() throws IOException {
    Files.writeString(home.resolve("remote-key.jwk"), EXAMPLE);
    var order =
        new Order("main", "gw-canteen1", 7, Optional.of("3f2a9c41d07be856"), "site: main\n");
    SigningKey key = SigningKey.in(home);
    assertThat(key.sign(order.payload())).isEqualTo(golden("config.jws").strip());
    assertThat(key.publicPem()).isEqualTo(golden("config-key.pem"));
  }

  @Test
  void a_key_is_made_once_and_is_nobody_elses() throws IOException {
    String made = SigningKey.in(home.resolve("new")).publicPem();
    assertThat(SigningKey.in(home.resolve("new")).publicPem()).isEqualTo(made);
    Path file = home.resolve("new/remote-key.jwk");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_damaged_key_is_named_and_left_as_it_is() throws IOException {
    Path file = Files.writeString(home.resolve("remote-key.jwk"), "{\"kty\":\"OKP\"}");
    assertThatThrownBy(() -> SigningKey.in(home))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("back-up");
    assertThat(file).content().isEqualTo("{\"kty\":\"OKP\"}");
  }

  @Test
  void the_next_version_is_counted_from_whatever_lies_on_the_broker() throws IOException {
    byte[] golden = golden("config.jws").getBytes(StandardCharsets.US_ASCII);
    assertThat(Order.claimedVersion(golden)).isEqualTo(7);
    assertThat(Order.claimedVersion(new byte[0])).isZero();
    assertThat(Order.claimedVersion("a.b.c".getBytes(StandardCharsets.US_ASCII))).isZero();
  }
}
