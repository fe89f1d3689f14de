package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaugeTest {
  private static final Decoded FAULT = new Decoded.Nothing(Reason.SENSOR_FAULT);

  private static Field field(Type type, boolean lowFirst, String scale, Long... sentinels) {
    return Fields.plain(Function.HOLDING_REGISTERS, 0, type, lowFirst, scale, Set.of(sentinels));
  }

  private static Said words(int... words) {
    var data = ByteBuffer.allocate(words.length * 2);
    for (int word : words) {
      data.putShort((short) word);
    }
    return new Said.Registers(data, 0);
  }

  private static Decoded decode(Field field, int... words) {
    return new Gauge(field).read(words(words), 0);
  }

  private static Decoded value(String value) {
    return new Decoded.Value(new BigDecimal(value));
  }

  @ParameterizedTest
  @CsvSource({
    "S16, 0.1, 305, 30.5",
    "S16, 0.1, 65331, -20.5",
    "U16, 0.1, 65331, 6533.1",
    "U16, 0.01, 7, 0.07",
    "OFFSET_SIGN, 0.1, 10250, -25.0",
    "OFFSET_SIGN, 0.1, 250, 25.0"
  })
  void one_word(Type type, String scale, int word, String expected) {
    assertThat(decode(field(type, false, scale), word)).isEqualTo(value(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "U32, false, 1, 2, 65538",
    "U32, true, 1, 2, 131073",
    "U32, false, 65535, 65535, 4294967295",
    "S32, false, 65535, 65535, -1",
    "S32, true, 65534, 65535, -2",
    "F32, false, 0x41AB, 0x3333, 21.4",
    "F32, true, 0x3333, 0x41AB, 21.4"
  })
  void two_words(Type type, boolean lowFirst, String first, String second, String expected) {
    assertThat(decode(field(type, lowFirst, "1"), Integer.decode(first), Integer.decode(second)))
        .isEqualTo(value(expected));
  }

  @Test
  void no_number_is_a_fault_of_the_sensor() {
    assertThat(decode(field(Type.F32, false, "1"), 0x7FC0, 0)).as("NaN").isEqualTo(FAULT);
    assertThat(decode(field(Type.F32, false, "1"), 0x7F80, 0)).as("infinite").isEqualTo(FAULT);
  }

  @Test
  void a_sentinel_is_a_fault_of_the_sensor() {
    assertThat(decode(field(Type.S16, false, "0.1", 0x8000L), 0x8000)).isEqualTo(FAULT);
    assertThat(decode(field(Type.S16, false, "0.1", -32768L), 0x8000)).isEqualTo(FAULT);
    assertThat(decode(field(Type.U16, false, "0.1", 0xFFFFL), 0xFFFF)).isEqualTo(FAULT);
    assertThat(decode(field(Type.OFFSET_SIGN, false, "0.1", 0xFFFFL), 0xFFFF)).isEqualTo(FAULT);
    assertThat(decode(field(Type.S32, false, "1", 0x80000000L), 0x8000, 0)).isEqualTo(FAULT);
  }

  @Test
  void bits_are_counted_from_the_least_significant() {
    Field bit = Fields.plain(Function.COILS, 11, Type.BIT, false, "1", Set.of());
    assertThat(bits(bit, 0, 0b10)).isEqualTo(value("1"));
    assertThat(bits(bit, -1, 0b01)).isEqualTo(value("0"));
  }

  private static Decoded bits(Field bit, int first, int second) {
    var data = ByteBuffer.wrap(new byte[] {(byte) first, (byte) second});
    return new Gauge(bit).read(new Said.Registers(data, 2), 0);
  }

  @Test
  void a_status_word_is_taken_apart() {
    String word = "function: 3, address: 0, type: u16, unit: \"1\"";
    assertThat(decode(Fields.of(word + ", bit: 15"), 0x8000)).isEqualTo(value("1"));
    assertThat(decode(Fields.of(word + ", bit: 15"), 0x7FFF)).isEqualTo(value("0"));
    assertThat(decode(Fields.of(word + ", bits: [4, 7]"), 0x12A4)).isEqualTo(value("10"));
    assertThat(decode(Fields.of(word + ", bits: [0, 15]"), 0xFFFF)).isEqualTo(value("65535"));
  }

  @Test
  void an_error_bit_is_a_fault_of_the_sensor() {
    Field field =
        Fields.of(
            "function: 4, address: 7, type: u16, scale: 0.02, offset: -273.15, unit: Cel,"
                + " invalid-when: bit 15, range: [-71, 383]");
    assertThat(
            new Gauge(field)
                .read(new Said.Registers(ByteBuffer.wrap(new byte[] {(byte) 0x80, 1}), 7), 0))
        .isEqualTo(FAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "3600, sensor-fault",
    "0, sensor-fault",
    "3601, out-of-range",
    "3799, out-of-range",
    "3800, -1.25",
    "4000, 0",
    "12000, 50",
    "20000, 100",
    "20500, 103.125",
    "20501, out-of-range",
    "20999, out-of-range",
    "21000, sensor-fault"
  })
  void a_current_loop_is_read_by_ne_43(int microamperes, String expected) {
    Field field =
        Fields.of(
            "function: 4, address: 0, type: u16, scale: 0.001, unit: \"%\","
                + " current: {at4: 0, at20: 100}");
    assertThat(text(decode(field, microamperes))).isEqualTo(expected);
  }

  private static String text(Decoded decoded) {
    return decoded instanceof Decoded.Value value
        ? value.value().stripTrailingZeros().toPlainString()
        : ((Decoded.Nothing) decoded).reason().wire();
  }

  @Test
  void pulses_add_up_over_a_wrap_and_not_over_a_restart() {
    var gauge =
        new Gauge(
            Fields.of(
                "function: 3, address: 0, type: u16, unit: L, counter: {wraps: 65536, per: 10},"
                    + " range: [0, 1000000]"));
    assertThat(text(gauge.read(words(65_530), 0))).as("a base").isEqualTo("0");
    assertThat(text(gauge.read(words(65_535), 1))).isEqualTo("0.5");
    assertThat(text(gauge.read(words(4), 2))).as("wrapped").isEqualTo("1");
    assertThat(text(gauge.read(words(20_000), 3))).isEqualTo("2000.6");
    assertThat(text(gauge.read(words(0), 4))).as("switched off and on").isEqualTo("2000.6");
    assertThat(text(gauge.read(words(40_010), 5))).isEqualTo("6001.6");
  }

  @Test
  void a_jump_is_believed_when_the_next_value_agrees() {
    var gauge =
        new Gauge(
            Fields.of(
                "function: 3, address: 0, type: s16, scale: 0.1, unit: Cel, slew: 0.5,"
                    + " range: [-40, 85]"));
    assertThat(text(gauge.read(words(34), 0))).isEqualTo("3.4");
    assertThat(text(gauge.read(words(44), 2000))).as("1 in 2 s").isEqualTo("4.4");
    assertThat(text(gauge.read(words(850), 4000))).as("one spike").isEqualTo("out-of-range");
    assertThat(text(gauge.read(words(45), 6000))).as("back").isEqualTo("4.5");
    assertThat(text(gauge.read(words(300), 8000))).as("a door").isEqualTo("out-of-range");
    assertThat(text(gauge.read(words(309), 10_000))).as("and it stays").isEqualTo("30.9");
    assertThat(text(gauge.read(words(306), 10_000))).as("no time passed").isEqualTo("out-of-range");
  }

  @Property
  void a_single_comes_out_as_its_shortest_decimal(
      @ForAll @FloatRange(min = -1e6f, max = 1e6f) float number) {
    int bits = Float.floatToIntBits(number);
    var decoded = (Decoded.Value) decode(field(Type.F32, false, "1"), bits >> 16, bits);
    assertThat(decoded.value().floatValue()).isEqualTo(number + 0.0f);
  }
}
