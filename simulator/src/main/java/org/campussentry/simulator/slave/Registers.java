package org.campussentry.simulator.slave;

import java.util.List;
import java.util.Optional;

/** The registers of a device, by Modbus function code. Thread-safe. */
@FunctionalInterface
public interface Registers {

  /**
   * All values that a function reads at this moment, consistent among themselves.
   *
   * @param function 1–4
   * @return empty when the device doesn't know the function
   */
  Optional<Bank> bank(int function);

  /**
   * A contiguous range of registers or coils.
   *
   * @param first address of the first value as on the wire, from 0
   * @param values 0–65535 each, or 0 and 1
   */
  record Bank(int first, List<Integer> values) {}
}
