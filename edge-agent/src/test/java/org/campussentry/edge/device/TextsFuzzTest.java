package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.reading.Reading;
import org.junit.jupiter.api.Test;

/** What lines of text and JSON messages mean; a value has to stand there as a whole. */
class TextsFuzzTest {
  private static Device device(Profile profile, Address address) {
    var config =
        new DeviceConfig("x", "bus-1", address, "p", Duration.ofSeconds(1), "canteen-1/hall");
    return new Device(config, profile);
  }

  private static Device shipped(String profile, Address address) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    return device(profiles.named(profile).orElseThrow(), address);
  }

  /** Of one quantity; the others may say what they like. */
  private static List<BigDecimal> values(Device device, String quantity, String text) {
    return device.readings(List.of(new Answer.Text(text)), 0).stream()
        .filter(reading -> reading.point().quantity().equals(quantity))
        .filter(Reading.Measured.class::isInstance)
        .map(reading -> ((Reading.Measured) reading).value())
        .toList();
  }

  @Test
  void a_gate_s_temperature_is_a_whole_number_of_its_line() {
    Device gate = shipped("body-temperature-line", new Address.Alone());
    Fuzz.inputs(
        "lines of a gate",
        20_000,
        random -> {
          String number =
              (30 + random.nextInt(15)) + Fuzz.one(random, ".", ",") + random.nextInt(100);
          String good =
              Fuzz.one(random, "", "T=", "Temp: ", "id 7 ")
                  + number
                  + Fuzz.one(random, "", "C", " C");
          assertThat(values(gate, "body_temperature", good)).as(good).hasSize(1);
          String text = Fuzz.damaged(random, good, "T=136.55 41.0.2");
          // Runs of what numbers are made of, as nobody may cut a number out of a longer one.
          Set<BigDecimal> whole =
              Pattern.compile("[^0-9.,]+")
                  .splitAsStream(text)
                  .filter(run -> run.matches("[0-9]{2}[.,][0-9]{1,2}"))
                  .map(run -> new BigDecimal(run.replace(',', '.')))
                  .collect(Collectors.toSet());
          assertThat(whole).as(text).containsAll(values(gate, "body_temperature", text));
        });
  }

  @Test
  void named_groups_count_only_in_a_line_that_the_pattern_fits_from_end_to_end() {
    var problems = new Problems();
    Profile profile =
        ProfileFile.read(
                "p",
                "p.yaml",
                """
                ask: 'READ\\r'
                pattern: '#(?<n>[0-9]+);(?<t>[^;]*);(?<h>[^;]*)!'
                fields:
                  temperature: {group: t, unit: Cel, range: [-40, 85], sentinels: [-99]}
                  humidity: {group: h, unit: "%RH", range: [0, 100]}
                """,
                problems)
            .orElseThrow(() -> new AssertionError(problems.errors()));
    Device device = device(profile, new Address.Alone());
    Fuzz.inputs(
        "patterns",
        20_000,
        random -> {
          String t =
              Fuzz.one(random, "21.4", "-5,25", " 21.4 ", "", "1e1", "--", "-99", "NaN", "٣");
          String good = "#%d;%s;%d!".formatted(random.nextInt(99), t, random.nextInt(110));
          String text = random.nextBoolean() ? good : Fuzz.damaged(random, good, "#1;9;8!");
          String[] parts = text.split(";", -1);
          boolean fits = parts.length == 3 && parts[0].matches("#[0-9]+") && parts[2].endsWith("!");
          Set<BigDecimal> said = new HashSet<>();
          if (fits && parts[1].strip().matches("[+-]?[0-9]+([.,][0-9]+)?")) {
            said.add(new BigDecimal(parts[1].strip().replace(',', '.')));
          }
          List<BigDecimal> values = values(device, "temperature", text);
          assertThat(said).as(text).containsAll(values);
          assertThat(values).doesNotContain(new BigDecimal("-99"));
          boolean known = t.equals("21.4") || t.equals("-5,25") || t.equals(" 21.4 ");
          if (text.equals(good)) {
            assertThat(values).as(text).hasSize(known ? 1 : 0);
          }
        });
  }

  private static String json(RandomGenerator random, String temperature) {
    String others =
        Fuzz.one(random, "", ",\"humidity\":55", ",\"a\":{\"temperature\":1}", ",\"b\":[]");
    return "{\"temperature\":%s%s}".formatted(temperature, others);
  }

  @Test
  void a_message_s_value_is_a_plain_number_where_the_pointer_points() {
    Device thermometer = shipped("zigbee2mqtt-thermometer", new Address.Topic("t", List.of()));
    Pattern member =
        Pattern.compile("\"temperature\"\\s*:\\s*(-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,6})?)");
    Fuzz.inputs(
        "JSON messages",
        5_000,
        random -> {
          String number = Fuzz.one(random, "21.4", "-40", "85.0", "2.14e1", "0");
          String odd =
              Fuzz.one(
                  random,
                  "\"21.4\"",
                  "null",
                  "true",
                  "{}",
                  "[21.4]",
                  "NaN",
                  "Infinity",
                  "-",
                  "021",
                  "1e999999999",
                  "1e-999999999",
                  "1e99999999999",
                  "0e2147483648",
                  "86",
                  "-41",
                  "9".repeat(400),
                  "1." + "3".repeat(400),
                  "[".repeat(3000),
                  "{\"temperature\":1}");
          String good = json(random, number);
          assertThat(values(thermometer, "temperature", good))
              .as(good)
              .singleElement()
              .satisfies(value -> assertThat(value).isEqualByComparingTo(number));
          assertThat(values(thermometer, "temperature", json(random, odd))).as(odd).isEmpty();
          String twice = "{\"temperature\":1,\"temperature\":2}";
          assertThat(values(thermometer, "temperature", twice)).as("two of a name").isEmpty();
          String text = Fuzz.damaged(random, good, json(random, odd));
          Set<BigDecimal> said =
              member
                  .matcher(text)
                  .results()
                  .map(found -> new BigDecimal(found.group(1)).stripTrailingZeros())
                  .collect(Collectors.toSet());
          for (BigDecimal value : values(thermometer, "temperature", text)) {
            assertThat(said).as(text).contains(value.stripTrailingZeros());
          }
        });
  }

  @Test
  void a_pattern_that_needs_more_stack_than_there_is_finds_nothing() {
    var problems = new Problems();
    Profile profile =
        ProfileFile.read(
                "p",
                "p.yaml",
                """
                pattern: '(?:[A-Z]|[0-9])*T=(?<t>[0-9.]+)'
                fields:
                  temperature: {group: t, unit: Cel, range: [-40, 85]}
                """,
                problems)
            .orElseThrow(() -> new AssertionError(problems.errors()));
    Device device = device(profile, new Address.Alone());
    assertThat(values(device, "temperature", "A".repeat(20) + "T=21.4")).hasSize(1);
    assertThat(values(device, "temperature", "A".repeat(1 << 20) + "T=21.4")).isEmpty();
  }
}
