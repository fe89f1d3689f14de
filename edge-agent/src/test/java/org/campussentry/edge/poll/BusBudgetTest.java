package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.ModbusRtu;
import org.campussentry.edge.bus.OneWire;
import org.campussentry.edge.bus.SerialSettings;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Profiles;
import org.junit.jupiter.api.Test;

class BusBudgetTest {
  private static Bus bus(int baud) {
    return new ModbusRtu(
        "rs485-1",
        new SerialSettings("/dev/ttyUSB0", baud, 8, SerialSettings.Parity.NONE, 1),
        Duration.ofMillis(300),
        1);
  }

  private static List<Device> devices(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> RotaTest.device("d" + number, Duration.ofSeconds(1)))
        .toList();
  }

  @Test
  void a_read_of_two_registers_takes_about_48_ms_at_9600() {
    // 17 bytes of 10 bits, 20 ms gap, 10 ms thinking.
    assertThat(BusBudget.use(bus(9600), devices(1).get(0))).isBetween(0.047, 0.048);
  }

  @Test
  void a_chip_measures_for_three_quarters_of_a_second() {
    Bus wire = new OneWire("wire", Path.of("/sys/bus/w1/devices"), Duration.ofSeconds(2), 1);
    assertThat(BusBudget.warning(wire, List.of(chip(Duration.ofSeconds(1)))).orElseThrow())
        .contains("bus wire", "75 %");
    assertThat(BusBudget.warning(wire, List.of(chip(Duration.ofSeconds(2))))).isEmpty();
  }

  private static Device chip(Duration every) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    var address = new Address.Chip("28-0123456789ab");
    return new Device(
        new DeviceConfig("freezer", "wire", address, "ds18b20", every, "canteen-1"),
        profiles.named("ds18b20").orElseThrow());
  }

  @Test
  void a_bus_that_is_too_busy_is_told_with_its_name_and_a_remedy() {
    assertThat(BusBudget.warning(bus(9600), devices(12))).isEmpty();
    assertThat(BusBudget.warning(bus(9600), devices(16)).orElseThrow())
        .contains("rs485-1", "76 %", "9600 baud", "every:");
  }
}
