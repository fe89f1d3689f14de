/**
 * How the rooms, stores, sprayers and entrances of a campus behave. Takes in passing time, a seed
 * and what goes wrong, and hands on what a sensor on the spot would feel. Knows nothing of Modbus,
 * files or threads: the same seed and the same steps give the same values.
 */
package org.campussentry.simulator.physics;
