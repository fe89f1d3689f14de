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

class DecodedTest {
  private static Field field(Type type, boolean lowFirst, String scale, Long... sentinels) {
    return new Field(
        "temperature",
        "Cel",
        Function.HOLDING_REGISTERS,
        0,
        type,
        lowFirst,
        new BigDecimal(scale),
        BigDecimal.ZERO,
        Set.of(sentinels),
        new BigDecimal("-3000000000"),
        new BigDecimal("5000000000"));
  }

  private static Decoded decode(Field field, int... words) {
    var data = ByteBuffer.allocate(words.length * 2);
    for (int word : words) {
      data.putShort((short) word);
    }
    return Decoded.of(field, data, 0);
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
    var fault = new Decoded.Nothing(Reason.SENSOR_FAULT);
    assertThat(decode(field(Type.F32, false, "1"), 0x7FC0, 0)).as("NaN").isEqualTo(fault);
    assertThat(decode(field(Type.F32, false, "1"), 0x7F80, 0)).as("infinite").isEqualTo(fault);
  }

  @Test
  void a_sentinel_is_a_fault_of_the_sensor() {
    var fault = new Decoded.Nothing(Reason.SENSOR_FAULT);
    assertThat(decode(field(Type.S16, false, "0.1", 0x8000L), 0x8000)).isEqualTo(fault);
    assertThat(decode(field(Type.S16, false, "0.1", -32768L), 0x8000)).isEqualTo(fault);
    assertThat(decode(field(Type.U16, false, "0.1", 0xFFFFL), 0xFFFF)).isEqualTo(fault);
    assertThat(decode(field(Type.OFFSET_SIGN, false, "0.1", 0xFFFFL), 0xFFFF)).isEqualTo(fault);
    assertThat(decode(field(Type.S32, false, "1", 0x80000000L), 0x8000, 0)).isEqualTo(fault);
  }

  @Test
  void bits_are_counted_from_the_least_significant() {
    var bit =
        new Field(
            "run_state",
            "1",
            Function.COILS,
            11,
            Type.BIT,
            false,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            Set.of(),
            BigDecimal.ZERO,
            BigDecimal.ONE);
    assertThat(Decoded.of(bit, ByteBuffer.wrap(new byte[] {0, 0b10}), 2)).isEqualTo(value("1"));
    assertThat(Decoded.of(bit, ByteBuffer.wrap(new byte[] {-1, 0b01}), 2)).isEqualTo(value("0"));
  }

  @Property
  void a_single_comes_out_as_its_shortest_decimal(
      @ForAll @FloatRange(min = -1e6f, max = 1e6f) float number) {
    int bits = Float.floatToIntBits(number);
    var decoded = (Decoded.Value) decode(field(Type.F32, false, "1"), bits >> 16, bits);
    assertThat(decoded.value().floatValue()).isEqualTo(number + 0.0f);
  }
}
