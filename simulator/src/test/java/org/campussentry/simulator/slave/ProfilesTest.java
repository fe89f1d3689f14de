package org.campussentry.simulator.slave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.campussentry.simulator.physics.Compartment;
import org.campussentry.simulator.physics.Entrance;
import org.campussentry.simulator.physics.Sprayer;
import org.campussentry.simulator.slave.Registers.Bank;
import org.junit.jupiter.api.Test;

class ProfilesTest {
  @Test
  void a_frozen_store_reads_as_a_negative_word() {
    Compartment store = Compartment.frozenStore(new SplittableRandom(1));
    Bank bank = Profiles.xyMd02(store).bank(4).orElseThrow();
    assertThat(bank.first()).isEqualTo(1);
    assertThat(bank.values().get(0).shortValue())
        .isEqualTo((short) Math.round(store.climate().celsius() * 10));
    assertThat(bank.values().get(0)).isBetween(65_336, 65_366);
    assertThat(Profiles.xyMd02(store).bank(3)).isEmpty();
  }

  @Test
  void a_sprayer_has_four_holding_registers_and_two_coils() {
    Sprayer sprayer = new Sprayer(new SplittableRandom(1));
    sprayer.runEmpty(true);
    sprayer.step(Instant.EPOCH, 0.1);
    Registers registers = Profiles.sprayer(sprayer);
    Bank holding = registers.bank(3).orElseThrow();
    assertThat(holding.values().subList(0, 3)).containsExactly(10, 0, 0);
    assertThat(holding.values().get(3)).isBetween(470, 530);
    assertThat(registers.bank(1)).contains(new Bank(0, List.of(1, 0)));
    assertThat(registers.bank(4)).isEmpty();
  }

  @Test
  void a_body_thermometer_counts_people_and_keeps_the_last_temperature() {
    Entrance entrance = new Entrance(new SplittableRandom(1));
    entrance.sendFever();
    entrance.step(Instant.EPOCH, 0.1);
    Registers registers = Profiles.bodyThermometer(entrance);
    assertThat(registers.bank(4)).contains(new Bank(0, List.of(1, 384)));
  }
}
