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
 * <p>One receipt names one stream; ranges are inclusive. What it says has to be in the journal
 * first: {@link #seal}, save, and then {@link #release} or {@link #reopen}.
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

    void add(Open more) {
      more.stored.list().forEach(r -> stored.add(r[0], r[1]));
      rejected.putAll(more.rejected);
      dropped = more.dropped.isEmpty() ? dropped : more.dropped;
    }
  }

  /** What waits for the journal. Immutable to all but the class around it. */
  static final class Sealed {
    private final Map<Address, Open> entries;

    private Sealed(Map<Address, Open> entries) {
      this.entries = entries;
    }
  }

  private final Map<Address, Open> ready = new LinkedHashMap<>();
  private Map<Address, Open> open = new LinkedHashMap<>();
  private int waiting;

  synchronized void stored(String site, Batch.Key key) {
    waiting++;
    at(site, key.gateway(), key.stream()).stored.add(key.seq());
  }

  /** Stored batches since the last {@link #seal}. */
  synchronized int waiting() {
    return waiting;
  }

  synchronized void rejected(String site, Batch.Key key, String reason) {
    at(site, key.gateway(), key.stream()).rejected.put(key.seq(), reason);
  }

  /**
   * Each status is answered, also when nothing was stored: it tells a gateway without NTP the time.
   */
  synchronized void answer(Status status) {
    Address address = new Address(status.site(), status.gateway(), status.stream());
    if (status.dropped().isEmpty()) {
      ready.computeIfAbsent(address, a -> new Open());
    } else {
      open.computeIfAbsent(address, a -> new Open()).dropped = status.dropped();
    }
  }

  /** All that waits for the journal; what is gathered from now on waits for the next time. */
  synchronized Sealed seal() {
    waiting = 0;
    Sealed sealed = new Sealed(open);
    open = new LinkedHashMap<>();
    return sealed;
  }

  /** The journal has it. */
  synchronized void release(Sealed sealed) {
    sealed.entries.forEach(
        (address, entry) -> ready.computeIfAbsent(address, a -> new Open()).add(entry));
  }

  /** The journal does not take it now. */
  synchronized void reopen(Sealed sealed) {
    sealed.entries.forEach(
        (address, entry) -> open.computeIfAbsent(address, a -> new Open()).add(entry));
  }

  /** At most {@code limit} receipts of what was released, oldest first. */
  synchronized List<Receipt> take(long nowMs, int limit) {
    List<Receipt> receipts = new ArrayList<>();
    var entries = ready.entrySet().iterator();
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
