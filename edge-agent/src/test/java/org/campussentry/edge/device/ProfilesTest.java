package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every shipped profile, from the bytes of an answer to readings. */
class ProfilesTest {
  @TempDir private Path folder;

  private static Device device(String profile) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    var config =
        new DeviceConfig(
            "x", "lan-1", new Address.Unit(7), profile, Duration.ofSeconds(1), "canteen-1/hall");
    return new Device(config, profiles.named(profile).orElseThrow());
  }

  private static Answer data(String hex) {
    return new Answer.Data(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  /** One line a reading: quantity and value or reason. */
  private static List<String> readings(Device device, Answer... answers) {
    return device.readings(Arrays.asList(answers), 1000).stream().map(ProfilesTest::text).toList();
  }

  private static String text(Reading reading) {
    assertThat(reading.tick()).isEqualTo(1000);
    String said =
        switch (kind(reading)) {
          case "Measured" -> ((Reading.Measured) reading).value().toPlainString();
          default -> ((Reading.Unavailable) reading).reason().wire();
        };
    return reading.point().quantity() + " " + said;
  }

  private static String kind(Reading reading) {
    return reading.getClass().getSimpleName();
  }

  @Test
  void the_list_of_shipped_profiles_is_the_folder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/profiles"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Profiles.SHIPPED);
    }
  }

  @Test
  void xy_md02_is_read_in_one_request() {
    Device device = device("xy-md02");
    assertThat(device.requests())
        .containsExactly(new Request.Registers(7, Function.INPUT_REGISTERS, 1, 2));
    assertThat(readings(device, data("01310264")))
        .containsExactly("temperature 30.5", "humidity 61.2");
    assertThat(readings(device, data("ff330000")))
        .containsExactly("temperature -20.5", "humidity 0.0");
    assertThat(device.points().get(0).id()).isEqualTo("x.temperature");
    assertThat(device.points().get(1).unit()).isEqualTo("%RH");
  }

  @Test
  void what_is_physically_impossible_is_out_of_range() {
    assertThat(readings(device("xy-md02"), data("fe6f03e9")))
        .containsExactly("temperature out-of-range", "humidity out-of-range");
    assertThat(readings(device("xy-md02"), data("fe7003e8")))
        .containsExactly("temperature -40.0", "humidity 100.0");
  }

  @Test
  void the_sprayer_is_read_in_two_requests() {
    Device device = device("sprayer");
    assertThat(device.requests())
        .containsExactly(
            new Request.Registers(7, Function.COILS, 0, 2),
            new Request.Registers(7, Function.HOLDING_REGISTERS, 0, 4));
    assertThat(readings(device, data("01"), data("0320 0fa0 04d2 01f4".replace(" ", ""))))
        .containsExactly(
            "tank_level 80.0",
            "line_pressure 400.0",
            "flow 12.34",
            "chlorine 500",
            "run_state 1",
            "fault 0");
  }

  @Test
  void an_exception_to_one_request_leaves_the_other() {
    var exception = new Answer.Failure(Reason.EXCEPTION, "Modbus exception 2");
    assertThat(readings(device("sprayer"), exception, data("0320010001000100")))
        .contains("run_state exception", "fault exception", "tank_level 80.0");
  }

  @Test
  void each_person_at_the_entrance_is_one_reading() {
    Device device = device("body-thermometer");
    assertThat(device.requests())
        .containsExactly(new Request.Registers(7, Function.INPUT_REGISTERS, 0, 2));
    assertThat(readings(device, data("000a016e")))
        .as("the first poll is a base")
        .containsExactly("crossings 10", "missed_crossings 0");
    assertThat(readings(device, data("000b016e")))
        .containsExactly("crossings 11", "body_temperature 36.6", "missed_crossings 0");
    assertThat(readings(device, data("000b016e")))
        .as("nobody passed")
        .containsExactly("crossings 11", "missed_crossings 0");
    assertThat(readings(device, data("000e0176")))
        .as("three passed, the last is known")
        .containsExactly("crossings 14", "body_temperature 37.4", "missed_crossings 2");
    assertThat(readings(device, data("000f0000")))
        .as("a person without a temperature")
        .containsExactly("crossings 15", "body_temperature out-of-range", "missed_crossings 2");
  }

  @Test
  void a_failed_poll_says_nothing_of_people() {
    Device device = device("body-thermometer");
    var timeout = new Answer.Failure(Reason.TIMEOUT, "");
    assertThat(readings(device, timeout))
        .containsExactly("crossings timeout", "missed_crossings timeout");
    assertThat(device.unavailable(Reason.TIMEOUT, 1000).stream().map(ProfilesTest::text))
        .containsExactly("crossings timeout", "missed_crossings timeout");
  }

  @Test
  void an_own_profile_is_found_beside_the_configuration() throws IOException {
    Files.writeString(
        folder.resolve("oven.yaml"),
        "fields:\n  temperature: {function: 3, address: 0x10, type: f32, word-order: low-first,"
            + " unit: Cel, range: [0, 300]}\n");
    var problems = new Problems();
    var profiles = Profiles.read(folder, problems);
    assertThat(problems.errors()).isEmpty();
    assertThat(profiles.names()).contains("oven", "sprayer");
    assertThat(profiles.named("oven").orElseThrow().requests(new Address.Unit(3)))
        .containsExactly(new Request.Registers(3, Function.HOLDING_REGISTERS, 16, 2));
  }

  @Test
  void an_own_profile_may_not_shadow_a_shipped_one() throws IOException {
    Files.writeString(folder.resolve("sprayer.yaml"), "fields: {}\n");
    var problems = new Problems();
    Profiles.read(folder, problems);
    assertThat(problems.errors()).singleElement().asString().contains("sprayer.yaml:1", "Rename");
  }

  @Test
  void a_broken_profile_names_file_line_and_field() throws IOException {
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        fields:
          temperature: {function: 9, address: 0x10, type: f33, unit: Cel, range: [5, 1]}
          humidity: {function: 3, adress: 1, type: u16, unit: "%RH"}
        crossing: {counter: people, value: temperature, missed: m}
        """);
    var problems = new Problems();
    var profiles = Profiles.read(folder, problems);
    assertThat(profiles.broken("bad")).isTrue();
    String file = folder.resolve("bad.yaml").toString();
    assertThat(problems.errors())
        .anyMatch(error -> error.startsWith(file + ":2: `fields.temperature.function` is `9`"))
        .anyMatch(error -> error.contains("`fields.temperature.type` is `f33`"))
        .anyMatch(error -> error.contains("Did you mean `f32`?"))
        .anyMatch(error -> error.contains("`fields.temperature.range` must be two numbers"))
        .anyMatch(error -> error.startsWith(file + ":3: `fields.humidity.address` is missing"))
        .anyMatch(error -> error.contains("`fields.humidity.adress` is not a key that I know"))
        .anyMatch(error -> error.contains("`fields.humidity.range` is missing"))
        .anyMatch(error -> error.startsWith(file + ":4: `crossing.counter` names `people`"));
  }

  @Test
  void a_counter_of_people_is_a_plain_u16() throws IOException {
    for (String wrong : List.of("type: u16, scale: 0.1", "type: u32", "type: u16, offset: 0.5")) {
      Path file = folder.resolve("gate.yaml");
      Files.writeString(
          file,
          """
          fields:
            people: {function: 4, address: 0, %s, unit: "1", range: [0, 4294967295]}
            t: {function: 4, address: 2, type: s16, scale: 0.1, unit: Cel, range: [30, 45]}
          crossing:
            counter: people
            value: t
            missed: m
          """
              .formatted(wrong));
      var problems = new Problems();
      Profiles.read(folder, problems);
      assertThat(problems.errors())
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith(file + ":5: `crossing.counter` names `people`, which is no plain `type: u16`")
          .contains("wraps at 65536", "no `scale:`");
    }
  }
}
