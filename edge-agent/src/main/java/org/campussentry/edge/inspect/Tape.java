package org.campussentry.edge.inspect;

import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;
import org.campussentry.edge.bus.Wiretap;

/** What passed on a line during one request. Thread-safe. */
final class Tape implements Wiretap {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private long sentNanos;
  private long receivedNanos;

  @Override
  public synchronized void sent(byte[] bytes) {
    sent.writeBytes(bytes);
    sentNanos = System.nanoTime();
  }

  @Override
  public synchronized void received(byte[] bytes) {
    received.writeBytes(bytes);
    receivedNanos = System.nanoTime();
  }

  synchronized byte[] sent() {
    return sent.toByteArray();
  }

  synchronized byte[] received() {
    return received.toByteArray();
  }

  /**
   * From the handing over of the request to the last byte that came; empty unless both were seen.
   */
  synchronized OptionalLong roundTripNanos() {
    return sent.size() > 0 && received.size() > 0
        ? OptionalLong.of(receivedNanos - sentNanos)
        : OptionalLong.empty();
  }

  synchronized void rewind() {
    sent.reset();
    received.reset();
  }
}
