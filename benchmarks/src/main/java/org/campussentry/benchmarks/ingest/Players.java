package org.campussentry.benchmarks.ingest;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Plays many gateways on one thread. */
final class Players implements AutoCloseable {
  private static final long LOOK_NANOS = 100_000_000L;
  private static final long DONE_NANOS = 2_000_000L;
  private static final long LIMIT_NANOS = 900_000_000_000L;

  private final Selector selector = Selector.open();
  private final List<PlayedGateway> gateways = new ArrayList<>();

  /** Connects them all; each says its status and its catalog with the first send. */
  Players(int port, Load load) throws IOException {
    this(port, 0, load);
  }

  /** The same with another first number. */
  Players(int port, int first, Load load) throws IOException {
    for (int number = first; number < first + load.gateways(); number++) {
      PlayedGateway gateway = new PlayedGateway(port, number, load);
      gateways.add(gateway);
      gateway.register(selector);
    }
  }

  /**
   * Encodes what they will say.
   *
   * @param unreceiptedMax batches that each sends before their receipts
   */
  void load(Load load, String lane, int unreceiptedMax) {
    byte[][] payloads = new byte[load.messages()][];
    for (int seq = 0; seq < payloads.length; seq++) {
      payloads[seq] = load.payload(seq);
    }
    for (PlayedGateway gateway : gateways) {
      gateway.announce(load);
      gateway.load(load, payloads, lane, unreceiptedMax);
    }
  }

  /** Sends all, and waits until each batch has its receipt. */
  void untilReceipted() throws IOException {
    gateways.forEach(gateway -> gateway.wantReceipts(true));
    run(() -> Long.MAX_VALUE);
  }

  /** The same at a pace: of each gateway one batch at a time, so often. */
  void untilReceipted(long everyMillis) throws IOException {
    gateways.forEach(gateway -> gateway.wantReceipts(true));
    long start = System.nanoTime();
    run(() -> (System.nanoTime() - start) / 1_000_000 / everyMillis * gateways.size());
  }

  /**
   * Sends all to somebody who gives no receipts, never more than {@code ahead} batches before what
   * he has done.
   */
  void untilSent(LongSupplier done, long ahead) throws IOException {
    gateways.forEach(gateway -> gateway.wantReceipts(false));
    run(() -> done.getAsLong() + ahead);
  }

  private void run(LongSupplier limit) throws IOException {
    long end = System.nanoTime() + LIMIT_NANOS;
    long lookAt = 0;
    long sent = 0;
    long askedAt = 0;
    while (true) {
      long now = System.nanoTime();
      if (now - askedAt > DONE_NANOS) {
        askedAt = now;
        if (gateways.stream().allMatch(PlayedGateway::isDone)) {
          return;
        }
      }
      if (now > end) {
        throw new IOException("not all was taken within a quarter of an hour");
      }
      if (now - lookAt > LOOK_NANOS) {
        lookAt = now;
        for (PlayedGateway gateway : gateways) {
          gateway.lookForLost();
          sent += gateway.send(room(limit, sent));
        }
      }
      selector.select(20);
      for (SelectionKey key : selector.selectedKeys()) {
        PlayedGateway gateway = (PlayedGateway) key.attachment();
        if (key.isReadable()) {
          gateway.read();
        }
        sent += gateway.send(room(limit, sent));
      }
      selector.selectedKeys().clear();
    }
  }

  private static int room(LongSupplier limit, long sent) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, limit.getAsLong() - sent));
  }

  /** Batches that were sent more than once. */
  long sentAgain() {
    return gateways.stream().mapToLong(PlayedGateway::sentAgain).sum();
  }

  /** The longest from sending a batch to its receipt. */
  double slowestSeconds() {
    return gateways.stream().mapToLong(PlayedGateway::slowestNanos).max().orElse(0) / 1e9;
  }

  /** Batches that were refused. */
  long rejected() {
    return gateways.stream().mapToLong(PlayedGateway::rejected).sum();
  }

  @Override
  public void close() throws IOException {
    for (PlayedGateway gateway : gateways) {
      gateway.close();
    }
    selector.close();
  }
}
