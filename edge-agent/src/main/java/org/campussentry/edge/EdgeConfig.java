package org.campussentry.edge;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.remote.CampusKey;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * All that one agent is told; already checked.
 *
 * @param home folder for the outbox
 * @param outbox how large the outbox may grow
 * @param buses all; one without devices is never opened by the agent
 * @param remote by which key the campus may send another configuration; empty: it may not
 */
record EdgeConfig(
    UplinkConfig uplink,
    Path home,
    Bounds outbox,
    List<Bus> buses,
    List<Device> devices,
    Optional<CampusKey> remote) {

  /** Those that have devices. */
  List<Bus> polled() {
    return buses.stream().filter(bus -> !devicesOn(bus.name()).isEmpty()).toList();
  }

  List<Device> devicesOn(String bus) {
    return devices.stream().filter(device -> device.bus().equals(bus)).toList();
  }

  List<Point> points() {
    return devices.stream().flatMap(device -> device.points().stream()).toList();
  }
}
