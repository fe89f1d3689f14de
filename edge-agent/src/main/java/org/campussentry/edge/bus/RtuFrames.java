package org.campussentry.edge.bus;

import com.digitalpetri.modbus.Crc16;
import com.digitalpetri.modbus.ModbusRtuFrame;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.campussentry.edge.reading.Reason;

/** Requests as RTU frames and RTU frames as answers; pure. */
final class RtuFrames {
  private RtuFrames() {}

  static byte[] bytes(Request request) {
    ByteBuffer pdu = ByteBuffer.allocate(5);
    pdu.put((byte) request.function().code());
    pdu.putShort((short) request.address());
    pdu.putShort((short) request.count());
    pdu.flip();
    int crc = crc(request.unit(), pdu);
    return ByteBuffer.allocate(8)
        .put((byte) request.unit())
        .put(pdu)
        .put((byte) crc)
        .put((byte) (crc >> 8))
        .array();
  }

  /** What the frame answers to the request; empty when it is the answer to another one. */
  static Optional<Answer> answer(Request request, ModbusRtuFrame frame) {
    ByteBuffer check = frame.crc();
    int got = (check.get(0) & 0xFF) | (check.get(1) & 0xFF) << 8;
    if (got != crc(frame.unitId(), frame.pdu())) {
      return Optional.of(new Answer.Failure(Reason.CHECKSUM, "damaged frame"));
    }
    if (frame.unitId() != request.unit()) {
      return Optional.empty();
    }
    return body(request, frame.pdu());
  }

  private static Optional<Answer> body(Request request, ByteBuffer pdu) {
    int function = pdu.get(0) & 0xFF;
    if (function == (request.function().code() | 0x80)) {
      return Optional.of(
          new Answer.Failure(Reason.EXCEPTION, "Modbus exception " + (pdu.get(1) & 0xFF)));
    }
    int bytes = pdu.get(1) & 0xFF;
    if (function != request.function().code()
        || bytes != request.answerBytes()
        || pdu.limit() != bytes + 2) {
      return Optional.empty();
    }
    return Optional.of(new Answer.Data(pdu.slice(2, bytes)));
  }

  private static int crc(int unit, ByteBuffer pdu) {
    var crc = new Crc16();
    crc.update(unit);
    crc.update(pdu.duplicate());
    return crc.getValue();
  }
}
