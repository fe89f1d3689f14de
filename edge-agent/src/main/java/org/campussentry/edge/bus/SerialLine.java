package org.campussentry.edge.bus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.campussentry.edge.bus.Framing.End;
import org.campussentry.edge.config.Section;
import org.campussentry.edge.reading.Reason;

/**
 * A serial line with one device that answers in frames of text, or sends them by itself.
 *
 * @param timeout from the question to the whole answer, default 1 s
 * @param retries default 1
 */
public record SerialLine(
    String name, SerialSettings serial, Framing framing, Duration timeout, int retries)
    implements Bus {
  private static final int BYTES_MAX = 256;

  /** A frame that begins so soon after the port was opened may have lost its beginning. */
  private static final Duration FRESHLY_OPEN = Duration.ofMillis(50);

  static SerialLine read(String name, Section keys) {
    return new SerialLine(
        name,
        SerialSettings.read(keys, keys.number("data-bits", 8, 7, 8)),
        framing(keys),
        keys.duration("timeout", Duration.ofSeconds(1), TIMEOUT_MIN, TIMEOUT_MAX),
        keys.number("retries", 1, 0, 5));
  }

  private static Framing framing(Section keys) {
    if (keys.has("length")) {
      if (keys.has("ends-with") || keys.has("longest")) {
        keys.error("length", "needs no `ends-with:` and no `longest:`. Remove one.");
      }
      return new Framing(End.LENGTH, keys.number("length", 8, 1, 4096));
    }
    End end =
        keys.choice("ends-with", End.ANY, Map.of("cr", End.CR, "lf", End.LF, "crlf", End.CRLF));
    return new Framing(end, keys.number("longest", BYTES_MAX, 1, 4096));
  }

  @Override
  public Address address(Section device) {
    return new Address.Alone();
  }

  @Override
  public Line open(InstantSource ticks, Wiretap tap) {
    return new Wire(new SerialWire(name, serial, ticks, tap), new TextFrames(framing, timeout));
  }

  @Override
  public String place() {
    return serial.place(name);
  }

  @Override
  public String advice() {
    return "Check `baud:`, `parity:` and `data-bits:` against the device, its TX on our RX, and how"
        + " its frames end (`ends-with:` or `length:`).";
  }

  /** One device, so what comes is always its. */
  private final class Wire implements Line {
    private final SerialWire wire;
    private final TextFrames frames;
    private final Inbox inbox = new Inbox();
    private Instant opened = Instant.MIN;
    private boolean fresh;

    Wire(SerialWire wire, TextFrames frames) {
      this.wire = wire;
      this.frames = frames;
    }

    @Override
    public void listen(List<Request> requests, Runnable arrived) {
      wire.onArrival(arrived);
    }

    @Override
    public Answer ask(Request request) {
      if (!open()) {
        return new Answer.Away(serial.port() + " is not open");
      }
      if (request instanceof Request.Ask asked) {
        return ask(asked);
      }
      return request instanceof Request.Listen ? heard() : Line.foreign(request);
    }

    private boolean open() {
      boolean open = wire.open();
      if (open && !wire.openedAt().equals(opened)) {
        opened = wire.openedAt();
        frames.reset(false);
        fresh = true;
      }
      return open;
    }

    private Answer ask(Request.Ask request) {
      wire.clear();
      frames.reset(false);
      if (!wire.write(request.question().getBytes(StandardCharsets.ISO_8859_1))) {
        return new Answer.Away(serial.port() + " was lost");
      }
      // The time that the bytes themselves need on the wire is not the device's fault.
      int bytes = request.question().length() + framing.bytesMax();
      long deadline = System.nanoTime() + timeout.toNanos() + serial.wireNanos(bytes);
      while (deadline > System.nanoTime()) {
        var piece = wire.take(Duration.ofNanos(deadline - System.nanoTime()));
        if (piece.isEmpty()) {
          break;
        }
        List<Answer> complete = complete(piece.get());
        if (!complete.isEmpty()) {
          return complete.get(0);
        }
      }
      return new Answer.Failure(
          Reason.TIMEOUT, "no whole answer within %d ms".formatted(timeout.toMillis()));
    }

    private Answer heard() {
      var pieces = new ArrayList<SerialWire.Piece>();
      for (var next = wire.take(Duration.ZERO); next.isPresent(); next = wire.take(Duration.ZERO)) {
        pieces.add(next.get());
      }
      for (SerialWire.Piece piece : pieces) {
        if (fresh && piece.arrived().isBefore(opened.plus(FRESHLY_OPEN))) {
          frames.reset(true);
        }
        fresh = false;
        complete(piece).forEach(said -> inbox.add(piece.arrived(), said));
      }
      return inbox.take();
    }

    private List<Answer> complete(SerialWire.Piece piece) {
      return frames.add(piece.bytes().array(), piece.arrived());
    }

    @Override
    public void close() {
      wire.close();
    }
  }
}
