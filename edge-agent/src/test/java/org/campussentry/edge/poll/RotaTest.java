package org.campussentry.edge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.campussentry.edge.MovedClock;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Profiles;
import org.junit.jupiter.api.Test;

class RotaTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private final MovedClock clock = new MovedClock();

  static Device device(String id, Duration every) {
    var profiles = Profiles.read(Path.of("no-such-folder"), new Problems());
    return new Device(
        new DeviceConfig(id, "rs485-1", new Address.Unit(1), "xy-md02", every, "canteen-1"),
        profiles.named("xy-md02").orElseThrow());
  }

  private static List<Device> devices(int count, Duration every) {
    return IntStream.range(0, count).mapToObj(number -> device("d" + number, every)).toList();
  }

  private static void kill(Rota.Step step, MovedClock clock) {
    for (int failure = 0; failure < BackOff.FAILURES_MAX; failure++) {
      step.turn().backOff.failed(clock.instant());
    }
  }

  @Test
  void each_is_polled_once_a_period() {
    var rota = new Rota(devices(3, Duration.ofSeconds(1)), clock.instant(), TIMEOUT);
    var polled = new ArrayList<String>();
    for (int millis = 0; millis < 2000; millis += 10) {
      rota.step(clock.instant())
          .ifPresent(
              step -> {
                step.turn().phase.taken(clock.instant());
                polled.add(step.turn().device.id());
              });
      clock.move(Duration.ofMillis(10));
    }
    assertThat(polled).containsExactly("d0", "d1", "d2", "d0", "d1", "d2");
  }

  @Test
  void a_dead_device_is_skipped_until_its_probe_is_due() {
    var rota = new Rota(devices(1, Duration.ofSeconds(1)), clock.instant(), TIMEOUT);
    kill(rota.step(clock.instant()).orElseThrow(), clock);
    var acts = new ArrayList<Rota.Act>();
    for (int second = 0; second < 6; second++) {
      Rota.Step step = rota.step(clock.instant()).orElseThrow();
      step.turn().phase.taken(clock.instant());
      acts.add(step.act());
      clock.move(Duration.ofSeconds(1));
    }
    assertThat(acts)
        .containsExactly(
            Rota.Act.SKIP,
            Rota.Act.SKIP,
            Rota.Act.SKIP,
            Rota.Act.SKIP,
            Rota.Act.SKIP,
            Rota.Act.PROBE);
  }

  @Test
  void the_living_come_before_the_dead() {
    var rota = new Rota(devices(2, Duration.ofSeconds(10)), clock.instant(), TIMEOUT);
    kill(rota.step(clock.instant()).orElseThrow(), clock);
    clock.move(Duration.ofSeconds(30));
    Rota.Step first = rota.step(clock.instant()).orElseThrow();
    assertThat(first.turn().device.id()).isEqualTo("d1");
    assertThat(first.act()).isEqualTo(Rota.Act.POLL);
    first.turn().phase.taken(clock.instant());
    assertThat(rota.step(clock.instant()).orElseThrow().act()).isEqualTo(Rota.Act.PROBE);
  }

  @Test
  void a_probe_waits_for_a_gap_but_not_for_ever() {
    List<Device> two = List.of(device("dead", Duration.ofSeconds(1)), device("busy", TIMEOUT));
    var rota = new Rota(two, clock.instant(), TIMEOUT);
    kill(rota.step(clock.instant()).orElseThrow(), clock);
    Duration waited = Duration.ZERO;
    while (true) {
      Rota.Step step = rota.step(clock.instant()).orElse(null);
      if (step != null && step.act() == Rota.Act.PROBE) {
        break;
      }
      if (step != null) {
        step.turn().phase.taken(clock.instant());
        continue;
      }
      clock.move(Duration.ofMillis(10));
      waited = waited.plusMillis(10);
      assertThat(waited).isLessThan(Duration.ofSeconds(70));
    }
    assertThat(waited).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(67));
  }

  @Test
  void at_most_one_probe_a_period() {
    var rota = new Rota(devices(3, Duration.ofSeconds(10)), clock.instant(), TIMEOUT);
    for (int dead = 0; dead < 3; dead++) {
      kill(rota.step(clock.instant()).orElseThrow(), clock);
    }
    clock.move(Duration.ofSeconds(10));
    var acts = new ArrayList<Rota.Act>();
    for (int dead = 0; dead < 3; dead++) {
      Rota.Step step = rota.step(clock.instant()).orElseThrow();
      if (step.act() == Rota.Act.PROBE) {
        rota.probing(clock.instant());
      }
      step.turn().phase.taken(clock.instant());
      acts.add(step.act());
    }
    assertThat(acts).containsExactly(Rota.Act.PROBE, Rota.Act.SKIP, Rota.Act.SKIP);
  }
}
