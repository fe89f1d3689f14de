package org.campussentry.edge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.config.Nearest;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.config.Section;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Profile;
import org.campussentry.edge.device.Profiles;
import org.campussentry.edge.outbox.Bounds;
import org.campussentry.edge.poll.BusBudget;
import org.campussentry.edge.uplink.BrokerConfig;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * Reads {@code edge-agent.yaml} and the environment. Goes on after each problem, so that all are
 * told at once.
 */
final class EdgeConfigFile {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";
  private static final String AREA = ID + "(/" + ID + ")*";
  private static final long OUTBOX_BYTES = 256L << 20;
  private static final long OUTBOX_BYTES_MIN = 64L << 10;
  private static final long KEEP_FREE_BYTES = 64L << 20;

  private final Problems problems;

  private EdgeConfigFile(Problems problems) {
    this.problems = problems;
  }

  /** The configuration, or empty when {@code problems} has errors. */
  static Optional<EdgeConfig> read(Path file, Map<String, String> environment, Problems problems) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      problems.error(file.toString(), "cannot be read. Give the right path with --config FILE.");
      return Optional.empty();
    }
    Section top = Section.parse(file.toString(), text, environment, problems);
    EdgeConfig config = new EdgeConfigFile(problems).config(top);
    return problems.errors().isEmpty() ? Optional.of(config) : Optional.empty();
  }

  private EdgeConfig config(Section top) {
    try (top) {
      var uplink = new UplinkConfig(id(top, "site"), id(top, "gateway"), broker(top));
      Path home = top.path(top.required("home", "/var/lib/campus-sentry"));
      Bounds bounds;
      try (Section outbox = top.section("outbox")) {
        bounds =
            new Bounds(
                outbox.bytes("limit", OUTBOX_BYTES, OUTBOX_BYTES_MIN),
                outbox.bytes("keep-free", KEEP_FREE_BYTES, 0));
      }
      Section named = top.section("buses");
      List<Bus> buses = buses(named);
      Profiles profiles = Profiles.read(top.path("profiles"), problems);
      List<Device> devices = devices(top.section("devices"), named.keys(), buses, profiles);
      if (devices.isEmpty()) {
        top.error("devices", "must name at least one device that can be polled");
      }
      var config = new EdgeConfig(uplink, home, bounds, used(buses, devices), devices);
      for (Bus bus : config.buses()) {
        BusBudget.warning(bus, config.devicesOn(bus.name()))
            .ifPresent(warning -> problems.warning(top.place("buses"), warning));
      }
      return config;
    }
  }

  private static List<Bus> used(List<Bus> buses, List<Device> devices) {
    return buses.stream()
        .filter(bus -> devices.stream().anyMatch(device -> device.bus().equals(bus.name())))
        .toList();
  }

  private static String id(Section section, String key) {
    String id = section.required(key, "main");
    if (!id.isEmpty() && !id.matches(ID)) {
      section.error(key, "is `%s`, but must be of a-z, 0-9, - and _.".formatted(id));
    }
    return id;
  }

  private BrokerConfig broker(Section top) {
    try (Section broker = top.section("broker")) {
      URI url = url(broker);
      var config =
          new BrokerConfig(
              url,
              broker.text("username"),
              broker.password(),
              broker.readable("ca"),
              broker.readable("certificate"),
              broker.readable("key"));
      if (config.certificate().isPresent() != config.key().isPresent()) {
        broker.error("certificate", "and `broker.key` go together. Give both, or none.");
      }
      if (config.ca().isPresent() && !config.tls()) {
        broker.error("ca", "needs an encrypted connection. Write mqtts:// in `broker.url`.");
      }
      return config;
    }
  }

  private static URI url(Section broker) {
    String text = broker.required("url", "mqtt://127.0.0.1:1883");
    try {
      URI url = URI.create(text);
      boolean known = "mqtt".equals(url.getScheme()) || "mqtts".equals(url.getScheme());
      if (text.isEmpty() || (known && url.getHost() != null && url.getUserInfo() == null)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    broker.error("url", "is not such as mqtt://HOST:1883 or mqtts://HOST:8883.");
    return URI.create("mqtt://invalid");
  }

  private static List<Bus> buses(Section section) {
    var buses = new ArrayList<Bus>();
    for (String name : section.keys()) {
      if (!name.matches(ID)) {
        section.error(name, "must be of a-z, 0-9, - and _");
      }
      Bus.read(name, section.section(name)).ifPresent(buses::add);
    }
    return buses;
  }

  private static List<Device> devices(
      Section section, List<String> busNames, List<Bus> buses, Profiles profiles) {
    var devices = new ArrayList<Device>();
    Map<String, Integer> lines = new HashMap<>();
    for (String id : section.keys()) {
      if (!id.matches(ID)) {
        section.error(id, "must be of a-z, 0-9, - and _");
      }
      try (Section keys = section.section(id)) {
        String busName = keys.required("bus", "rs485-1");
        known(keys, "bus", busName, busNames);
        Optional<Address> address = address(keys, busName, buses);
        address.ifPresent(
            found -> {
              Integer other = lines.putIfAbsent(busName + " " + found, section.line(id));
              if (other != null) {
                keys.error(
                    found.key(),
                    "names %s on bus %s, which is taken already, see line %d. Each needs its own."
                        .formatted(found.place(), busName, other));
              }
            });
        device(id, keys, busName, address, profiles).ifPresent(devices::add);
      }
    }
    return devices;
  }

  /** Where the device is; empty when its bus is not known, so that nobody knows what to ask. */
  private static Optional<Address> address(Section keys, String busName, List<Bus> buses) {
    var bus = buses.stream().filter(found -> found.name().equals(busName)).findAny();
    if (bus.isEmpty()) {
      Address.KEYS.forEach(keys::has);
    }
    return bus.map(found -> found.address(keys));
  }

  private static Optional<Device> device(
      String id, Section device, String bus, Optional<Address> address, Profiles profiles) {
    String area = device.required("area", "canteen-1/cold-store");
    if (!area.isEmpty() && !area.matches(AREA)) {
      device.error(
          "area", "is `%s`, but must be a path such as canteen-1/cold-store.".formatted(area));
    }
    Duration every =
        device.duration("every", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofDays(1));
    String name = device.required("profile", "xy-md02");
    if (!profiles.broken(name)) {
      known(device, "profile", name, profiles.names());
    }
    Optional<Profile> profile = profiles.named(name);
    if (address.isEmpty() || profile.isEmpty()) {
      return Optional.empty();
    }
    if (!profile.get().fits(address.get())) {
      device.error(
          "profile",
          ("is `%s`, which is for a bus of type %s; bus %s is of another. Choose a profile that fits,"
                  + " or another bus.")
              .formatted(name, profile.get().busTypes(), bus));
      return Optional.empty();
    }
    if (profile.get().listens() && !profile.get().eventsOnly()) {
      // Nobody can guess how often a device speaks that nobody asks.
      device.demand("every", "10m");
    }
    var config = new DeviceConfig(id, bus, address.get(), name, every, area);
    return Optional.of(new Device(config, profile.get()));
  }

  private static void known(Section section, String key, String name, Collection<String> names) {
    if (!name.isEmpty() && !names.contains(name)) {
      section.error(
          key,
          "is `%s`, which is none of %s.%s"
              .formatted(name, String.join(", ", names), Nearest.hint(name, names)));
    }
  }
}
