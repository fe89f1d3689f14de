package org.campussentry.edge.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.campussentry.edge.CampusSigner;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.config.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only what the campus signed for this very gateway is an order. */
class OrderTest {
  private static final CampusSigner CAMPUS = new CampusSigner();
  private static final CampusKey KEY = new CampusKey(CAMPUS.keys.getPublic());

  private static Order read(byte[] payload) {
    return Order.read(payload, KEY, "main", "gw-canteen1");
  }

  private static String why(byte[] payload) {
    assertThat(read(payload)).isInstanceOf(Order.Untrusted.class);
    return ((Order.Untrusted) read(payload)).why();
  }

  @Test
  void a_signed_order_for_this_gateway_is_one() {
    assertThat(read(CAMPUS.order(7, "site: main\n")))
        .isEqualTo(new Order.Run(7, "site: main\n", Optional.empty()));
    assertThat(read(CAMPUS.orderOver(8, "x", "3f2a")))
        .isEqualTo(new Order.Run(8, "x", Optional.of("3f2a")));
  }

  @Test
  void the_golden_message_is_an_order() throws IOException {
    Path messages = Path.of("../mosquitto/messages").toAbsolutePath();
    String remote = "remote: {key: %s}".formatted(messages.resolve("config-key.pem"));
    var problems = new Problems();
    CampusKey key = CampusKey.read(Section.parse("test", remote, problems)).orElseThrow();
    byte[] golden = Files.readString(messages.resolve("config.jws")).strip().getBytes(US_ASCII);
    assertThat(Order.read(golden, key, "main", "gw-canteen1"))
        .isEqualTo(new Order.Run(7, "site: main\n", Optional.of("3f2a9c41d07be856")));
  }

  @Test
  void a_key_of_another_kind_is_refused_with_its_place() throws IOException {
    var problems = new Problems();
    String remote = "remote: {key: pom.xml}";
    assertThat(CampusKey.read(Section.parse("edge-agent.yaml", remote, problems))).isEmpty();
    assertThat(problems.errors().get(0).toString())
        .contains("edge-agent.yaml:1: `remote.key`", "remote-key");
  }

  @Test
  void an_empty_message_is_no_order_any_more() {
    assertThat(read(new byte[0])).isEqualTo(new Order.None());
  }

  @Test
  void another_key_is_named() {
    assertThat(why(new CampusSigner().order(7, "x"))).contains("not signed", "remote.key");
  }

  @Test
  void an_order_for_another_gateway_is_named() {
    Map<String, Object> claims = CampusSigner.claims(7, "x");
    claims.put("gateway", "gw-canteen2");
    assertThat(why(CAMPUS.order(claims)))
        .isEqualTo("it is meant for main/gw-canteen2, not for main/gw-canteen1");
  }

  static Stream<Map<String, Object>> incomplete() {
    return Stream.of(
            Map.<String, Object>of("version", 0),
            Map.<String, Object>of("version", -1),
            Map.<String, Object>of("version", "7"),
            Map.<String, Object>of("version", 7.5),
            Map.<String, Object>of("v", 2),
            Map.<String, Object>of("config", 5),
            Map.<String, Object>of("site", "east"))
        .map(
            change -> {
              Map<String, Object> claims = CampusSigner.claims(7, "x");
              claims.putAll(change);
              return claims;
            });
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void claims_that_are_not_those_of_the_contract_are_refused(Map<String, Object> claims) {
    assertThat(why(CAMPUS.order(claims))).isNotBlank();
  }

  @Test
  void nobody_signs_with_the_public_key_or_not_at_all() throws Exception {
    String payload =
        encoded("{\"v\":1,\"site\":\"main\",\"gateway\":\"gw-canteen1\",\"version\":7}");
    String unsigned = encoded("{\"alg\":\"none\"}") + "." + payload + ".";
    assertThat(why(unsigned.getBytes(US_ASCII))).contains("Ed25519");
    String signed = encoded("{\"alg\":\"HS256\"}") + "." + payload;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(CAMPUS.keys.getPublic().getEncoded(), "HmacSHA256"));
    byte[] signature = mac.doFinal(signed.getBytes(US_ASCII));
    String forged =
        signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    assertThat(why(forged.getBytes(US_ASCII))).contains("Ed25519");
  }

  private static String encoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void no_change_of_a_byte_and_no_part_of_an_order_is_an_order() {
    byte[] good = CAMPUS.order(7, "site: main\n");
    var random = new Random(20261124);
    for (int at = 0; at < good.length; at++) {
      byte[] changed = good.clone();
      changed[at] = (byte) ('0' + random.nextInt(75));
      if (!Arrays.equals(changed, good) && read(changed) instanceof Order.Run run) {
        // The last letters of a part have bits that mean nothing: the same order, spelt otherwise.
        assertThat(run).isEqualTo(read(good));
      }
      if (at > 0) {
        assertThat(read(Arrays.copyOf(good, at))).isInstanceOf(Order.Untrusted.class);
      }
    }
  }

  @Test
  void arbitrary_bytes_are_no_order() {
    var random = new Random(20261124);
    for (int round = 0; round < 5000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(read(bytes)).isInstanceOf(Order.Untrusted.class);
    }
    assertThat(why(new byte[Order.BYTES_MAX + 1])).contains("bytes");
  }
}
