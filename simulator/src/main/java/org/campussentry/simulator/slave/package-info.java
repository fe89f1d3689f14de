/**
 * Real Modbus slaves. Takes in what the physics of a device feels, and hands on registers to
 * whoever asks over TCP or a serial line, exceptions for addresses a device does not have, and
 * silence when it is dead. What each slave answered is written to its log: the truth that a count
 * of losses compares with.
 */
package org.campussentry.simulator.slave;
