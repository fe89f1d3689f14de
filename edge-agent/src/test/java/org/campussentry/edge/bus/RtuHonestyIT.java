package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.Crc16;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.campussentry.edge.PtyPair;
import org.campussentry.edge.ScriptedTty;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a bad slave, adapter or cable does: no wrong value, and no exception. */
class RtuHonestyIT {
  private static final Request.Registers FIRST =
      new Request.Registers(1, Function.HOLDING_REGISTERS, 0, 2);

  /** Unlike the first in its address only, which no answer tells. */
  private static final Request.Registers SECOND =
      new Request.Registers(1, Function.HOLDING_REGISTERS, 10, 2);

  private static final String ONE = frame("01030400010001");
  private static final String TWO = frame("01030400020002");
  private static final Answer ONE_DATA = BusContract.data("00010001");
  private static final Answer TWO_DATA = BusContract.data("00020002");

  @TempDir private Path folder;
  private PtyPair cable;
  private ScriptedTty slave;
  private Line line;

  @BeforeEach
  void open() {
    cable = new PtyPair(folder);
    slave = new ScriptedTty(cable.far());
    line =
        new ModbusRtu(
                "rs485-1",
                new SerialSettings(cable.near(), 9600, 8, SerialSettings.Parity.NONE, 1),
                Duration.ofMillis(300),
                0,
                Duration.ofMillis(20))
            .open(() -> Instant.EPOCH.plusNanos(System.nanoTime()));
  }

  @AfterEach
  void close() {
    line.close();
    slave.close();
    cable.close();
  }

  private static String frame(String hex) {
    byte[] body = HexFormat.of().parseHex(hex);
    var crc = new Crc16();
    crc.update(ByteBuffer.wrap(body));
    return hex
        + HexFormat.of().toHexDigits((byte) crc.getValue())
        + HexFormat.of().toHexDigits((byte) (crc.getValue() >> 8));
  }

  private static String hex(Request.Registers request) {
    return HexFormat.of().formatHex(RtuFrames.bytes(request));
  }

  private Reason failure(Request request) {
    return ((Answer.Failure) line.ask(request)).reason();
  }

  @Test
  void an_adapter_that_hears_itself_does_no_harm() {
    slave.reply("0:" + hex(FIRST) + ONE);
    assertThat(line.ask(FIRST)).isEqualTo(ONE_DATA);
    slave.reply("0:" + hex(FIRST), "60:" + ONE);
    assertThat(line.ask(FIRST)).as("the answer comes later").isEqualTo(ONE_DATA);
    slave.reply("0:" + hex(FIRST));
    assertThat(failure(FIRST)).as("nobody but the adapter").isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void noise_before_the_answer_does_no_harm_and_noise_alone_is_no_answer() {
    slave.reply("0:00ff", "30:0103", "60:" + ONE);
    assertThat(line.ask(FIRST)).isEqualTo(ONE_DATA);
    slave.reply("0:deadbeef00010203");
    assertThat(failure(FIRST)).isEqualTo(Reason.CHECKSUM);
    slave.reply("0:" + "55".repeat(2000));
    assertThat(failure(FIRST)).as("a line that never rests").isEqualTo(Reason.CHECKSUM);
  }

  @Test
  void an_answer_that_comes_too_late_is_not_that_to_the_next_request() {
    slave.reply("400:" + ONE);
    slave.reply("20:" + TWO);
    assertThat(failure(FIRST)).isEqualTo(Reason.TIMEOUT);
    assertThat(line.ask(SECOND)).isEqualTo(TWO_DATA);
  }

  @Test
  void a_slave_that_is_always_late_never_gives_a_value_of_other_registers() {
    slave.reply("350:" + ONE);
    slave.reply("350:" + ONE);
    slave.reply("350:" + TWO);
    slave.reply("20:" + ONE);
    assertThat(failure(FIRST)).isEqualTo(Reason.TIMEOUT);
    assertThat(line.ask(FIRST)).as("the late one, and it is the same").isEqualTo(ONE_DATA);
    assertThat(line.ask(SECOND)).as("the other late one is due now").isNotEqualTo(ONE_DATA);
    assertThat(line.ask(FIRST)).isEqualTo(ONE_DATA);
  }

  @Test
  void after_a_request_that_was_really_lost_the_bus_goes_on() {
    assertThat(failure(FIRST)).isEqualTo(Reason.TIMEOUT);
    long start = System.nanoTime();
    slave.reply("20:" + TWO);
    assertThat(line.ask(SECOND)).isEqualTo(TWO_DATA);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void two_slaves_at_one_address_are_damage() {
    slave.reply("0:0101030304040000010100010200", "5:0202" + ONE.substring(10));
    assertThat(failure(FIRST)).isEqualTo(Reason.CHECKSUM);
    slave.reply("20:" + ONE + frame("01030400090009"));
    assertThat(line.ask(FIRST)).as("one after the other: the first").isEqualTo(ONE_DATA);
    slave.reply("20:" + TWO);
    assertThat(line.ask(SECOND)).as("nothing of it is left").isEqualTo(TWO_DATA);
  }

  @Test
  void a_flipped_bit_is_damage() {
    byte[] bytes = HexFormat.of().parseHex(ONE);
    for (int bit : new int[] {0, 13, 30, 47, 71}) {
      byte[] bad = bytes.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      slave.reply("0:" + HexFormat.of().formatHex(bad));
      assertThat(line.ask(FIRST)).as("bit %d", bit).isInstanceOf(Answer.Failure.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void every_exception_is_one(int code) {
    slave.reply("0:" + frame("0183%02x".formatted(code)));
    var failure = (Answer.Failure) line.ask(FIRST);
    assertThat(failure.reason()).isEqualTo(Reason.EXCEPTION);
    assertThat(failure.detail()).endsWith(" " + code);
  }
}
