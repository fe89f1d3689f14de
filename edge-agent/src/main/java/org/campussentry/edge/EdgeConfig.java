package org.campussentry.edge;

import java.nio.file.Path;
import java.util.List;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * All that one agent is told; already checked.
 *
 * @param home folder for the outbox
 * @param outboxBytes most that the payloads in the outbox may take
 * @param buses those that have devices
 */
record EdgeConfig(
    UplinkConfig uplink, Path home, long outboxBytes, List<Bus> buses, List<Device> devices) {

  List<Device> devicesOn(String bus) {
    return devices.stream().filter(device -> device.bus().equals(bus)).toList();
  }

  List<Point> points() {
    return devices.stream().flatMap(device -> device.points().stream()).toList();
  }
}
