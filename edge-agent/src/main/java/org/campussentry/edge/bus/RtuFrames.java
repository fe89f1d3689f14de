package org.campussentry.edge.bus;

import com.digitalpetri.modbus.Crc16;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.campussentry.edge.reading.Reason;

/**
 * Requests as RTU frames, and their answers found among the bytes of a line; pure. RTU has no start
 * mark, so an answer is looked for at every byte: noise and the echo of an adapter may come before
 * it. Only unit, function, length and CRC together make it one.
 */
final class RtuFrames {
  private static final int CRC_BYTES = 2;
  private static final int HEAD_BYTES = 3;
  private static final int EXCEPTION_BYTES = 5;

  private RtuFrames() {}

  static byte[] bytes(Request.Registers request) {
    ByteBuffer frame = ByteBuffer.allocate(8);
    frame.put((byte) request.unit());
    frame.put((byte) request.function().code());
    frame.putShort((short) request.address());
    frame.putShort((short) request.count());
    int crc = crc(frame.array(), 0, 6);
    return frame.put((byte) crc).put((byte) (crc >> 8)).array();
  }

  /** The answer to the request, if it is among the bytes that came since it was sent. */
  static Optional<Answer> answer(Request.Registers request, byte[] got) {
    byte[] sent = bytes(request);
    int begin = 0;
    for (int at = 0; at + EXCEPTION_BYTES <= got.length; at++) {
      if (echo(sent, got, at)) {
        begin = at + sent.length;
        at = begin - 1;
        continue;
      }
      if (exception(request, got, at)) {
        return Optional.of(Answer.Failure.exception(got[at + 2] & 0xFF));
      }
      int end = at + HEAD_BYTES + request.answerBytes();
      if (head(request, got, at) && end + CRC_BYTES <= got.length) {
        if (whole(got, at, end + CRC_BYTES)) {
          return Optional.of(
              new Answer.Data(ByteBuffer.wrap(got, at + HEAD_BYTES, end - at - 3).slice()));
        }
        if (at == begin) {
          return Optional.of(new Answer.Failure(Reason.CHECKSUM, "damaged frame"));
        }
      }
    }
    return Optional.empty();
  }

  /** Why there is no answer among all that came until the deadline. */
  static Answer.Failure nothing(Request.Registers request, byte[] got, long waitedMillis) {
    byte[] sent = bytes(request);
    int begin = got.length >= sent.length && echo(sent, got, 0) ? sent.length : 0;
    boolean silent = begin == got.length || whole(got, begin, got.length);
    return silent
        ? new Answer.Failure(Reason.TIMEOUT, "no answer within %d ms".formatted(waitedMillis))
        : new Answer.Failure(
            Reason.CHECKSUM, "%d bytes that are no answer".formatted(got.length - begin));
  }

  /**
   * Whether from there on an adapter hears itself, or may do so once all has come. The first bytes
   * of some requests are, with a good CRC, an answer to them.
   */
  private static boolean echo(byte[] sent, byte[] got, int at) {
    int end = Math.min(at + sent.length, got.length);
    return Arrays.equals(got, at, end, sent, 0, end - at);
  }

  private static boolean head(Request.Registers request, byte[] got, int at) {
    return (got[at] & 0xFF) == request.unit()
        && got[at + 1] == request.function().code()
        && (got[at + 2] & 0xFF) == request.answerBytes();
  }

  private static boolean exception(Request.Registers request, byte[] got, int at) {
    return (got[at] & 0xFF) == request.unit()
        && (got[at + 1] & 0xFF) == (request.function().code() | 0x80)
        && whole(got, at, at + EXCEPTION_BYTES);
  }

  private static boolean whole(byte[] got, int from, int to) {
    if (to - from <= CRC_BYTES) {
      return false;
    }
    int crc = crc(got, from, to - from - CRC_BYTES);
    return got[to - 2] == (byte) crc && got[to - 1] == (byte) (crc >> 8);
  }

  private static int crc(byte[] bytes, int from, int count) {
    var crc = new Crc16();
    // Byte by byte: update(ByteBuffer) of 2.1.4 counts the position of a buffer twice.
    for (int at = from; at < from + count; at++) {
      crc.update(bytes[at] & 0xFF);
    }
    return crc.getValue();
  }
}
