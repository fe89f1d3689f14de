package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that answers badly, over a real connection. */
class ModbusTcpFuzzTest {
  private static final int HEAD_BYTES = 7;
  private static final int REQUEST_BYTES = 12;
  private static final Duration TIMEOUT = Duration.ofMillis(20);

  private final AtomicLong minutes = new AtomicLong();
  private volatile UnaryOperator<byte[]> script = request -> request;
  private volatile byte[] request = {};
  private volatile byte[] sent = {};
  private ServerSocket server;
  private Line line;

  @BeforeEach
  void open() throws IOException {
    quiet(Level.OFF);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread = new Thread(this::serve, "server");
    thread.setDaemon(true);
    thread.start();
    // A minute passes with each look at the clock, so that every reopening is due.
    line =
        new ModbusTcp("lan-1", "127.0.0.1", server.getLocalPort(), TIMEOUT, 0)
            .open(() -> Instant.EPOCH.plusSeconds(60 * minutes.incrementAndGet()));
  }

  @AfterEach
  void close() throws IOException {
    line.close();
    server.close();
    quiet(null);
  }

  /** Each bad answer is worth a line in the log; not so a million of them. */
  private static void quiet(Level level) {
    for (String name :
        new String[] {"com.digitalpetri.modbus", "io.netty", ModbusTcp.class.getName()}) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        var in = new DataInputStream(socket.getInputStream());
        while (true) {
          byte[] request = new byte[REQUEST_BYTES];
          in.readFully(request);
          sent = script.apply(request);
          socket.getOutputStream().write(sent);
        }
      } catch (EOFException | SocketException e) {
        // The client has gone, or the test is over.
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static byte[] frame(byte[] request, int transaction, byte[] pdu) {
    return ByteBuffer.allocate(HEAD_BYTES + pdu.length)
        .putShort((short) transaction)
        .putShort((short) 0)
        .putShort((short) (pdu.length + 1))
        .put(request[6])
        .put(pdu)
        .array();
  }

  private static byte[] pdu(int function, int count, byte[] data) {
    return Fuzz.joined(new byte[] {(byte) function, (byte) count}, data);
  }

  private static byte[] answer(RandomGenerator random, byte[] request, byte[] data) {
    int transaction = ByteBuffer.wrap(request).getShort();
    int function = request[7];
    byte[] good = frame(request, transaction, pdu(function, data.length, data));
    int wrong = function + 1 + random.nextInt(255);
    int count = data.length + 1 + random.nextInt(255);
    byte[] late =
        frame(request, transaction - 1, pdu(function, data.length, new byte[data.length]));
    return switch (random.nextInt(40)) {
      case 0 -> frame(request, transaction, pdu(wrong, data.length, data));
      case 1 -> frame(request, transaction, pdu(function, count, data));
      case 2 -> frame(request, transaction, pdu(function, data.length - 1, data));
      case 3 -> frame(request, transaction, new byte[0]);
      case 4 -> Fuzz.damaged(random, good, late);
      case 5 -> frame(request, transaction, pdu(function, data.length, new byte[data.length - 1]));
      case 6, 7, 8, 9, 10, 11 ->
          frame(
              request,
              transaction,
              new byte[] {(byte) (function | 0x80), (byte) (1 + random.nextInt(11))});
      case 12, 13, 14, 15, 16, 17, 18, 19, 20 -> Fuzz.joined(late, good);
      case 21, 22, 23, 24, 25 -> Fuzz.joined(good, late);
      default -> good;
    };
  }

  /** The whole frames of a stream. */
  private static List<byte[]> frames(byte[] stream) {
    var frames = new ArrayList<byte[]>();
    int at = 0;
    while (at + HEAD_BYTES <= stream.length) {
      int end = at + 6 + (ByteBuffer.wrap(stream).getShort(at + 4) & 0xFFFF);
      if (end > stream.length) {
        break;
      }
      frames.add(Arrays.copyOfRange(stream, at, end));
      at = end;
    }
    return frames;
  }

  /** The PDU of the first frame of the transaction that is long enough to have a unit. */
  private static byte[] pdu(List<byte[]> frames, byte[] request) {
    return frames.stream()
        .filter(frame -> frame.length >= HEAD_BYTES)
        .filter(frame -> frame[0] == request[0] && frame[1] == request[1])
        .findFirst()
        .map(frame -> Arrays.copyOfRange(frame, HEAD_BYTES, frame.length))
        .orElse(new byte[0]);
  }

  @Test
  void nothing_passes_as_data_but_the_answer_of_its_transaction() {
    var told = new AtomicLong();
    Fuzz.inputs(
        "Modbus TCP",
        1_000,
        random -> {
          var function = Fuzz.one(random, Function.values());
          var asked =
              new Request.Registers(1, function, random.nextInt(65_000), 1 + random.nextInt(9));
          byte[] data = new byte[asked.answerBytes()];
          random.nextBytes(data);
          request = new byte[0];
          script =
              got -> {
                request = got;
                return answer(random, got, data);
              };
          Answer answer = line.ask(asked);
          if (request.length == 0) {
            assertThat(answer).as("the server was not asked").isNotInstanceOf(Answer.Data.class);
            line.close();
            return;
          }
          List<byte[]> frames = frames(sent);
          byte[] pdu = pdu(frames, request);
          if (answer instanceof Answer.Data found) {
            told.incrementAndGet();
            assertThat(pdu)
                .as("%s in %s", found, HexFormat.of().formatHex(sent))
                .startsWith(function.code(), data.length);
            byte[] expected = Arrays.copyOfRange(pdu, 2, 2 + data.length);
            assertThat(found).isEqualTo(new Answer.Data(ByteBuffer.wrap(expected)));
          } else if (answer instanceof Answer.Failure failure
              && failure.reason() == Reason.EXCEPTION) {
            assertThat(pdu).startsWith(function.code() | 0x80);
            assertThat(failure.detail()).isEqualTo("Modbus exception " + (pdu[1] & 0xFF));
          }
          int whole = frames.stream().mapToInt(frame -> frame.length).sum();
          if (whole < sent.length || !(answer instanceof Answer.Data)) {
            // What is left would be taken for the beginning of the next answer.
            line.close();
          }
        });
    assertThat(told.get()).as("good answers").isPositive();
  }
}
