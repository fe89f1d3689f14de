package org.campussentry.simulator.slave;

import java.util.List;

/** What a slave does with a request: a value, never an exception. */
public sealed interface Answer {

  /**
   * The values asked for.
   *
   * @param values registers as 0–65535, or coils as 0 and 1, first address first
   */
  record Values(List<Integer> values) implements Answer {}

  /**
   * A Modbus exception.
   *
   * @param code 1 illegal function, 2 illegal data address
   */
  record Refused(int code) implements Answer {}

  /** Nothing at all: the device is dead or not there. */
  record Silence() implements Answer {}
}
