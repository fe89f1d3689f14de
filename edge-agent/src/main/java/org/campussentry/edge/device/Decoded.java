package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.campussentry.edge.reading.Reason;

/** What a field says in the answer of its device; pure. */
sealed interface Decoded {
  record Value(BigDecimal value) implements Decoded {}

  record Nothing(Reason reason) implements Decoded {}

  /**
   * Reads a field.
   *
   * @param data the answer to a request that began at {@code first} and covers the field
   */
  static Decoded of(Field field, ByteBuffer data, int first) {
    int at = field.address() - first;
    if (field.type() == Type.BIT) {
      return scaled(field, data.get(at / 8) >> (at % 8) & 1);
    }
    int high = data.getShort(at * 2) & 0xFFFF;
    if (field.type().width == 1) {
      return word(field, high);
    }
    int low = data.getShort(at * 2 + 2) & 0xFFFF;
    int both = field.lowWordFirst() ? low << 16 | high : high << 16 | low;
    return switch (field.type()) {
      case F32 -> single(field, Float.intBitsToFloat(both), both);
      case S32 -> scaled(field, both);
      default -> scaled(field, both & 0xFFFF_FFFFL);
    };
  }

  private static Decoded word(Field field, int word) {
    return switch (field.type()) {
      case S16 -> scaled(field, (short) word);
      case OFFSET_SIGN ->
          field.sentinels().contains((long) word)
              ? new Nothing(Reason.SENSOR_FAULT)
              : scaled(field, word >= 10_000 ? 10_000 - word : word);
      default -> scaled(field, word);
    };
  }

  private static Decoded single(Field field, float value, int bits) {
    if (!Float.isFinite(value) || field.sentinels().contains(bits & 0xFFFF_FFFFL)) {
      return new Nothing(Reason.SENSOR_FAULT);
    }
    // The shortest decimal that names this float: 21.4, not 21.399999618530273.
    return ranged(field, new BigDecimal(Float.toString(value)));
  }

  private static Decoded scaled(Field field, long raw) {
    long width = field.type().width == 2 ? 0xFFFF_FFFFL : 0xFFFFL;
    if (field.sentinels().contains(raw) || field.sentinels().contains(raw & width)) {
      return new Nothing(Reason.SENSOR_FAULT);
    }
    return ranged(field, BigDecimal.valueOf(raw));
  }

  private static Decoded ranged(Field field, BigDecimal raw) {
    BigDecimal value = raw.multiply(field.scale()).add(field.offset());
    if (value.compareTo(field.min()) < 0 || value.compareTo(field.max()) > 0) {
      return new Nothing(Reason.OUT_OF_RANGE);
    }
    return new Value(value);
  }
}
