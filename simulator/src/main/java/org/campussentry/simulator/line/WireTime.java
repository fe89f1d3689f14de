package org.campussentry.simulator.line;

/**
 * How long bytes take on a wire of a given speed, with 10 bits a character (8N1).
 *
 * @param baud bits a second, above 0
 */
record WireTime(int baud) {
  private static final long BITS_A_CHARACTER = 10L;
  private static final long NANOS_A_SECOND = 1_000_000_000L;
  // Modbus over Serial Line 1.02, 2.5.1.1: 3.5 characters, but fixed above 19200 baud.
  private static final int FIXED_SILENCE_ABOVE_BAUD = 19_200;
  private static final long FIXED_SILENCE_NANOS = 1_750_000;

  /** Nanoseconds that so many characters take. */
  long characters(int count) {
    return count * BITS_A_CHARACTER * NANOS_A_SECOND / baud;
  }

  /** Nanoseconds of silence that end a frame. */
  long silence() {
    return baud > FIXED_SILENCE_ABOVE_BAUD ? FIXED_SILENCE_NANOS : characters(7) / 2;
  }

  /**
   * Nanoseconds from the first bit of a request to the earliest first bit of its answer.
   *
   * @param pduBytes of the request, without unit id and checksum
   */
  long request(int pduBytes) {
    return characters(pduBytes + 3) + silence();
  }
}
