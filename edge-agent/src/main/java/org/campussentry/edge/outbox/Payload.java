package org.campussentry.edge.outbox;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Encoded bytes. Immutable by agreement: who hands them over does not write to them again. */
public final class Payload {
  private final byte[] bytes;

  /** Takes the array over. */
  public Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes. */
  public int size() {
    return bytes.length;
  }

  long crc() {
    var crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
