package org.campussentry.edge.outbox;

/**
 * A batch in the outbox.
 *
 * @param position its place in the order of keeping
 * @param crc checksum that it had when it was kept
 */
public record Kept(long position, Batch batch, long crc) {

  /** A batch as it was handed over. */
  public Kept(long position, Batch batch) {
    this(position, batch, batch.crc());
  }

  /** Whether nothing has changed since. The version before summed up the payload alone. */
  boolean whole() {
    return crc == batch.crc() || crc == batch.payload().crc();
  }
}
