package org.campussentry.simulator.line;

import com.digitalpetri.modbus.Crc16;
import com.digitalpetri.modbus.ModbusRtuFrame;
import com.digitalpetri.modbus.ModbusRtuRequestFrameParser;
import com.digitalpetri.modbus.ModbusRtuRequestFrameParser.Accumulated;
import com.digitalpetri.modbus.ModbusRtuRequestFrameParser.Idle;
import com.digitalpetri.modbus.ModbusRtuRequestFrameParser.ParserState;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusRtuRequestContext;
import com.digitalpetri.modbus.server.ModbusRtuServerTransport;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Modbus RTU line on a pseudo-terminal, as slow as a real one: an answer begins when the request
 * would have crossed the wire and 3.5 characters of silence have passed, and its bytes come one
 * character time apart. A frame with a wrong checksum, a fragment and a request for a silent unit
 * get no answer.
 *
 * <p>One thread of its own serves it from {@link #bind} to {@link #unbind}. Thread-safe.
 */
public final class PtyLine implements ModbusRtuServerTransport {
  private static final Logger LOG = LoggerFactory.getLogger(PtyLine.class);
  private static final int IDLE_MILLIS = 500;
  // A sender may be slow to fill a USB frame; far more than 3.5 characters of silence ends a
  // fragment.
  private static final int FRAGMENT_MILLIS = 50;

  private final String name;
  private final WireTime wire;
  private final Pty pty;
  private final ModbusRtuRequestFrameParser parser = new ModbusRtuRequestFrameParser();
  private volatile FrameReceiver<ModbusRtuRequestContext, ModbusRtuFrame> receiver;
  private volatile boolean open;
  private Thread thread;

  private PtyLine(String name, WireTime wire, Pty pty) {
    this.name = name;
    this.wire = wire;
    this.pty = pty;
  }

  /**
   * Opens a pseudo-terminal.
   *
   * @param name of the line, for its thread
   * @param baud bits a second, at 10 bits a character
   * @throws IOException when this system gives no pseudo-terminal
   */
  public static PtyLine open(String name, int baud) throws IOException {
    return new PtyLine(name, new WireTime(baud), Pty.open());
  }

  /** The device path that a gateway opens. */
  public String path() {
    return pty.path();
  }

  @Override
  public void receive(FrameReceiver<ModbusRtuRequestContext, ModbusRtuFrame> frameReceiver) {
    receiver = frameReceiver;
  }

  @Override
  public synchronized CompletionStage<Void> bind() {
    open = true;
    thread = new Thread(this::serve, "line-" + name);
    thread.setDaemon(true);
    thread.start();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Void> unbind() {
    open = false;
    try {
      thread.join();
      pty.close();
      return CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private void serve() {
    try {
      while (open) {
        listen();
      }
    } catch (IOException e) {
      LOG.error("line {} is lost, its slaves are silent: restart the simulator", name, e);
    }
  }

  private void listen() throws IOException {
    boolean idle = parser.getState() instanceof Idle;
    byte[] bytes = pty.read(idle ? IDLE_MILLIS : FRAGMENT_MILLIS);
    long arrival = System.nanoTime();
    if (bytes.length == 0) {
      parser.reset();
      pty.release();
    } else if (parsed(bytes) instanceof Accumulated request) {
      parser.reset();
      if (intact(request.frame())) {
        answer(request.frame(), arrival);
      }
    }
  }

  /** The parser has room for 256 bytes and trusts lengths; noise may break both, and is dropped. */
  private ParserState parsed(byte[] bytes) {
    try {
      return parser.parse(bytes);
    } catch (BufferOverflowException | IndexOutOfBoundsException e) {
      LOG.debug("line {}: {} bytes of noise dropped", name, bytes.length, e);
      parser.reset();
      return parser.getState();
    }
  }

  private void answer(ModbusRtuFrame request, long arrival) throws IOException {
    ModbusRtuFrame response;
    try {
      response = receiver.receive(new ModbusRtuRequestContext() {}, request);
    } catch (UnknownUnitIdException e) {
      return;
    } catch (Exception e) { // The server's own signature; whatever it is, a slave stays silent.
      LOG.warn("line {}: a request for unit {} has no answer", name, request.unitId(), e);
      return;
    }
    send(response, arrival + wire.request(request.pdu().remaining()));
  }

  private void send(ModbusRtuFrame frame, long start) throws IOException {
    // The checksum is made here: the server's own is wrong for exceptions in the version we use.
    ByteBuffer bytes = ByteBuffer.allocate(frame.pdu().remaining() + 3);
    bytes.put((byte) frame.unitId()).put(frame.pdu().duplicate());
    int checksum = checksum(frame.unitId(), frame.pdu());
    bytes.put((byte) checksum).put((byte) (checksum >> 8)).flip();
    long due = start;
    while (bytes.hasRemaining() && open) {
      due += wire.characters(1);
      waitUntil(due);
      pty.write(bytes.get());
    }
  }

  private void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0 && open; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static boolean intact(ModbusRtuFrame frame) {
    int low = frame.crc().get(frame.crc().position()) & 0xFF;
    int high = frame.crc().get(frame.crc().position() + 1) & 0xFF;
    return checksum(frame.unitId(), frame.pdu()) == (high << 8 | low);
  }

  private static int checksum(int unitId, ByteBuffer pdu) {
    Crc16 crc = new Crc16();
    crc.update(unitId);
    for (ByteBuffer rest = pdu.duplicate(); rest.hasRemaining(); ) {
      crc.update(rest.get());
    }
    return crc.getValue() & 0xFFFF;
  }
}
