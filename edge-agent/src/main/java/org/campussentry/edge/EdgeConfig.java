package org.campussentry.edge;

import java.nio.file.Path;
import java.util.List;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * All that one agent is told; already checked.
 *
 * @param home folder for the outbox
 * @param outbox how large the outbox may grow
 * @param buses those that have devices
 */
record EdgeConfig(
    UplinkConfig uplink, Path home, Bounds outbox, List<Bus> buses, List<Device> devices) {

  List<Device> devicesOn(String bus) {
    return devices.stream().filter(device -> device.bus().equals(bus)).toList();
  }

  List<Point> points() {
    return devices.stream().flatMap(device -> device.points().stream()).toList();
  }
}
