package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

/** What registers mean, against a decoder of this test that counts with strings of bits. */
class RegistersFuzzTest {
  private static final BigDecimal MIN = new BigDecimal("-40");
  private static final BigDecimal MAX = new BigDecimal("8500.5");

  private static Field field(RandomGenerator random) {
    Type type =
        Fuzz.one(random, Type.S16, Type.U16, Type.S32, Type.U32, Type.F32, Type.OFFSET_SIGN);
    boolean whole = type == Type.U16 || type == Type.U32;
    int low = random.nextInt(16);
    var bits = new Meaning.Bits(low, low + random.nextInt(16));
    boolean current = whole && random.nextInt(4) == 0;
    BigDecimal scale =
        current
            ? new BigDecimal("0.001")
            : Fuzz.one(random, BigDecimal.ONE, new BigDecimal("0.1"), new BigDecimal("-0.02"));
    var meaning =
        new Meaning(
            whole && random.nextInt(4) == 0 ? Optional.of(random.nextInt(32)) : Optional.empty(),
            whole && random.nextInt(4) == 0 ? Optional.of(bits) : Optional.empty(),
            Fuzz.one(random, Set.<Long>of(), Set.of(0x8000L), Set.of(-32768L, 0xFFFFL), Set.of(0L)),
            scale,
            Fuzz.one(random, BigDecimal.ZERO, new BigDecimal("-273.15")),
            current
                ? Optional.of(new CurrentLoop(BigDecimal.ZERO, new BigDecimal("100")))
                : Optional.empty(),
            MIN,
            MAX);
    var source = new Source.Register(Function.INPUT_REGISTERS, 5, type, random.nextBoolean());
    return new Field("q", "1", source, meaning, Optional.empty(), Optional.empty(), false);
  }

  private static byte[] words(RandomGenerator random) {
    byte[] words = new byte[4];
    random.nextBytes(words);
    int word = Fuzz.one(random, 0, 0x8000, 0xFFFF, 0x7FC0, 0x7F80, 0xFF80, 10_000, 3600, 21_000);
    if (random.nextBoolean()) {
      ByteBuffer.wrap(words).putShort(random.nextInt(2) * 2, (short) word);
    }
    return words;
  }

  /** Bits of the number, the most significant first. */
  private static String bits(Field field, byte[] words) {
    var text = new StringBuilder();
    for (byte next : words) {
      text.append(Integer.toBinaryString(256 + (next & 0xFF)).substring(1));
    }
    boolean two = field.register().type().width == 2;
    String high = text.substring(0, 16);
    String low = text.substring(16);
    return !two ? high : field.register().lowWordFirst() ? low + high : high + low;
  }

  private static Decoded expected(Field field, byte[] words) {
    String bits = bits(field, words);
    Meaning meaning = field.meaning();
    long word = Long.parseLong(bits, 2);
    boolean error =
        meaning
            .errorBit()
            .filter(bit -> bit < bits.length())
            .map(bit -> at(bits, bit))
            .orElse(false);
    if (error || meaning.sentinels().contains(word)) {
      return Decoded.FAULT;
    }
    BigDecimal number;
    if (field.register().type() == Type.F32) {
      float single = Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 2));
      if (Float.isNaN(single) || Float.isInfinite(single)) {
        return Decoded.FAULT;
      }
      number = new BigDecimal(Float.toString(single));
    } else {
      long signed = number(field, bits);
      if (meaning.sentinels().contains(signed)) {
        return Decoded.FAULT;
      }
      number = BigDecimal.valueOf(signed);
    }
    return scaled(meaning, number);
  }

  private static boolean at(String bits, int bit) {
    return bits.charAt(bits.length() - 1 - bit) == '1';
  }

  private static long number(Field field, String bits) {
    long word = Long.parseLong(bits, 2);
    if (field.meaning().bits().isPresent()) {
      var part = field.meaning().bits().get();
      long sum = 0;
      for (int bit = part.low(); bit <= part.high() && bit < bits.length(); bit++) {
        sum += at(bits, bit) ? 1L << (bit - part.low()) : 0;
      }
      word = sum;
    }
    boolean negative = bits.charAt(0) == '1';
    return switch (field.register().type()) {
      case S16 -> negative ? word - 65_536 : word;
      case S32 -> negative ? word - 4_294_967_296L : word;
      case OFFSET_SIGN -> word < 10_000 ? word : -(word - 10_000);
      default -> word;
    };
  }

  private static Decoded scaled(Meaning meaning, BigDecimal number) {
    BigDecimal value = number.multiply(meaning.scale()).add(meaning.offset());
    if (meaning.loop().isPresent()) {
      double milliamperes = value.doubleValue();
      if (milliamperes <= 3.6 || milliamperes >= 21) {
        return Decoded.FAULT;
      }
      if (milliamperes < 3.8 || milliamperes > 20.5) {
        return new Decoded.Nothing(Reason.OUT_OF_RANGE);
      }
      value = value.subtract(new BigDecimal(4)).multiply(new BigDecimal("6.25"));
    }
    boolean inside = value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
    return inside ? new Decoded.Value(value) : new Decoded.Nothing(Reason.OUT_OF_RANGE);
  }

  @Test
  void every_word_is_the_value_that_the_profile_says_or_none() {
    Fuzz.inputs(
        "registers",
        20_000,
        random -> {
          Field field = field(random);
          byte[] words = words(random);
          Decoded decoded = new Gauge(field).read(new Said.Registers(ByteBuffer.wrap(words), 5), 0);
          Decoded expected = expected(field, words);
          if (expected instanceof Decoded.Value value && decoded instanceof Decoded.Value found) {
            assertThat(found.value()).as("%s", field).isEqualByComparingTo(value.value());
          } else {
            assertThat(decoded).as("%s", field).isEqualTo(expected);
          }
        });
  }

  @Test
  void a_total_is_what_was_counted_over_wraps_and_restarts() {
    Field field =
        Fields.of(
            "function: 3, address: 0, type: u16, unit: \"1\", counter: {wraps: 65536, per: 1},"
                + " range: [0, 1000000000]");
    Fuzz.inputs(
        "counters",
        5_000,
        random -> {
          var gauge = new Gauge(field);
          int register = random.nextInt(65_536);
          long counted = 0;
          for (int poll = 0; poll < 8; poll++) {
            var data = ByteBuffer.allocate(2).putShort(0, (short) register);
            var total = ((Decoded.Value) gauge.read(new Said.Registers(data, 0), poll)).value();
            assertThat(total.longValueExact()).as("poll %d", poll).isEqualTo(counted);
            if (register > 0 && random.nextInt(6) == 0) {
              // Switched off and on: a count below the last, by less than seven eighths.
              register -= 1 + random.nextInt(Math.min(register, 57_000));
            } else {
              int pulses = random.nextInt(8_000);
              register = (register + pulses) % 65_536;
              counted += pulses;
            }
          }
        });
  }
}
