package org.campussentry.ingest.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A configuration that a gateway is to run. Immutable.
 *
 * @param version higher than that of each order before
 * @param over fingerprint of the hand-edited file on the gateway that it may displace
 * @param config as {@code edge-agent.yaml} has it
 */
record Order(String site, String gateway, long version, Optional<String> over, String config) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is signed. */
  String payload() {
    ObjectNode claims =
        JSON.createObjectNode()
            .put("v", 1)
            .put("site", site)
            .put("gateway", gateway)
            .put("version", version);
    over.ifPresent(fingerprint -> claims.put("over", fingerprint));
    return claims.put("config", config).toString();
  }

  /** The version that a message claims to have, whoever signed it; 0 when it claims none. */
  static long claimedVersion(byte[] message) {
    String[] parts = new String(message, StandardCharsets.US_ASCII).split("\\.", -1);
    if (parts.length != 3) {
      return 0;
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Math.max(0, claims.path("version").asLong());
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
