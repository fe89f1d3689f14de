package org.campussentry.ingest.disinfection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.campussentry.ingest.reading.Reading;
import org.junit.jupiter.api.Test;

class RunFinderTest {
  @Test
  void a_run_is_from_on_to_off_and_its_litres_are_the_integral_of_the_flow() {
    List<Run> runs = new Telling().rest(60).spray(600, 6).rest(60).runs();
    assertThat(runs).hasSize(1);
    Run run = runs.get(0);
    assertThat(run.startMs()).isEqualTo(Telling.START + 60_000);
    assertThat(run.endMs()).isEqualTo(Telling.START + 660_000);
    assertThat(run.litres()).isCloseTo(60, within(0.5));
    assertThat(run.wetMs()).isCloseTo(600_000, within(5_000L));
    assertThat(run.tank().check()).isEqualTo(Run.Check.AGREES);
    assertThat(run.tank().fallLitres()).isCloseTo(60, within(1.0));
    assertThat(run.concentration().orElseThrow().mean()).isEqualTo(500);
    assertThat(run.area()).isEqualTo("hall");
    assertThat(run.running()).isFalse();
    assertThat(run.unseenMs()).isZero();
  }

  @Test
  void a_contact_that_bounces_is_neither_a_run_nor_an_end() {
    assertThat(new Telling().rest(60).spray(5, 6).rest(60).runs()).isEmpty();
    List<Run> runs = new Telling().rest(60).spray(300, 6).rest(5).spray(300, 6).rest(60).runs();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).pauses()).isEmpty();
  }

  @Test
  void a_pause_is_part_of_a_run_and_a_long_one_its_end() {
    List<Run> paused = new Telling().rest(60).spray(200, 6).rest(60).spray(200, 6).rest(60).runs();
    assertThat(paused).hasSize(1);
    assertThat(paused.get(0).pauses()).hasSize(1);
    assertThat(paused.get(0).litres()).isCloseTo(40, within(1.0));
    assertThat(new Telling().rest(60).spray(200, 6).rest(300).spray(200, 6).rest(60).runs())
        .hasSize(2);
  }

  @Test
  void a_gap_adds_no_litres_and_is_said() {
    Run run =
        new Telling().rest(60).spray(300, 6).unheard(120, 6).spray(180, 6).rest(60).runs().get(0);
    assertThat(run.litres()).isCloseTo(48, within(1.0));
    assertThat(run.unseenMs()).isBetween(120_000L, 130_000L);
    assertThat(run.tank().check()).as("what flowed unseen is no leak").isEqualTo(Run.Check.UNSURE);
  }

  @Test
  void what_was_not_heard_for_long_may_have_been_two_runs() {
    List<Run> runs =
        new Telling().rest(60).spray(300, 6).unheard(900, 0).spray(300, 6).rest(60).runs();
    assertThat(runs).hasSize(2);
    assertThat(runs).allMatch(r -> r.unseenMs() == 0);
  }

  @Test
  void a_dry_run_has_no_litres_and_a_dry_end_is_counted() {
    Run dry = new Telling().rest(60).spray(600, 0.05).rest(60).runs().get(0);
    assertThat(dry.wetMs()).isZero();
    assertThat(dry.dryMs()).isGreaterThan(Prover.DRY_MS);
    Run emptied = new Telling().rest(60).spray(300, 6).spray(120, 0).rest(60).runs().get(0);
    assertThat(emptied.litres()).isCloseTo(30, within(1.0));
    assertThat(emptied.dryMs()).isBetween(110_000L, 125_000L);
  }

  @Test
  void a_tank_that_is_refilled_meanwhile_is_recognised_and_proves_nothing() {
    Run run =
        new Telling().rest(60).spray(240, 6).pass(60, 1, 6, 1).spray(240, 6).rest(60).runs().get(0);
    assertThat(run.tank().refills()).isEqualTo(1);
    assertThat(run.tank().check()).isEqualTo(Run.Check.UNSURE);
    assertThat(run.litres()).isCloseTo(54, within(1.0));
  }

  @Test
  void a_meter_that_counts_what_the_tank_does_not_lose_proves_the_lesser() {
    Run run = new Telling().rest(60).pass(600, 1, 6, 0.08).rest(60).runs().get(0);
    assertThat(run.litres()).isCloseTo(60, within(1.0));
    assertThat(run.tank().check()).isEqualTo(Run.Check.LESS);
    assertThat(run.provenLitres()).isCloseTo(12, within(1.0));
  }

  @Test
  void what_the_meter_counts_while_the_pump_is_off_is_no_run_and_no_litre() {
    List<Run> runs = new Telling().pass(900, 0, 0.5, 0).spray(300, 6).pass(900, 0, 0.5, 0).runs();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).litres()).isCloseTo(30, within(0.5));
    assertThat(runs.get(0).isCreeping()).isTrue();
  }

  @Test
  void noise_of_the_level_is_no_refill() {
    Random random = new Random(7);
    Telling telling = new Telling().rest(60).spray(600, 6).rest(60);
    List<Reading> noisy = new ArrayList<>();
    for (Reading reading : telling.readings().get(Quantity.TANK_LEVEL)) {
      Reading.Measured m = (Reading.Measured) reading;
      noisy.add(new Reading.Measured(m.point(), m.time(), m.value() + random.nextGaussian()));
    }
    Map<Quantity, List<Reading>> all = new EnumMap<>(telling.readings());
    all.put(Quantity.TANK_LEVEL, noisy);
    Run run = RunFinder.find(Telling.SPRAYER, Trace.of(Telling.PERIOD, all), telling.now()).get(0);
    assertThat(run.tank().refills()).isZero();
    assertThat(run.tank().check()).isEqualTo(Run.Check.AGREES);
  }

  @Test
  void without_a_run_state_the_flow_stands_for_it() {
    List<Run> runs =
        new Telling().rest(60).spray(300, 6).rest(300).without(Quantity.RUN_STATE).runs();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).litres()).isCloseTo(30, within(0.5));
  }

  @Test
  void without_a_flow_meter_nothing_is_proven() {
    Run run = new Telling().rest(60).spray(300, 6).rest(60).without(Quantity.FLOW).runs().get(0);
    assertThat(run.litres()).isZero();
    assertThat(run.unseenMs()).isEqualTo(300_000);
  }

  @Test
  void a_run_that_was_on_just_now_is_running() {
    Telling telling = new Telling().rest(60).spray(300, 6);
    Trace trace = Trace.of(Telling.PERIOD, telling.readings());
    assertThat(RunFinder.find(Telling.SPRAYER, trace, telling.now()).get(0).running()).isTrue();
    assertThat(RunFinder.find(Telling.SPRAYER, trace, telling.now() + 60_000).get(0).running())
        .isFalse();
  }

  @Test
  void a_day_without_readings_has_no_run() {
    assertThat(new Telling().runs()).isEmpty();
  }

  /** Whatever was lost or came twice: the order in which it arrived changes nothing. */
  @Property(tries = 60)
  void the_order_of_arrival_changes_nothing(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 400) Integer> lengths,
      @ForAll long seed) {
    Random random = new Random(seed);
    Telling telling = new Telling();
    for (int i = 0; i < lengths.size(); i++) {
      int kind = random.nextInt(4);
      if (kind == 0) {
        telling.unheard(lengths.get(i), random.nextInt(7));
      } else if (kind == 1) {
        telling.pass(lengths.get(i), 1, random.nextInt(7), random.nextDouble() * 0.2);
      } else {
        telling.pass(lengths.get(i), kind - 2, (kind - 2) * 6, 0);
      }
    }
    Map<Quantity, List<Reading>> shuffled = new EnumMap<>(Quantity.class);
    telling
        .readings()
        .forEach(
            (quantity, readings) -> {
              List<Reading> copy = new ArrayList<>(readings);
              copy.addAll(readings.subList(0, readings.size() / 3));
              Collections.shuffle(copy, random);
              shuffled.put(quantity, copy);
            });
    long now = telling.now() + 3_600_000;
    List<Run> inOrder =
        RunFinder.find(Telling.SPRAYER, Trace.of(Telling.PERIOD, telling.readings()), now);
    assertThat(RunFinder.find(Telling.SPRAYER, Trace.of(Telling.PERIOD, shuffled), now))
        .isEqualTo(inOrder);
    long before = Long.MIN_VALUE;
    for (Run run : inOrder) {
      assertThat(run.startMs()).isGreaterThan(before);
      assertThat(run.endMs()).isGreaterThanOrEqualTo(run.startMs());
      assertThat(run.litres()).isNotNegative();
      assertThat(run.provenLitres()).isBetween(0.0, run.litres());
      assertThat(run.wetMs() + run.dryMs()).isLessThanOrEqualTo(run.endMs() - run.startMs());
      before = run.endMs();
    }
  }
}
