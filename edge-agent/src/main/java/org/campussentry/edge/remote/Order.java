package org.campussentry.edge.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** What the campus wants of this gateway, as far as it can be told from one message. Immutable. */
public sealed interface Order {
  /**
   * Longest message, in bytes: more than 2,000 devices. Reading one beside what runs has to fit
   * into the heap of a small gateway.
   */
  int BYTES_MAX = 256 << 10;

  /**
   * To run a configuration.
   *
   * @param version 1 or more; each order has a higher one than those before
   * @param text as {@code edge-agent.yaml} has it
   * @param over fingerprint of the hand-edited local file that it may displace
   */
  record Run(long version, String text, Optional<String> over) implements Order {}

  /**
   * Nothing that this gateway obeys.
   *
   * @param why for a log and the status
   */
  record Untrusted(String why) implements Order {}

  /** There is no order (any more): the retained message was cleared. */
  record None() implements Order {}

  /** Reads and verifies a compact JWS (RFC 7515, Ed25519 by RFC 8037); pure, throws nothing. */
  static Order read(byte[] payload, CampusKey key, String site, String gateway) {
    if (payload.length == 0) {
      return new None();
    }
    if (payload.length > BYTES_MAX) {
      return new Untrusted(
          "a message of %d bytes; %d are the most".formatted(payload.length, BYTES_MAX));
    }
    try {
      var signed = new JsonWebSignature();
      signed.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
      signed.setCompactSerialization(new String(payload, StandardCharsets.US_ASCII));
      signed.setKey(key.key());
      if (!signed.verifySignature()) {
        return new Untrusted("it is not signed with the key that `remote.key` names");
      }
      return bound(new ObjectMapper().readTree(signed.getPayload()), site, gateway);
    } catch (JoseException | JsonProcessingException | RuntimeException e) {
      // What a library makes of arbitrary bytes is not foreseen, and must not end the uplink.
      return new Untrusted("it is no JWS that is signed with Ed25519");
    }
  }

  private static Order bound(JsonNode claims, String site, String gateway) {
    if (claims.path("v").asInt() != 1) {
      return new Untrusted("it is not v1. Update this agent");
    }
    String to = claims.path("site").asText() + "/" + claims.path("gateway").asText();
    if (!to.equals(site + "/" + gateway)) {
      return new Untrusted("it is meant for %s, not for %s/%s".formatted(to, site, gateway));
    }
    JsonNode version = claims.path("version");
    JsonNode text = claims.path("config");
    if (!version.canConvertToLong()
        || !version.isIntegralNumber()
        || version.asLong() < 1
        || !text.isTextual()) {
      return new Untrusted("it has no `version` or no `config`");
    }
    String over = claims.path("over").asText("");
    return new Run(
        version.asLong(), text.asText(), Optional.of(over).filter(found -> !found.isEmpty()));
  }
}
