package org.campussentry.benchmarks.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;

/**
 * One gateway with a connection of its own: says its status and its catalog, sends its batches in
 * order, and keeps each until its receipt. Confined to the thread of {@link Players}.
 *
 * <p>Bounded like an agent: so many without PUBACK, so many without receipt; what has no receipt
 * after ten seconds is sent again on the history lane.
 */
final class PlayedGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Mosquitto takes from a client at a time. */
  private static final int UNACKNOWLEDGED_MAX = 20;

  private static final long AGAIN_NANOS = 10_000_000_000L;
  private static final int NOTHING = -1;
  private static final int UNNUMBERED = -2;
  private static final int BUFFER = 256 << 10;

  private final String prefix;
  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final Queue<byte[]> first = new ArrayDeque<>();
  private final BitSet receipted = new BitSet();
  private final BitSet rejected = new BitSet();
  private SelectionKey key;
  private String stream = "";
  private byte[][] batches = {};
  private int window;
  private int receipts;
  private int next;
  private int unacknowledged;
  private int id;
  private long[] sentAt = {};
  private final Queue<Integer> again = new ArrayDeque<>();
  private long sentAgain;
  private long slowestNanos;
  private boolean wantsReceipts;

  /** Connects, blocking, and says status and catalog. */
  PlayedGateway(int port, int number, Load load) throws IOException {
    this.prefix = "sentry/v1/" + Load.SITE + "/gw-" + number;
    this.channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.socket().setTcpNoDelay(true);
    exchange(Packets.connect("gw-" + number), 2);
    exchange(Packets.subscribe(prefix + "/receipt"), 9);
    first.add(
        Packets.publish(
            prefix + "/catalog", load.catalog().getBytes(StandardCharsets.US_ASCII), true));
    announce(load);
  }

  /** A start of the agent opens a new stream. */
  void announce(Load load) {
    String status =
        "{\"v\":1,\"state\":\"online\",\"since\":%d,\"stream\":\"%s\",\"previous\":null,\"agent\":\"0.1.0\",\"outbox\":{\"batches\":0,\"bytes\":0,\"oldest\":null},\"clock\":\"synced\"}"
            .formatted(load.startMs(), Load.stream(load.startMs()));
    first.add(
        Packets.publish(prefix + "/status", status.getBytes(StandardCharsets.US_ASCII), true));
  }

  private void exchange(byte[] packet, int answer) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(packet);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    in.clear();
    do {
      if (channel.read(in) < 0) {
        throw new IOException("the broker refuses " + prefix);
      }
      in.flip();
      boolean whole = Packets.isWhole(in);
      if (whole && Packets.next(in).kind() == answer) {
        in.clear();
        return;
      }
      in.compact();
    } while (true);
  }

  void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Encodes what it will say. */
  void load(Load load, byte[][] payloads, String lane, int unreceiptedMax) {
    stream = Load.stream(load.startMs());
    batches = new byte[payloads.length][];
    for (int seq = 0; seq < payloads.length; seq++) {
      batches[seq] = Packets.batch(prefix + "/" + lane, payloads[seq], stream, seq);
    }
    window = unreceiptedMax;
    next = 0;
    receipted.clear();
    receipts = 0;
    rejected.clear();
    sentAt = new long[payloads.length];
    again.clear();
    slowestNanos = 0;
  }

  void wantReceipts(boolean wanted) {
    wantsReceipts = wanted;
  }

  boolean isDone() {
    return wantsReceipts ? receipts == batches.length : next == batches.length;
  }

  int sent() {
    return next;
  }

  long sentAgain() {
    return sentAgain;
  }

  /** The longest from sending a batch to its receipt. */
  long slowestNanos() {
    return slowestNanos;
  }

  int rejected() {
    return rejected.cardinality();
  }

  /** Sends what may be sent, at most {@code limit} batches; returns how many. */
  int send(int limit) throws IOException {
    int sent = 0;
    while (unacknowledged < UNACKNOWLEDGED_MAX) {
      int seq = first.isEmpty() ? seq() : UNNUMBERED;
      if (seq == NOTHING || (seq != UNNUMBERED && sent == limit)) {
        break;
      }
      byte[] packet = seq == UNNUMBERED ? first.element() : batches[seq];
      if (packet.length > out.remaining()) {
        break;
      }
      id = id % 0xffff + 1;
      Packets.identify(packet, id);
      out.put(packet);
      unacknowledged++;
      sent += seq == UNNUMBERED ? 0 : 1;
      took(seq);
    }
    flush();
    return sent;
  }

  /** Which batch is next. */
  private int seq() {
    while (!again.isEmpty() && receipted.get(again.element())) {
      again.remove();
    }
    if (!again.isEmpty()) {
      return again.element();
    }
    boolean isFull = wantsReceipts && next - receipts >= window;
    return next == batches.length || isFull ? NOTHING : next;
  }

  private void took(int seq) {
    if (seq == UNNUMBERED) {
      first.remove();
      return;
    }
    sentAt[seq] = System.nanoTime();
    if (seq == next) {
      next++;
    } else {
      again.remove();
      sentAgain++;
    }
  }

  private void flush() throws IOException {
    out.flip();
    channel.write(out);
    boolean more = out.hasRemaining();
    out.compact();
    int wanted = more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  void read() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("the broker closed the connection of " + prefix);
    }
    in.flip();
    while (in.remaining() > 1 && Packets.isWhole(in)) {
      Packets.Packet packet = Packets.next(in);
      if (packet.kind() == Packets.PUBACK) {
        unacknowledged--;
      } else if (packet.kind() == Packets.PUBLISH) {
        out.put(Packets.acknowledge(packet.id()));
        receipt(packet.payload());
      }
    }
    in.compact();
  }

  private void receipt(byte[] payload) throws IOException {
    JsonNode receipt = JSON.readTree(payload);
    if (!receipt.path("stream").asText().equals(stream)) {
      return;
    }
    long now = System.nanoTime();
    for (JsonNode range : receipt.path("stored")) {
      for (int seq = range.get(0).asInt(); seq <= range.get(1).asInt(); seq++) {
        slowestNanos =
            receipted.get(seq) ? slowestNanos : Math.max(slowestNanos, now - sentAt[seq]);
      }
      receipted.set(range.get(0).asInt(), range.get(1).asInt() + 1);
    }
    for (JsonNode range : receipt.path("rejected")) {
      receipted.set(range.get(0).asInt(), range.get(1).asInt() + 1);
      rejected.set(range.get(0).asInt(), range.get(1).asInt() + 1);
    }
    receipts = receipted.cardinality();
  }

  /** What had no receipt for ten seconds is sent again. */
  void lookForLost() {
    if (!wantsReceipts) {
      return;
    }
    long now = System.nanoTime();
    for (int seq = receipted.nextClearBit(0); seq < next; seq = receipted.nextClearBit(seq + 1)) {
      if (now - sentAt[seq] > AGAIN_NANOS) {
        sentAt[seq] = now;
        again.add(seq);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
