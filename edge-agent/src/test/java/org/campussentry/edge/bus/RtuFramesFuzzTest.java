package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

/** The frames and the CRC of this test are its own, so that no fault is compared with itself. */
class RtuFramesFuzzTest {
  private static int crc(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int at = from; at < to; at++) {
      crc ^= bytes[at] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >> 1 ^ 0xA001 : crc >> 1;
      }
    }
    return crc;
  }

  private static byte[] frame(byte[]... pieces) {
    byte[] body = Fuzz.joined(pieces);
    int crc = crc(body, 0, body.length);
    return Fuzz.joined(body, bytes(crc, crc >> 8));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) values[at];
    }
    return bytes;
  }

  private static Request.Registers request(RandomGenerator random) {
    var function = Fuzz.one(random, Function.values());
    int count = 1 + random.nextInt(random.nextBoolean() ? 4 : function.countMax());
    int bytes = function.bits() ? (count + 7) / 8 : count * 2;
    // An address whose high byte looks like the length of the answer is the hardest one.
    int high = random.nextBoolean() ? bytes : random.nextInt(256);
    int address = high << 8 | random.nextInt(256);
    return new Request.Registers(1 + random.nextInt(247), function, address, count);
  }

  private static byte[] sent(Request.Registers asked) {
    int address = asked.address();
    int count = asked.count();
    return frame(
        bytes(asked.unit(), asked.function().code()),
        bytes(address >> 8, address, count >> 8, count));
  }

  private static byte[] answer(RandomGenerator random, Request.Registers asked) {
    byte[] data = new byte[asked.answerBytes()];
    random.nextBytes(data);
    return frame(bytes(asked.unit(), asked.function().code(), data.length), data);
  }

  private static byte[] exception(RandomGenerator random, Request.Registers asked) {
    return frame(bytes(asked.unit(), asked.function().code() | 0x80, 1 + random.nextInt(11)));
  }

  /** What a line may bring after a request. */
  private static byte[] heard(RandomGenerator random, Request.Registers asked) {
    byte[] good = answer(random, asked);
    Request.Registers before =
        new Request.Registers(asked.unit(), asked.function(), 0, 1 + random.nextInt(asked.count()));
    Request.Registers neighbour =
        new Request.Registers(1 + asked.unit() % 247, asked.function(), 1, asked.count());
    byte[] got = new byte[0];
    for (int pieces = 1 + random.nextInt(3); pieces > 0; pieces--) {
      byte[] next =
          switch (random.nextInt(9)) {
            case 0 -> good;
            case 1 -> sent(asked);
            case 2 -> Arrays.copyOf(sent(asked), random.nextInt(8));
            case 3 -> answer(random, before);
            case 4 -> answer(random, neighbour);
            case 5 -> sent(neighbour);
            case 6 -> exception(random, random.nextBoolean() ? asked : neighbour);
            case 7 -> Fuzz.noise(random, 12);
            default -> Fuzz.damaged(random, good, answer(random, neighbour));
          };
      got = Fuzz.joined(got, next);
    }
    return random.nextInt(4) == 0 ? Fuzz.damaged(random, got, good) : got;
  }

  /** As the bus does: it looks again whenever a piece has come. */
  private static Optional<Answer> read(
      RandomGenerator random, Request.Registers asked, byte[] got) {
    for (int length = 0; length < got.length; length += 1 + random.nextInt(12)) {
      var early = RtuFrames.answer(asked, Arrays.copyOf(got, length));
      if (early.isPresent()) {
        return early;
      }
    }
    return RtuFrames.answer(asked, got);
  }

  private static boolean starts(byte[] got, int at, byte[] with) {
    int end = at + with.length;
    return end <= got.length && Arrays.equals(got, at, end, with, 0, with.length);
  }

  /** Whether these bytes, with a good CRC behind them, begin somewhere outside of an echo. */
  private static boolean said(Request.Registers asked, byte[] got, byte[] body) {
    int echoed = 0;
    for (int at = 0; at < got.length; at++) {
      if (at >= echoed && starts(got, at, sent(asked))) {
        echoed = at + 8;
      }
      if (at >= echoed && starts(got, at, frame(body))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] body(Request.Registers asked, Answer.Data data) {
    byte[] bytes = new byte[data.bytes().remaining()];
    data.bytes().duplicate().get(bytes);
    return Fuzz.joined(bytes(asked.unit(), asked.function().code(), bytes.length), bytes);
  }

  @Test
  void nothing_passes_as_data_but_what_stands_there_with_a_good_crc() {
    Fuzz.inputs(
        "RTU frames",
        20_000,
        random -> {
          Request.Registers asked = request(random);
          byte[] got = heard(random, asked);
          var answer = read(random, asked, got);
          if (answer.isPresent() && answer.get() instanceof Answer.Data data) {
            assertThat(data.bytes().remaining()).isEqualTo(asked.answerBytes());
            assertThat(said(asked, got, body(asked, data))).as("%s", data).isTrue();
          } else if (answer.isPresent()
              && ((Answer.Failure) answer.get()).reason() == Reason.EXCEPTION) {
            String detail = ((Answer.Failure) answer.get()).detail();
            int code = Integer.parseInt(detail.substring("Modbus exception ".length()));
            byte[] exception = bytes(asked.unit(), asked.function().code() | 0x80, code);
            assertThat(said(asked, got, exception)).as(detail).isTrue();
          }
          assertThat(RtuFrames.nothing(asked, got, 300).reason())
              .isIn(Reason.TIMEOUT, Reason.CHECKSUM);
        });
  }

  @Test
  void a_whole_answer_is_its_data_also_behind_the_echo_and_no_flip_or_cut_of_it_is() {
    Fuzz.inputs(
        "RTU answers",
        20_000,
        random -> {
          Request.Registers asked = request(random);
          byte[] good = answer(random, asked);
          byte[] echo = random.nextBoolean() ? sent(asked) : new byte[0];
          byte[] data = Arrays.copyOfRange(good, 3, good.length - 2);
          Answer expected = new Answer.Data(ByteBuffer.wrap(data));
          assertThat(read(random, asked, Fuzz.joined(echo, good))).contains(expected);
          byte[] bad = good.clone();
          int bit = random.nextInt(bad.length * 8);
          bad[bit / 8] ^= (byte) (1 << bit % 8);
          assertNothing(asked, Fuzz.joined(echo, bad));
          assertNothing(asked, Fuzz.joined(echo, Arrays.copyOf(good, random.nextInt(good.length))));
        });
  }

  private static void assertNothing(Request.Registers asked, byte[] got) {
    RtuFrames.answer(asked, got)
        .ifPresent(answer -> assertThat(answer).isNotInstanceOf(Answer.Data.class));
  }
}
