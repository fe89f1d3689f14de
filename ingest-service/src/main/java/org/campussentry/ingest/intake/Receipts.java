package org.campussentry.ingest.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers what gateways may forget, and why some of it was refused, until the next receipt goes
 * out. Thread-safe.
 *
 * <p>One receipt names one stream; ranges are inclusive.
 */
final class Receipts {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One receipt ready to publish. */
  // The bytes are handed on, never changed; a copy a message would cost more than it protects.
  @SuppressWarnings("ArrayRecordComponent")
  record Receipt(String site, String gateway, byte[] payload) {}

  private record Address(String site, String gateway, String stream) {}

  private static final class Open {
    final Ranges stored = new Ranges();
    final Map<Long, String> rejected = new TreeMap<>();
    List<Status.Dropped> dropped = List.of();
  }

  private final Map<Address, Open> open = new LinkedHashMap<>();

  synchronized void stored(String site, Batch.Key key) {
    at(site, key.gateway(), key.stream()).stored.add(key.seq());
  }

  synchronized void rejected(String site, Batch.Key key, String reason) {
    at(site, key.gateway(), key.stream()).rejected.put(key.seq(), reason);
  }

  /**
   * Each status is answered, also when nothing was stored: it tells a gateway without NTP the time.
   */
  synchronized void answer(Status status) {
    at(status.site(), status.gateway(), status.stream()).dropped = status.dropped();
  }

  /** At most {@code limit} receipts of what was gathered, oldest first. */
  synchronized List<Receipt> take(long nowMs, int limit) {
    List<Receipt> receipts = new ArrayList<>();
    var entries = open.entrySet().iterator();
    while (entries.hasNext() && receipts.size() < limit) {
      Map.Entry<Address, Open> entry = entries.next();
      Address address = entry.getKey();
      receipts.add(
          new Receipt(
              address.site(),
              address.gateway(),
              encode(address.stream(), entry.getValue(), nowMs)));
      entries.remove();
    }
    return receipts;
  }

  private Open at(String site, String gateway, String stream) {
    return open.computeIfAbsent(new Address(site, gateway, stream), a -> new Open());
  }

  private static byte[] encode(String stream, Open open, long nowMs) {
    ObjectNode root = JSON.createObjectNode();
    root.put("v", 1).put("now", nowMs).put("stream", stream);
    ArrayNode stored = root.putArray("stored");
    open.stored.list().forEach(r -> stored.addArray().add(r[0]).add(r[1]));
    ArrayNode rejected = root.putArray("rejected");
    open.rejected.forEach((seq, why) -> rejected.addArray().add(seq).add(seq).add(why));
    if (!open.dropped.isEmpty()) {
      ArrayNode dropped = root.putArray("dropped");
      open.dropped.forEach(d -> dropped.addArray().add(d.stream()).add(d.from()).add(d.to()));
    }
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
