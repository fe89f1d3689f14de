package org.campussentry.ingest.broker;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Follows the MQTT packets in what a client sends, without keeping a byte of it. The first has to
 * be a CONNECT of MQTT 3.1.1 or 5. For one connection; not thread-safe.
 */
final class Packets {
  private static final int CONNECT = 0x10;
  private static final int MORE = 0x80;
  private static final int LENGTH_BYTES_MAX = 4;
  private static final byte[] NAME = {0, 4, 'M', 'Q', 'T', 'T'};

  private boolean inHeader = true;
  private int lengthBytes = -1;
  private int left;
  private int named;
  private boolean connected;

  /** Whether a whole CONNECT has passed. */
  boolean connected() {
    return connected;
  }

  /**
   * Looks at what comes next, and leaves the buffer as it is.
   *
   * @param most bytes that a packet may have after its header
   * @return what is wrong with it; nothing that comes later is worth a look then
   */
  Optional<Wrong> follow(ByteBuf bytes, int most) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      Optional<Wrong> wrong = Optional.empty();
      if (inHeader) {
        wrong = header(bytes.getUnsignedByte(at++), most);
      } else if (!connected && named < NAME.length) {
        wrong = name(bytes.getByte(at++));
      } else {
        int passed = Math.min(left, bytes.writerIndex() - at);
        at += passed;
        left -= passed;
        end();
      }
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<Wrong> header(int value, int most) {
    if (lengthBytes < 0) {
      lengthBytes = 0;
      left = 0;
      return connected || value == CONNECT
          ? Optional.empty()
          : Optional.of(new Wrong(Refusals.Reason.CONNECT, "it does not begin as MQTT does"));
    }
    left |= (value & ~MORE) << (7 * lengthBytes++);
    if ((value & MORE) == 0) {
      if (left > most) {
        return Optional.of(
            new Wrong(
                Refusals.Reason.PACKET, "a packet of " + left + " bytes; at most are " + most));
      }
      inHeader = false;
      end();
    } else if (lengthBytes == LENGTH_BYTES_MAX) {
      return Optional.of(new Wrong(Refusals.Reason.PACKET, "a length that MQTT does not have"));
    }
    return Optional.empty();
  }

  private Optional<Wrong> name(byte value) {
    if (value != NAME[named++]) {
      return Optional.of(new Wrong(Refusals.Reason.CONNECT, "it does not begin as MQTT does"));
    }
    left--;
    end();
    return Optional.empty();
  }

  private void end() {
    if (left == 0) {
      inHeader = true;
      lengthBytes = -1;
      connected = named == NAME.length;
    }
  }
}
