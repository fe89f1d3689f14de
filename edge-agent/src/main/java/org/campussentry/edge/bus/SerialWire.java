package org.campussentry.edge.bus;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A serial port that is opened when it is needed, and again when it was lost. What arrives waits in
 * a queue of 256 pieces; beyond that the newest is dropped, which a checksum or a frame notices.
 * One thread owns it; only {@code arrived} is run on another one.
 */
final class SerialWire implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SerialWire.class);
  private static final int PIECES_MAX = 256;

  private final String bus;
  private final SerialSettings settings;
  private final InstantSource ticks;
  private final Wiretap tap;
  private final Reopening reopening;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES_MAX);
  private volatile Runnable arrived = () -> {};
  private volatile boolean gone;
  private SerialPort port;
  private Instant openedAt = Instant.MIN;

  /** Bytes that came together. */
  record Piece(ByteBuffer bytes, Instant arrived) {}

  SerialWire(String bus, SerialSettings settings, InstantSource ticks, Wiretap tap) {
    this.bus = bus;
    this.settings = settings;
    this.ticks = ticks;
    this.tap = tap;
    this.reopening = new Reopening(ticks);
  }

  /** Whom to run when bytes have come, on any thread; must not block. */
  void onArrival(Runnable arrived) {
    this.arrived = arrived;
  }

  /** Whether the port is open; tries to open it when that is due. */
  boolean open() {
    if (port != null && (gone || !Files.exists(Path.of(settings.port())))) {
      lost("it does not exist any more");
    }
    if (port != null) {
      return true;
    }
    if (!reopening.due()) {
      return false;
    }
    try {
      SerialPort opening = SerialPort.getCommPort(settings.port());
      settings.apply(opening);
      if (!opening.openPort()) {
        notOpened("error " + opening.getLastErrorCode());
        return false;
      }
      pieces.clear();
      gone = false;
      port = opening;
      openedAt = ticks.instant();
      opening.addDataListener(new Arrivals());
    } catch (RuntimeException e) {
      // A port that does not exist is an exception already when it is looked up.
      notOpened(e.getMessage());
      return false;
    }
    if (reopening.opened()) {
      log.info("bus {}: serial port {} is open again", bus, settings.port());
    }
    return true;
  }

  /** When it was last opened. */
  Instant openedAt() {
    return openedAt;
  }

  /** Sends all of it; false if the port was lost. */
  boolean write(byte[] bytes) {
    tap.sent(bytes);
    int written = port.writeBytes(bytes, bytes.length);
    if (written != bytes.length) {
      lost("error " + port.getLastErrorCode());
      return false;
    }
    return true;
  }

  /** The next bytes, waited for at most so long; empty when none came, or the port was lost. */
  Optional<Piece> take(Duration wait) {
    try {
      Optional<Piece> piece =
          Optional.ofNullable(pieces.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
      piece.ifPresent(found -> tap.received(found.bytes().array()));
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Forgets what has come so far. */
  void clear() {
    port.flushIOBuffers();
    pieces.clear();
  }

  private void notOpened(String why) {
    if (reopening.failed()) {
      log.warn(
          "bus {}: serial port {} cannot be opened ({}). Plug the adapter in and check `port:`;"
              + " `ls -l /dev/serial/by-id` lists names that stay the same. The user needs to be in"
              + " group dialout. Trying again, at most every 30 s.",
          bus,
          settings.port(),
          Files.exists(Path.of(settings.port())) ? why : "it does not exist");
    }
  }

  private void lost(String why) {
    log.warn(
        "bus {}: serial port {} was lost ({}). Check the adapter and its cable; it is opened again"
            + " as soon as it is back.",
        bus,
        settings.port(),
        why);
    close();
    reopening.failed();
  }

  @Override
  public void close() {
    if (port != null) {
      SerialPort closing = port;
      port = null;
      closing.removeDataListener();
      closing.closePort();
    }
  }

  /** On a thread of the port. */
  private final class Arrivals implements SerialPortDataListener {
    @Override
    public int getListeningEvents() {
      return SerialPort.LISTENING_EVENT_DATA_AVAILABLE
          | SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
    }

    @Override
    public void serialEvent(SerialPortEvent event) {
      if (event.getEventType() == SerialPort.LISTENING_EVENT_PORT_DISCONNECTED) {
        gone = true;
        arrived.run();
        return;
      }
      SerialPort from = event.getSerialPort();
      int count = from.bytesAvailable();
      if (count <= 0) {
        return;
      }
      var bytes = new byte[count];
      int read = from.readBytes(bytes, count);
      if (read > 0
          && pieces.offer(
              new Piece(ByteBuffer.wrap(Arrays.copyOf(bytes, read)), ticks.instant()))) {
        arrived.run();
      }
    }
  }
}
