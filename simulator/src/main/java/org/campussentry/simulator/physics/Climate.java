package org.campussentry.simulator.physics;

/**
 * What a room thermometer feels.
 *
 * @param celsius air temperature, °C
 * @param humidity relative humidity, 0–100 %
 */
public record Climate(double celsius, double humidity) {}
