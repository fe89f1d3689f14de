package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

/** Texts of the kernel's w1_slave, also such as no kernel writes. */
class OneWireFuzzTest {
  private static String scratchpad(RandomGenerator random) {
    byte[] bytes = new byte[9];
    if (random.nextInt(8) > 0) {
      random.nextBytes(bytes);
    }
    if (random.nextInt(4) == 0) {
      bytes[6] = 0x0C;
    }
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  private static String text(String scratchpad, String state, String measured) {
    String crc = scratchpad.substring(24);
    return "%s : crc=%s %s\n%s t=%s\n".formatted(scratchpad, crc, state, scratchpad, measured);
  }

  private static String measured(RandomGenerator random) {
    return Fuzz.one(
        random,
        Integer.toString(random.nextInt(180_000) - 55_000),
        "85000",
        "127937",
        "0",
        "-0",
        "99999999999999999999");
  }

  @Test
  void a_value_is_only_what_the_kernel_says_with_yes_twice_the_same_and_of_a_powered_chip() {
    Fuzz.inputs(
        "1-Wire texts",
        20_000,
        random -> {
          String scratchpad = scratchpad(random);
          String state = Fuzz.one(random, "YES", "YES", "YES", "NO");
          String measured = measured(random);
          String good = text(scratchpad, state, measured);
          String other = text(scratchpad(random), "YES", measured(random));
          boolean damage = random.nextBoolean();
          String text = damage ? Fuzz.damaged(random, good, other) : good;
          Answer answer = OneWire.answer(text);
          if (answer instanceof Answer.Measure measure) {
            assertThat(value(text)).as(text).isEqualTo(measure.value());
          } else if (!damage) {
            boolean wrong = state.equals("NO") || measured.length() > 8;
            assertThat(((Answer.Failure) answer).reason())
                .as(text)
                .isEqualTo(wrong ? Reason.CHECKSUM : Reason.SENSOR_FAULT);
          }
          if (!damage && good(scratchpad, state, measured)) {
            assertThat(answer).isEqualTo(new Answer.Measure(Long.parseLong(measured)));
          }
        });
  }

  private static boolean good(String scratchpad, String state, String measured) {
    boolean unpowered =
        scratchpad.split(" ", -1)[6].equals("0c")
            && (measured.equals("85000") || measured.equals("127937"));
    boolean zero = scratchpad.matches("[0 ]+");
    return state.equals("YES") && measured.length() < 8 && !zero && !unpowered;
  }

  /** What a text says, read word by word; fails where it says nothing. */
  private static long value(String text) {
    String[] lines = text.split("\n", -1);
    String[] first = lines[0].strip().split(" ", -1);
    String[] second = lines[1].strip().split(" ", -1);
    assertThat(first).hasSize(12);
    assertThat(second).hasSize(10);
    for (int at = 0; at < 9; at++) {
      assertThat(HexFormat.fromHexDigits(first[at])).isBetween(0, 255);
      assertThat(second[at]).isEqualTo(first[at]);
    }
    assertThat(first[9]).isEqualTo(":");
    assertThat(first[10]).startsWith("crc=").hasSize(6);
    assertThat(first[11]).isEqualTo("YES");
    assertThat(second[9]).startsWith("t=");
    String number = second[9].substring(2);
    String scratchpad = lines[1].strip().substring(0, 26);
    assertThat(good(scratchpad, first[11], number)).isTrue();
    return Long.parseLong(number);
  }

  @Test
  void availability_is_told_by_the_two_words_only() {
    Fuzz.inputs(
        "availability",
        20_000,
        random -> {
          String word = Fuzz.one(random, "online", "offline", "OFFLINE");
          String good = Fuzz.one(random, word, "{\"state\":\"%s\"}".formatted(word));
          String text = Fuzz.damaged(random, good, "{\"state\":{\"state\":[1e999,null]}}");
          var online = Availability.online(text.getBytes(StandardCharsets.ISO_8859_1));
          if (online.isPresent()) {
            assertThat(text).containsIgnoringCase(online.get() ? "online" : "offline");
          }
          assertThat(Availability.online(good.getBytes(StandardCharsets.ISO_8859_1)))
              .contains(word.equals("online"));
        });
  }
}
