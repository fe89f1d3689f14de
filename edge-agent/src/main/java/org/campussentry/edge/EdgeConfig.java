package org.campussentry.edge;

import java.nio.file.Path;
import java.util.List;
import org.campussentry.edge.bus.BusConfig;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Profiles;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * All that one agent is told. Immutable; already checked.
 *
 * @param home folder for the outbox
 * @param outboxBytes most that the payloads in the outbox may take
 * @param profiles what the devices' `profile:` stands for
 */
record EdgeConfig(
    UplinkConfig uplink,
    Path home,
    long outboxBytes,
    List<BusConfig> buses,
    List<DeviceConfig> devices,
    Profiles profiles) {}
