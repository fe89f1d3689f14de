package org.campussentry.edge.bus;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.campussentry.edge.config.Section;
import org.campussentry.edge.reading.Reason;

/**
 * A serial line with Modbus RTU, 8 data bits.
 *
 * @param timeout default 300 ms; the time that the bytes need on the wire comes on top
 * @param retries default 1
 * @param rest of the line before each request, 1 ms to 1 s; default 20 ms, which the cheap ones
 *     among devices need. Never shorter than 3.5 characters, as the standard asks.
 */
public record ModbusRtu(
    String name, SerialSettings serial, Duration timeout, int retries, Duration rest)
    implements Bus {
  private static final Duration REST = Duration.ofMillis(20);
  private static final Duration REST_MIN = Duration.ofMillis(1);
  private static final Duration REST_MAX = Duration.ofSeconds(1);

  /** How long a slave thinks before it answers; most take 5 to 10 ms. */
  private static final Duration THINKING = Duration.ofMillis(10);

  private static final int REQUEST_BYTES = 8;
  private static final int ANSWER_FRAME_BYTES = 5;

  /** More than a request, its echo and the longest answer together: then the line never rests. */
  private static final int CHATTER_BYTES = 1024;

  static ModbusRtu read(String name, Section keys) {
    return new ModbusRtu(
        name,
        SerialSettings.read(keys, 8),
        keys.duration("timeout", Duration.ofMillis(300), TIMEOUT_MIN, TIMEOUT_MAX),
        keys.number("retries", 1, 0, 5),
        keys.duration("rest", REST, REST_MIN, REST_MAX));
  }

  @Override
  public Address address(Section device) {
    return Address.Unit.read(device);
  }

  @Override
  public Line open(InstantSource ticks, Wiretap tap) {
    return new Wire(new SerialWire(name, serial, ticks, tap));
  }

  @Override
  public String place() {
    return serial.place(name);
  }

  @Override
  public String advice() {
    return "Check `baud:` and `parity:` against the devices, A and B not swapped, and a terminator of"
        + " 120 ohm at both ends of the cable.";
  }

  @Override
  public Duration cost(Request request) {
    return request instanceof Request.Registers asked
        ? Duration.ofNanos(wireNanos(asked) + restNanos()).plus(THINKING)
        : Duration.ZERO;
  }

  private long wireNanos(Request.Registers request) {
    return serial.wireNanos(REQUEST_BYTES + ANSWER_FRAME_BYTES + request.answerBytes());
  }

  /** 3.5 characters, but 1.75 ms above 19200 baud (Modbus over serial line V1.02, §2.5.1.1). */
  private long silenceNanos() {
    return serial.baud() > 19_200 ? 1_750_000 : serial.wireNanos(7) / 2;
  }

  private long restNanos() {
    return Math.max(rest.toNanos(), silenceNanos());
  }

  /**
   * One request is outstanding at a time; before each the line rests, and what came meanwhile is
   * dropped. A late answer to one request is waited out before another that it would fit: until
   * twice the timeout after it was sent; a slave that is slower than that needs a longer
   * `timeout:`.
   */
  private final class Wire implements Line {
    private final SerialWire wire;
    private final Owed owed = new Owed();
    private long quietSince;

    Wire(SerialWire wire) {
      this.wire = wire;
    }

    @Override
    public Answer ask(Request request) {
      return request instanceof Request.Registers asked ? ask(asked) : Line.foreign(request);
    }

    private Answer ask(Request.Registers request) {
      if (!wire.open()) {
        return new Answer.Away(serial.port() + " is not open");
      }
      waitOut(request);
      waitForQuiet();
      wire.clear();
      long sent = System.nanoTime();
      if (!wire.write(RtuFrames.bytes(request))) {
        return new Answer.Away(serial.port() + " was lost");
      }
      Answer answer = await(request, sent + timeout.toNanos() + wireNanos(request));
      quietSince = System.nanoTime();
      boolean answered =
          !(answer instanceof Answer.Failure failure) || failure.reason() == Reason.EXCEPTION;
      owed.asked(request, answered, sent + 2 * timeout.toNanos() + wireNanos(request));
      return answer;
    }

    private void waitForQuiet() {
      long end = quietSince + restNanos();
      // A thread that is parked may wake for no reason: the line would be asked before it has
      // rested.
      for (long left = end - System.nanoTime();
          quietSince != 0 && left > 0;
          left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }

    private void waitOut(Request.Registers next) {
      var late = new ByteArrayOutputStream();
      Optional<Request.Registers> doubtful = owed.before(next, System.nanoTime());
      while (doubtful.isPresent()) {
        Duration left = Duration.ofNanos(owed.until(doubtful.get()) - System.nanoTime());
        wire.take(left).ifPresent(piece -> late.writeBytes(piece.bytes().array()));
        if (RtuFrames.answer(doubtful.get(), late.toByteArray()).isPresent()) {
          owed.came(doubtful.get());
          quietSince = System.nanoTime();
          late.reset();
        }
        doubtful = owed.before(next, System.nanoTime());
      }
    }

    private Answer await(Request.Registers request, long deadline) {
      var got = new ByteArrayOutputStream();
      while (deadline > System.nanoTime() && got.size() < CHATTER_BYTES) {
        var piece = wire.take(Duration.ofNanos(deadline - System.nanoTime()));
        if (piece.isEmpty()) {
          break;
        }
        got.writeBytes(piece.get().bytes().array());
        var answer = RtuFrames.answer(request, got.toByteArray());
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      return RtuFrames.nothing(request, got.toByteArray(), timeout.toMillis());
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
