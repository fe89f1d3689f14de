package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

class RtuFramesTest {
  /** Unit 1, FC04, two registers from 0x0001: 30.5 °C and 61.2 %RH of an XY-MD02. */
  private static final Request.Registers ASKED =
      new Request.Registers(1, Function.INPUT_REGISTERS, 1, 2);

  private static Optional<Answer> answer(byte[] bytes) {
    return RtuFrames.answer(ASKED, bytes);
  }

  private static byte[] withCrc(String hex) {
    byte[] body = HexFormat.of().parseHex(hex);
    var crc = new com.digitalpetri.modbus.Crc16();
    crc.update(ByteBuffer.wrap(body));
    return ByteBuffer.allocate(body.length + 2)
        .put(body)
        .put((byte) crc.getValue())
        .put((byte) (crc.getValue() >> 8))
        .array();
  }

  @Test
  void a_request_is_the_one_of_the_standard() {
    assertThat(RtuFrames.bytes(ASKED)).isEqualTo(HexFormat.of().parseHex("010400010002200b"));
  }

  @Test
  void a_good_answer_is_its_data() {
    assertThat(answer(withCrc("01040401310264")))
        .contains(new Answer.Data(ByteBuffer.wrap(HexFormat.of().parseHex("01310264"))));
  }

  @Test
  void an_exception_is_an_answer() {
    var failure = (Answer.Failure) answer(withCrc("018402")).orElseThrow();
    assertThat(failure.reason()).isEqualTo(Reason.EXCEPTION);
    assertThat(failure.alive()).isTrue();
  }

  @Test
  void answers_to_others_are_none() {
    assertThat(answer(withCrc("02040401310264"))).as("another unit").isEmpty();
    assertThat(answer(withCrc("01030401310264"))).as("another function").isEmpty();
    assertThat(answer(withCrc("0104020131"))).as("another length").isEmpty();
    assertThat(answer(withCrc("018302"))).as("exception to another function").isEmpty();
  }

  @Test
  void every_single_bit_that_flips_is_noticed() {
    byte[] good = withCrc("01040401310264");
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(answer(bad))
          .as("bit %d", bit)
          .satisfiesAnyOf(
              none -> assertThat(none).isEmpty(),
              damaged ->
                  assertThat(((Answer.Failure) damaged.orElseThrow()).reason())
                      .isEqualTo(Reason.CHECKSUM));
    }
  }

  @Test
  void an_answer_is_found_behind_whatever_came_before_it() {
    String good = HexFormat.of().formatHex(withCrc("01040401310264"));
    String echo = HexFormat.of().formatHex(RtuFrames.bytes(ASKED));
    for (String before : new String[] {"00", "0104", "010404", echo, echo + "ff", "0104040131"}) {
      var answer = answer(HexFormat.of().parseHex(before + good));
      // What looks like the answer's own head makes it a damaged one; a retry is cheaper than
      // guessing.
      assertThat(answer)
          .as("after %s", before)
          .satisfiesAnyOf(
              found ->
                  assertThat(found)
                      .contains(
                          new Answer.Data(ByteBuffer.wrap(HexFormat.of().parseHex("01310264")))),
              damaged ->
                  assertThat(((Answer.Failure) damaged.orElseThrow()).reason())
                      .isEqualTo(Reason.CHECKSUM));
    }
  }

  @Test
  void a_request_that_begins_like_its_own_answer_is_not_answered_by_its_echo() {
    // 04 01 02 02ad and a CRC of 0009: two bytes of coils, if the echo is cut there.
    var asked = new Request.Registers(4, Function.COILS, 0x02AD, 9);
    byte[] echo = RtuFrames.bytes(asked);
    for (int length = 0; length <= echo.length; length++) {
      assertThat(RtuFrames.answer(asked, java.util.Arrays.copyOf(echo, length))).isEmpty();
    }
    byte[] late = ByteBuffer.allocate(9).put((byte) 0xFF).put(echo).array();
    assertThat(RtuFrames.answer(asked, late)).as("behind noise").isEmpty();
  }

  @Test
  void silence_and_the_answers_of_others_are_a_timeout_and_rubbish_is_damage() {
    assertThat(RtuFrames.nothing(ASKED, new byte[0], 300).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(RtuFrames.nothing(ASKED, RtuFrames.bytes(ASKED), 300).reason())
        .isEqualTo(Reason.TIMEOUT);
    assertThat(RtuFrames.nothing(ASKED, withCrc("02040401310264"), 300).reason())
        .isEqualTo(Reason.TIMEOUT);
    assertThat(RtuFrames.nothing(ASKED, new byte[] {1, 2, 3}, 300).reason())
        .isEqualTo(Reason.CHECKSUM);
  }

  @Test
  void every_truncation_is_no_answer() {
    byte[] good = withCrc("01040401310264");
    for (int length = 0; length < good.length; length++) {
      assertThat(answer(java.util.Arrays.copyOf(good, length))).as("%d bytes", length).isEmpty();
    }
  }
}
