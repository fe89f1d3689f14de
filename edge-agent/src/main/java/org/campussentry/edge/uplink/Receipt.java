package org.campussentry.edge.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.outbox.Range;

/**
 * What ingest-service has done with batches. Immutable.
 *
 * @param now its time, in milliseconds since 1970 UTC
 * @param stream the stream that it answers; one of an earlier start may have waited in the broker
 */
record Receipt(
    long now, String stream, List<Range> stored, List<Rejection> rejected, List<Range> dropped) {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Rejection(Range range, String reason) {}

  /** Whether it says anything of a batch, so that the store is alive. */
  boolean settles() {
    return !stored.isEmpty() || !rejected.isEmpty();
  }

  /** Reads a payload; empty when it is no receipt of this version. */
  static Optional<Receipt> read(byte[] payload) {
    try {
      JsonNode root = JSON.readTree(payload);
      if (root == null || root.path("v").asInt() != 1 || !root.path("now").isIntegralNumber()) {
        return Optional.empty();
      }
      String stream = root.path("stream").asText();
      var stored = new ArrayList<Range>();
      for (JsonNode range : root.path("stored")) {
        stored.add(range(stream, range, 0));
      }
      var rejected = new ArrayList<Rejection>();
      for (JsonNode range : root.path("rejected")) {
        rejected.add(new Rejection(range(stream, range, 0), range.path(2).asText("no reason")));
      }
      var dropped = new ArrayList<Range>();
      for (JsonNode range : root.path("dropped")) {
        dropped.add(range(range.path(0).asText(), range, 1));
      }
      return Optional.of(
          new Receipt(
              root.path("now").asLong(),
              stream,
              List.copyOf(stored),
              List.copyOf(rejected),
              List.copyOf(dropped)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Range range(String stream, JsonNode range, int at) {
    if (!range.path(at).isIntegralNumber() || !range.path(at + 1).isIntegralNumber()) {
      throw new IllegalArgumentException("not a range: " + range);
    }
    return new Range(stream, range.path(at).asLong(), range.path(at + 1).asLong());
  }
}
