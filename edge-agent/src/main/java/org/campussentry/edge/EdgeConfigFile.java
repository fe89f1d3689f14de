package org.campussentry.edge;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.campussentry.edge.remote.CampusKey;
import org.campussentry.edge.uplink.BrokerConfig;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * Reads {@code edge-agent.yaml} and the environment. Goes on after each problem, so that all are
 * told at once.
 */
final class EdgeConfigFile {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";
  private static final String AREA = ID + "(/" + ID + ")*";
  private static final int PORT_MAX = 65_535;
  private static final long OUTBOX_BYTES = 256L << 20;
  private static final long OUTBOX_BYTES_MIN = 64L << 10;
  private static final long KEEP_FREE_BYTES = 64L << 20;

  private final Problems problems;
  private final For purpose;

  /** What a configuration is read for. */
  private enum For {
    /** The local file, to be run. */
    RUNNING,
    /** The local file, to look at buses; devices are not needed. */
    LOOKING,
    /** A text that the campus sent, to be run. */
    SENT
  }

  private EdgeConfigFile(Problems problems, For purpose) {
    this.problems = problems;
    this.purpose = purpose;
  }

  /** The configuration, or empty when {@code problems} has errors. */
  static Optional<EdgeConfig> read(Path file, Map<String, String> environment, Problems problems) {
    return read(file, environment, problems, false);
  }

  /** The same; with {@code bare} it may lack devices: who looks for them cannot name them yet. */
  static Optional<EdgeConfig> read(
      Path file, Map<String, String> environment, Problems problems, boolean bare) {
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      problems.error(file.toString(), "cannot be read. Give the right path with --config FILE.");
      return Optional.empty();
    }
    Section top = Section.parse(file.toString(), text, environment, problems);
    EdgeConfig config = new EdgeConfigFile(problems, bare ? For.LOOKING : For.RUNNING).config(top);
    return problems.errors().isEmpty() ? Optional.of(config) : Optional.empty();
  }

  /**
   * The same of a text that the campus sent in place of the file; paths in it start where the
   * file's do.
   *
   * @param source what complaints call it
   */
  static Optional<EdgeConfig> readSent(
      String source, Path file, String text, Map<String, String> environment, Problems problems) {
    Path folder = file.toAbsolutePath().getParent();
    Section top = Section.parse(source, folder, text, environment, problems);
    EdgeConfig config = new EdgeConfigFile(problems, For.SENT).config(top);
    return problems.errors().isEmpty() ? Optional.of(config) : Optional.empty();
  }

  private EdgeConfig config(Section top) {
    try (top) {
      var uplink = new UplinkConfig(id(top, "site"), id(top, "gateway"), broker(top));
      Path home = top.path("home", top.required("home", "/var/lib/campus-sentry"));
      Bounds bounds;
      try (Section outbox = top.section("outbox")) {
        bounds =
            new Bounds(
                outbox.bytes("limit", OUTBOX_BYTES, OUTBOX_BYTES_MIN),
                outbox.bytes("keep-free", KEEP_FREE_BYTES, 0));
      }
      Section named = top.section("buses");
      List<Bus> buses = buses(named);
      Profiles profiles = Profiles.read(top.path("profiles", "profiles"), problems);
      Section listed = top.section("devices");
      List<Device> devices = devices(listed, named.keys(), buses, profiles);
      if (listed.keys().isEmpty() && purpose != For.LOOKING) {
        top.error("devices", "must name at least one device");
      }
      var config = new EdgeConfig(uplink, home, bounds, buses, devices, CampusKey.read(top));
      for (Bus bus : config.polled()) {
        BusBudget.warnings(bus, config.devicesOn(bus.name()))
            .forEach(warning -> problems.warning(named.place(bus.name()), warning));
      }
      return config;
    }
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
      noPassword(broker);
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

  /** A message that the broker retains is no place for a secret. */
  private void noPassword(Section section) {
    if (purpose == For.SENT && section.keys().contains("password")) {
      section.error(
          "password",
          "would lie open on the broker. Put it into a file on the gateway and name that by"
              + " `password-file:`.");
    }
  }

  private static URI url(Section broker) {
    String text = broker.required("url", "mqtt://127.0.0.1:1883");
    try {
      URI url = URI.create(text);
      boolean known = "mqtt".equals(url.getScheme()) || "mqtts".equals(url.getScheme());
      boolean plain = url.getHost() != null && url.getUserInfo() == null;
      boolean port = url.getPort() != 0 && url.getPort() <= PORT_MAX;
      if (text.isEmpty() || (known && plain && port)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    broker.error(
        "url",
        "is not such as mqtt://HOST:1883 or mqtts://HOST:8883, with a port from 1 to 65535.");
    return URI.create("mqtt://invalid");
  }

  private List<Bus> buses(Section section) {
    var buses = new ArrayList<Bus>();
    for (String name : section.keys()) {
      if (!name.matches(ID)) {
        section.error(name, "must be of a-z, 0-9, - and _");
      }
      Section keys = section.section(name);
      noPassword(keys);
      Bus.read(name, keys).ifPresent(buses::add);
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
