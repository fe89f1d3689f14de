package org.campussentry.edge.device;

/**
 * That a counter tells how many people passed, and a register what the last of them measured.
 *
 * @param counter quantity of the sampled counter, of type u16, so it wraps at 65536
 * @param value quantity that becomes an event: one reading a person
 * @param missed quantity that sums up the people whose value was overwritten before it was read
 */
record CrossingRule(String counter, String value, String missed) {}
