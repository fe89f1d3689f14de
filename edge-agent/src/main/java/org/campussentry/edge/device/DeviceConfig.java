package org.campussentry.edge.device;

import java.time.Duration;
import org.campussentry.edge.bus.Address;

/**
 * A device as it is configured. Immutable.
 *
 * @param id key of the device, first part of its points' ids
 * @param bus name of its bus
 * @param address where on the bus it is
 * @param profile name of its profile
 * @param every sampling period, 100 ms to 24 h
 * @param area path of the area where it hangs
 */
public record DeviceConfig(
    String id, String bus, Address address, String profile, Duration every, String area) {}
