package org.campussentry.edge.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * An encoded batch of readings. Immutable by agreement: nobody changes the payload.
 *
 * @param stream the start of the agent that made it
 * @param seq its number in the stream, without gaps from 0
 * @param catalog hash of the catalog that its points are in
 * @param time of its first reading, in milliseconds since 1970 UTC
 * @param provisional present while its times are a guess
 */
public record Batch(
    String stream,
    long seq,
    String catalog,
    long time,
    Optional<Provisional> provisional,
    Payload payload) {

  /** A batch whose times are certain. */
  public Batch(String stream, long seq, String catalog, long time, Payload payload) {
    this(stream, seq, catalog, time, Optional.empty(), payload);
  }

  /** Checksum of all that the outbox keeps of it. */
  long crc() {
    var crc = new CRC32();
    String head = String.join("\n", stream, Long.toString(seq), catalog, Long.toString(time));
    crc.update((head + provisional).getBytes(StandardCharsets.UTF_8));
    crc.update(payload.bytes());
    return crc.getValue();
  }
}
