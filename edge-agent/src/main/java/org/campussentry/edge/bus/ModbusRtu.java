package org.campussentry.edge.bus;

import com.digitalpetri.modbus.ModbusRtuFrame;
import com.digitalpetri.modbus.serial.SerialPortTransportConfig;
import com.digitalpetri.modbus.serial.client.SerialPortClientTransport;
import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Modbus RTU on a serial line. One request is outstanding at a time; before each the line rests for
 * at least 20 ms (and 3.5 characters, as the standard asks) and the receive buffer is emptied, so
 * that a late answer is never taken for the present one. RTU frames carry no transaction number: an
 * answer of another unit, another function or another length is dropped and the wait goes on.
 */
final class ModbusRtu implements Bus {
  private static final Logger log = LoggerFactory.getLogger(ModbusRtu.class);
  private static final long GAP_NANOS = 20_000_000;

  private final BusConfig.Rtu config;
  private final Reopening reopening;
  private final BlockingQueue<ModbusRtuFrame> frames = new ArrayBlockingQueue<>(16);
  private final long gapNanos;
  private SerialPortClientTransport transport;
  private long quietSince;

  ModbusRtu(BusConfig.Rtu config, InstantSource clock) {
    this.config = config;
    this.reopening = new Reopening(clock);
    this.gapNanos = Math.max(GAP_NANOS, silenceNanos(config));
  }

  /** 3.5 characters, but 1.75 ms above 19200 baud (Modbus over serial line V1.02, §2.5.1.1). */
  static long silenceNanos(BusConfig.Rtu config) {
    if (config.baud() > 19_200) {
      return 1_750_000;
    }
    return wireNanos(config, 7) / 2;
  }

  private static long wireNanos(BusConfig.Rtu config, int bytes) {
    return 1_000_000_000L * bytes * config.bitsPerByte() / config.baud();
  }

  @Override
  public Answer ask(Request request) {
    if (transport == null && !open()) {
      return new Answer.Away(config.port() + " is not open");
    }
    try {
      waitForQuiet();
      SerialPort port = transport.getSerialPort();
      port.flushIOBuffers();
      transport.resetFrameParser();
      frames.clear();
      byte[] bytes = RtuFrames.bytes(request);
      // Not by the transport's own send: 2.1.4 loops for ever when a port that vanished takes 0
      // bytes.
      if (port.writeBytes(bytes, bytes.length) != bytes.length) {
        return lost("error " + port.getLastErrorCode());
      }
      return await(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failure(Reason.TIMEOUT, "interrupted");
    } finally {
      quietSince = System.nanoTime();
    }
  }

  private void waitForQuiet() {
    long rest = quietSince + gapNanos - System.nanoTime();
    if (quietSince != 0 && rest > 0) {
      LockSupport.parkNanos(rest);
    }
  }

  private Answer await(Request request) throws InterruptedException {
    // The time that the bytes themselves need on the wire is not the device's fault.
    long wire = wireNanos(config, 8 + 5 + request.answerBytes());
    long deadline = System.nanoTime() + config.timeout().toNanos() + wire;
    while (true) {
      ModbusRtuFrame frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        return new Answer.Failure(
            Reason.TIMEOUT, "no answer within %d ms".formatted(config.timeout().toMillis()));
      }
      var answer = RtuFrames.answer(request, frame);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private boolean open() {
    if (!reopening.due()) {
      return false;
    }
    try {
      var opening = SerialPortClientTransport.create(this::settings);
      opening.receive(frames::offer);
      opening.connect().get();
      transport = opening;
    } catch (ExecutionException | RuntimeException e) {
      // A port that does not exist is an exception already when it is looked up.
      notOpened(e.getCause() == null ? e : e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (reopening.opened()) {
      log.info("bus {}: serial port {} is open again", config.name(), config.port());
    }
    return true;
  }

  private void settings(SerialPortTransportConfig.Builder builder) {
    builder.serialPort = config.port();
    builder.baudRate = config.baud();
    builder.dataBits = 8;
    builder.stopBits = config.stopBits();
    builder.parity =
        switch (config.parity()) {
          case NONE -> SerialPort.NO_PARITY;
          case EVEN -> SerialPort.EVEN_PARITY;
          case ODD -> SerialPort.ODD_PARITY;
        };
  }

  private void notOpened(Throwable cause) {
    if (reopening.failed()) {
      log.warn(
          "bus {}: serial port {} cannot be opened ({}). Plug the adapter in and check `port:`;"
              + " `ls -l /dev/serial/by-id` lists names that stay the same. The user needs to be in"
              + " group dialout. Trying again, at most every 30 s.",
          config.name(),
          config.port(),
          Files.exists(Path.of(config.port())) ? cause.getMessage() : "it does not exist");
    }
  }

  private Answer lost(String why) {
    log.warn(
        "bus {}: serial port {} was lost ({}). Check the adapter and its cable; it is opened again"
            + " as soon as it is back.",
        config.name(),
        config.port(),
        why);
    close();
    reopening.failed();
    return new Answer.Away(config.port() + " was lost");
  }

  @Override
  public Duration timeout() {
    return config.timeout();
  }

  @Override
  public int retries() {
    return config.retries();
  }

  @Override
  public String place() {
    return "bus %s (%s, %d baud)".formatted(config.name(), config.port(), config.baud());
  }

  @Override
  public String advice() {
    return "Check `baud:` and `parity:` against the devices, A and B not swapped, and a terminator of"
        + " 120 ohm at both ends of the cable.";
  }

  @Override
  public void close() {
    if (transport != null) {
      // A port that vanished cannot be closed in good order; there is nothing left to do about it.
      var closing = transport;
      transport = null;
      closing.disconnect().exceptionally(gone -> null);
    }
  }
}
