package org.campussentry.edge.bus;

/**
 * How the bytes of a serial line are cut into frames. Immutable.
 *
 * @param end what ends a frame
 * @param bytesMax bytes of the longest one, without its end, 1 to 4096; with {@link End#LENGTH} of
 *     each
 */
public record Framing(End end, int bytesMax) {

  /** What ends a frame. */
  public enum End {
    /** Any CR or LF; empty frames do not count. The default. */
    ANY,
    /** CR alone. */
    CR,
    /** LF alone. */
    LF,
    /** CR and LF together. */
    CRLF,
    /** Nothing; all are equally long. */
    LENGTH
  }
}
