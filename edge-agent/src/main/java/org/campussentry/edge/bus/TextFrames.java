package org.campussentry.edge.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.edge.bus.Framing.End;
import org.campussentry.edge.reading.Reason;

/**
 * Cuts the bytes of a serial line into frames; pure but for what has come so far. A frame that is
 * too long, or not complete after a while, is dropped up to the next end, and told as damaged. Not
 * thread-safe.
 */
final class TextFrames {
  private final Framing framing;
  private final Duration patience;
  private final byte[] begun;
  private int count;
  private Instant since = Instant.MIN;
  private boolean dropping;

  /** Frames of a line on which each is complete {@code patience} after its first byte. */
  TextFrames(Framing framing, Duration patience) {
    this.framing = framing;
    this.patience = patience;
    this.begun = new byte[framing.bytesMax() + 2];
  }

  /** Forgets what has come so far; with {@code within} also what comes up to the next end. */
  void reset(boolean within) {
    count = 0;
    dropping = within && framing.end() != End.LENGTH;
  }

  /** The frames that are complete with these bytes, as texts of one character a byte. */
  List<Answer> add(byte[] bytes, Instant now) {
    var frames = new ArrayList<Answer>();
    if (count > 0 && !dropping && now.isAfter(since.plus(patience))) {
      frames.add(damaged("only %d bytes of a frame came in time".formatted(count)));
      // What comes now may be the rest of it.
      reset(true);
    }
    for (byte next : bytes) {
      if (count == 0) {
        since = now;
      }
      begun[count] = next;
      count++;
      cut(frames);
    }
    return frames;
  }

  private void cut(List<Answer> frames) {
    int endBytes = endBytes();
    boolean whole = framing.end() == End.LENGTH ? count == framing.bytesMax() : endBytes > 0;
    if (whole) {
      String text = new String(begun, 0, count - endBytes, StandardCharsets.ISO_8859_1);
      if (!text.isEmpty() && !dropping) {
        frames.add(new Answer.Text(text));
      }
      reset(false);
    } else if (count > framing.bytesMax() + (framing.end() == End.CRLF ? 1 : 0)) {
      if (!dropping) {
        frames.add(damaged("a frame of more than %d bytes".formatted(framing.bytesMax())));
      }
      dropping = true;
      // The last one may be the first half of the end.
      begun[0] = begun[count - 1];
      count = 1;
    }
  }

  /** How many of the last bytes are an end, 0 if none are. */
  private int endBytes() {
    byte last = begun[count - 1];
    return switch (framing.end()) {
      case ANY -> last == '\r' || last == '\n' ? 1 : 0;
      case CR -> last == '\r' ? 1 : 0;
      case LF -> last == '\n' ? 1 : 0;
      case CRLF -> last == '\n' && count > 1 && begun[count - 2] == '\r' ? 2 : 0;
      case LENGTH -> 0;
    };
  }

  private static Answer damaged(String what) {
    return new Answer.Failure(Reason.CHECKSUM, what);
  }
}
