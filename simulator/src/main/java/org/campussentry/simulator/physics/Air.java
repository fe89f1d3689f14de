package org.campussentry.simulator.physics;

/** Air with a thermometer in it. */
public sealed interface Air extends Physics permits Room, Compartment {

  /** What the thermometer feels now. */
  Climate climate();
}
