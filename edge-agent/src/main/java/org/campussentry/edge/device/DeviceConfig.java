package org.campussentry.edge.device;

import java.time.Duration;

/**
 * A device as it is configured. Immutable.
 *
 * @param id key of the device, first part of its points' ids
 * @param bus name of its bus
 * @param unit address on the bus
 * @param profile name of its profile
 * @param every sampling period, 100 ms to 24 h
 * @param area path of the area where it hangs
 */
public record DeviceConfig(
    String id, String bus, int unit, String profile, Duration every, String area) {}
