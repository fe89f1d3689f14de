package org.campussentry.simulator.slave;

import java.util.List;
import java.util.Optional;
import org.campussentry.simulator.physics.Air;
import org.campussentry.simulator.physics.Climate;
import org.campussentry.simulator.physics.Entrance;
import org.campussentry.simulator.physics.Sprayer;
import org.campussentry.simulator.slave.Registers.Bank;

/** The register maps of the devices, under the names that the profiles of a gateway have. */
public final class Profiles {
  private static final int READ_COILS = 1;
  private static final int READ_HOLDING_REGISTERS = 3;
  private static final int READ_INPUT_REGISTERS = 4;

  private Profiles() {}

  /** {@code xy-md02}: input registers 1 temperature (°C × 10, signed) and 2 humidity (% × 10). */
  public static Registers xyMd02(Air air) {
    return function -> {
      if (function != READ_INPUT_REGISTERS) {
        return Optional.empty();
      }
      Climate climate = air.climate();
      return Optional.of(
          new Bank(1, List.of(word(climate.celsius(), 10), word(climate.humidity(), 10))));
    };
  }

  /**
   * {@code sprayer}: holding registers 0 tank level (% × 10), 1 pressure (kPa × 10), 2 flow (L/min
   * × 100), 3 available chlorine (mg/L); coils 0 running, 1 fault.
   */
  public static Registers sprayer(Sprayer sprayer) {
    return function -> {
      Sprayer.State state = sprayer.state();
      return switch (function) {
        case READ_HOLDING_REGISTERS ->
            Optional.of(
                new Bank(
                    0,
                    List.of(
                        word(state.tankLevel(), 10),
                        word(state.pressure(), 10),
                        word(state.flow(), 100),
                        word(state.chlorine(), 1))));
        case READ_COILS ->
            Optional.of(new Bank(0, List.of(state.running() ? 1 : 0, state.fault() ? 1 : 0)));
        default -> Optional.empty();
      };
    };
  }

  /**
   * {@code body-thermometer}: input registers 0 people counted (wraps at 65536), 1 last temperature
   * (°C × 10).
   */
  public static Registers bodyThermometer(Entrance entrance) {
    return function -> {
      if (function != READ_INPUT_REGISTERS) {
        return Optional.empty();
      }
      Entrance.Crossing last = entrance.last();
      return Optional.of(
          new Bank(0, List.of((int) (last.count() & 0xFFFF), word(last.celsius(), 10))));
    };
  }

  private static int word(double value, int scale) {
    return (int) Math.round(value * scale) & 0xFFFF;
  }
}
