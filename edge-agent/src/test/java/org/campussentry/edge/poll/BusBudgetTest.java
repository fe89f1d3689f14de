package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.ModbusRtu;
import org.campussentry.edge.bus.ModbusTcp;
import org.campussentry.edge.bus.OneWire;
import org.campussentry.edge.bus.SerialSettings;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusBudgetTest {
  private static Bus bus(int baud, Duration timeout, int retries, int restMillis) {
    return new ModbusRtu(
        "rs485-1",
        new SerialSettings("/dev/ttyUSB0", baud, 8, SerialSettings.Parity.NONE, 1),
        timeout,
        retries,
        Duration.ofMillis(restMillis));
  }

  private static Bus bus(int baud, Duration timeout, int retries) {
    return bus(baud, timeout, retries, 20);
  }

  private static Bus bus(int baud) {
    return bus(baud, Duration.ofMillis(300), 1);
  }

  private static List<Device> devices(int count, Duration every) {
    return IntStream.range(0, count)
        .mapToObj(number -> RotaTest.device("d" + number, every))
        .toList();
  }

  private static List<Device> devices(int count) {
    return devices(count, Duration.ofSeconds(1));
  }

  @Test
  void a_read_of_two_registers_takes_about_48_ms_at_9600() {
    // 17 bytes of 10 bits, 20 ms of rest, 10 ms thinking.
    assertThat(BusBudget.use(bus(9600), devices(1).get(0))).isBetween(0.047, 0.048);
  }

  @ParameterizedTest(name = "{0} ms of rest")
  @CsvSource({"50, 77.7", "5, 32.7", "1, 31.3"})
  void the_rest_before_a_request_counts_and_is_3_5_characters_at_least(int rest, double millis) {
    Bus bus = bus(9600, Duration.ofMillis(300), 1, rest);
    assertThat(BusBudget.use(bus, devices(1).get(0)) * 1000).isCloseTo(millis, within(0.1));
  }

  @Test
  void a_chip_measures_for_three_quarters_of_a_second() {
    Bus wire = new OneWire("wire", Path.of("/sys/bus/w1/devices"), Duration.ofSeconds(2), 1);
    assertThat(BusBudget.warnings(wire, List.of(chip(Duration.ofSeconds(1)))))
        .singleElement()
        .asString()
        .contains("bus wire", "75 %");
    assertThat(BusBudget.warnings(wire, List.of(chip(Duration.ofSeconds(2))))).isEmpty();
  }

  private static Device chip(Duration every) {
    return device("ds18b20", new Address.Chip("28-0123456789ab"), every);
  }

  private static Device device(String profile, Address address, Duration every) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    return new Device(
        new DeviceConfig("freezer", "wire", address, profile, every, "canteen-1"),
        profiles.named(profile).orElseThrow());
  }

  @Test
  void a_bus_that_is_too_busy_is_told_with_its_name_and_a_remedy() {
    assertThat(BusBudget.warnings(bus(9600), devices(12))).isEmpty();
    assertThat(BusBudget.warnings(bus(9600), devices(16)))
        .singleElement()
        .asString()
        .contains("rs485-1", "16 devices once takes 763 ms", "76 %", "9600 baud", "`every:`");
  }

  @Test
  void the_ordinary_is_no_matter() {
    assertThat(BusBudget.warnings(bus(9600), devices(10, Duration.ofSeconds(5)))).isEmpty();
    assertThat(BusBudget.warnings(bus(9600), devices(32, Duration.ofSeconds(5)))).isEmpty();
    assertThat(BusBudget.warnings(tcp(), devices(8, Duration.ofSeconds(5)))).isEmpty();
    assertThat(BusBudget.warnings(tcp(), List.of())).isEmpty();
  }

  private static Bus tcp() {
    return new ModbusTcp("lan-1", "127.0.0.1", 502, Duration.ofMillis(300), 1);
  }

  @Test
  void a_dead_device_that_makes_the_living_late_is_told_with_what_it_costs() {
    Bus patient = bus(9600, Duration.ofSeconds(1), 2);
    assertThat(BusBudget.warnings(patient, devices(2)))
        .singleElement()
        .asString()
        .contains("takes 3000 ms", "next 3 polls", "others 95 ms", "every 1000 ms", "`timeout:`");
    assertThat(BusBudget.warnings(patient, devices(1))).as("nobody waits").isEmpty();
    assertThat(BusBudget.warnings(patient, devices(2, Duration.ofSeconds(2)))).isEmpty();
  }

  @Test
  void timeouts_add_up_where_no_wire_is_shared_as_well() {
    assertThat(BusBudget.warnings(tcp(), devices(60, Duration.ofSeconds(5))))
        .singleElement()
        .asString()
        .contains("lan-1", "60 devices", "takes 36 s a round", "the 5000 ms", "108 s until");
    assertThat(BusBudget.warnings(tcp(), devices(60, Duration.ofMinutes(1)))).isEmpty();
  }

  @Test
  void who_speaks_by_himself_is_not_waited_for() {
    var topic = new Address.Topic("dorm", List.of());
    var listening = device("zigbee2mqtt-thermometer", topic, Duration.ofMillis(100));
    assertThat(BusBudget.warnings(tcp(), Collections.nCopies(200, listening))).isEmpty();
  }
}
