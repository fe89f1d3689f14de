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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shipped profile, from the bytes of an answer to readings. */
class ProfilesTest {
  @TempDir private Path folder;

  private static Device device(String profile) {
    return device(profile, new Address.Unit(7));
  }

  private static Device device(String profile, Address address) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    var config =
        new DeviceConfig("x", "bus-1", address, profile, Duration.ofSeconds(1), "canteen-1/hall");
    assertThat(profiles.named(profile).orElseThrow().fits(address)).isTrue();
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
  void kincony_writes_below_zero_as_ten_thousand_and_more() {
    Device device = device("kincony-sht30");
    assertThat(device.requests())
        .containsExactly(new Request.Registers(7, Function.INPUT_REGISTERS, 0, 2));
    assertThat(readings(device, data("00fa01f4")))
        .as("the maker's examples, 250 and 500")
        .containsExactly("temperature 25.0", "humidity 50.0");
    assertThat(readings(device, data("280a01f4")))
        .as("10250")
        .containsExactly("temperature -25.0", "humidity 50.0");
  }

  @Test
  void vaisala_sends_the_less_significant_word_first() {
    Device device = device("vaisala-f32");
    assertThat(device.requests())
        .containsExactly(new Request.Registers(7, Function.HOLDING_REGISTERS, 0, 4));
    assertThat(readings(device, data("7ae141f4333341ab")))
        .as("the maker's example 0x41F47AE1")
        .containsExactly("humidity 30.56", "temperature 21.4");
    assertThat(readings(device, data("00007fc000007fc0")))
        .as("missing values are NaN")
        .containsExactly("humidity sensor-fault", "temperature sensor-fault");
  }

  @Test
  void ds18b20_gives_thousandths() {
    Device device = device("ds18b20", new Address.Chip("28-0123456789ab"));
    assertThat(device.requests()).containsExactly(new Request.Chip("28-0123456789ab"));
    assertThat(readings(device, new Answer.Measure(-1250))).containsExactly("temperature -1.250");
    assertThat(readings(device, new Answer.Failure(Reason.SENSOR_FAULT, "")))
        .containsExactly("temperature sensor-fault");
  }

  @Test
  void mlx90614_is_kelvin_in_fiftieths_with_an_error_bit() {
    Device device = device("mlx90614");
    assertThat(device.requests())
        .containsExactly(new Request.Registers(7, Function.INPUT_REGISTERS, 6, 2));
    assertThat(readings(device, data("3a5c3c93")))
        .containsExactly("ambient_temperature 25.65", "temperature 36.99");
    assertThat(readings(device, data("3a5c27ad")))
        .as("the least that the data sheet names")
        .containsExactly("ambient_temperature 25.65", "temperature -70.01");
    assertThat(readings(device, data("3a5cbc93")))
        .containsExactly("ambient_temperature 25.65", "temperature sensor-fault");
  }

  @Test
  void zigbee2mqtt_messages_are_readings() {
    var topic = new Address.Topic("zigbee2mqtt/dorm", List.of("zigbee2mqtt/dorm/availability"));
    Device device = device("zigbee2mqtt-thermometer", topic);
    assertThat(device.listens()).isTrue();
    assertThat(
            readings(
                device,
                new Answer.Text(
                    "{\"battery\":97,\"humidity\":55,\"linkquality\":80,\"temperature\":21.4}")))
        .containsExactly("temperature 21.4", "humidity 55", "battery 97");
    assertThat(readings(device, new Answer.Text("{\"temperature\":27.34,\"humidity\":44.72}")))
        .as("the example of its documentation")
        .containsExactly("temperature 27.34", "humidity 44.72");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[21.4]",
        "21.4",
        "{}",
        "null",
        "{\"temperature\":null,\"humidity\":\"55\"}",
        "{\"temperature\":\"21.4\",\"humidity\":{}}",
        "{\"temperature\":1e999999999,\"humidity\":-1e-999999999}",
        "{\"temperature\":123456789012345678901234567890,\"humidity\":[]}",
        "{\"temperature\":NaN}",
        "{\"temperature\":21.4} trailing",
        "{\"Temperature\":21.4}"
      })
  void what_is_no_number_is_a_fault_and_never_an_exception(String message) {
    var topic = new Address.Topic("zigbee2mqtt/dorm", List.of());
    Device device = device("zigbee2mqtt-thermometer", topic);
    assertThat(readings(device, new Answer.Text(message)))
        .contains("temperature sensor-fault", "humidity sensor-fault");
  }

  @ParameterizedTest
  @CsvSource({
    "T=36.5, 36.5",
    "36.5, 36.5",
    "36.5C, 36.5",
    "'Temp: 36,52 C', 36.52",
    "ID:00012 T:37.3 OK, 37.3",
    "T=46.1, out-of-range",
    "READY, sensor-fault",
    "T=136.5, sensor-fault",
    "T=36.5.1, sensor-fault",
    "6.5, sensor-fault"
  })
  void each_line_of_a_gate_is_one_person(String line, String said) {
    Device device = device("body-temperature-line", new Address.Alone());
    assertThat(device.points().get(0).event()).isTrue();
    assertThat(readings(device, new Answer.Text(line))).containsExactly("body_temperature " + said);
    assertThat(device.unavailable(Reason.TIMEOUT, 1000)).as("nobody is expected").isEmpty();
  }

  @Test
  void the_ones_to_be_copied_work_as_they_are() {
    assertThat(readings(device("register-16"), data("ff33"))).containsExactly("temperature -20.5");
    assertThat(readings(device("register-16"), data("8000")))
        .containsExactly("temperature sensor-fault");
    assertThat(readings(device("float-32"), data("41ab3333"))).containsExactly("temperature 21.4");
    assertThat(readings(device("current-loop"), data("2ee0")))
        .as("12 mA")
        .containsExactly("tank_level 50.0000000");
    assertThat(readings(device("pulse-counter"), data("0010"))).containsExactly("volume 0");
    assertThat(readings(device("coil"), data("01"), data("0002")))
        .containsExactly("run_state 1", "fault 0");
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
    assertThat(profiles.named("oven").orElseThrow().parts(new Address.Unit(3)))
        .extracting(Part::request)
        .containsExactly(new Request.Registers(3, Function.HOLDING_REGISTERS, 16, 2));
  }

  @Test
  void a_question_is_written_as_in_c() throws IOException {
    Files.writeString(
        folder.resolve("scale.yaml"),
        """
        ask: '\\x02R1\\r\\n\\t\\0\\\\'
        pattern: '(?<w>[-+0-9.]+) kg'
        fields:
          weight: {group: w, unit: kg, range: [0, 300]}
        """);
    var problems = new Problems();
    Profile profile = Profiles.read(folder, problems).named("scale").orElseThrow();
    assertThat(problems.errors()).isEmpty();
    assertThat(profile.ask()).contains("\u0002R1\r\n\t\0\\");
    assertThat(profile.listens()).isFalse();
    var config =
        new DeviceConfig("x", "b", new Address.Alone(), "scale", Duration.ofSeconds(1), "a");
    assertThat(readings(new Device(config, profile), new Answer.Text("+012.50 kg")))
        .containsExactly("weight 12.50");
  }
}
