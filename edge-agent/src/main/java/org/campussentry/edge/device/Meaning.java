package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.campussentry.edge.reading.Reason;

/**
 * What the raw number of a field means. Immutable.
 *
 * @param errorBit bit of the raw word by which the device says that its sensor is broken
 * @param bits part of the raw word that is the number
 * @param sentinels raw numbers by which the device says that its sensor is broken
 * @param scale the raw number times this …
 * @param offset … plus this is the value in the field's unit, or the milliamperes of {@code loop}
 * @param min least value that is physically possible
 * @param max greatest value that is physically possible
 */
record Meaning(
    Optional<Integer> errorBit,
    Optional<Bits> bits,
    Set<Long> sentinels,
    BigDecimal scale,
    BigDecimal offset,
    Optional<CurrentLoop> loop,
    BigDecimal min,
    BigDecimal max) {

  /** Bits of a word, the least significant is 0, both ends included. */
  record Bits(int low, int high) {
    long of(long word) {
      return (word >> low) & ((1L << (high - low + 1)) - 1);
    }
  }

  /** Whether a raw word says that the sensor is broken. */
  boolean broken(long word) {
    return sentinels.contains(word) || errorBit.filter(bit -> (word >> bit & 1) == 1).isPresent();
  }

  /** The part of a raw word that is the number. */
  long number(long word) {
    return bits.map(found -> found.of(word)).orElse(word);
  }

  /** The value of a raw number. */
  Decoded of(BigDecimal raw) {
    BigDecimal scaled = raw.multiply(scale).add(offset);
    Decoded decoded =
        loop.map(found -> found.of(scaled)).orElseGet(() -> new Decoded.Value(scaled));
    return decoded instanceof Decoded.Value value
            && (value.value().compareTo(min) < 0 || value.value().compareTo(max) > 0)
        ? new Decoded.Nothing(Reason.OUT_OF_RANGE)
        : decoded;
  }
}
