package org.campussentry.edge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.bus.BusConfig;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.device.DeviceConfig;
import org.campussentry.edge.device.Nearest;
import org.campussentry.edge.device.Problems;
import org.campussentry.edge.device.Profiles;
import org.campussentry.edge.device.Section;
import org.campussentry.edge.poll.BusBudget;
import org.campussentry.edge.uplink.BrokerConfig;
import org.campussentry.edge.uplink.Secret;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * Reads {@code edge-agent.yaml} and the environment. Goes on after each problem, so that all are
 * told at once.
 */
final class EdgeConfigFile {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";
  private static final String AREA = ID + "(/" + ID + ")*";
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final long OUTBOX_BYTES = 256L << 20;
  private static final long OUTBOX_BYTES_MIN = 64L << 10;

  private final Path file;
  private final Map<String, String> environment;
  private final Problems problems;

  private EdgeConfigFile(Path file, Map<String, String> environment, Problems problems) {
    this.file = file;
    this.environment = environment;
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
    var reader = new EdgeConfigFile(file, environment, problems);
    EdgeConfig config = reader.config(Section.parse(file.toString(), text, problems));
    return problems.errors().isEmpty() ? Optional.of(config) : Optional.empty();
  }

  private EdgeConfig config(Section top) {
    top.override(environment, "site", "gateway", "home");
    try (top) {
      var uplink = new UplinkConfig(id(top, "site"), id(top, "gateway"), broker(top));
      Path home = path(top.required("home", "/var/lib/campus-sentry"));
      long outboxBytes;
      try (Section outbox = top.section("outbox")) {
        outbox.override(environment, "limit");
        outboxBytes = outbox.bytes("limit", OUTBOX_BYTES, OUTBOX_BYTES_MIN);
      }
      List<BusConfig> buses = buses(top.section("buses"));
      List<Device> devices = devices(top.section("devices"), buses);
      if (devices.isEmpty()) {
        top.error("devices", "must name at least one device that can be polled");
      }
      var config = new EdgeConfig(uplink, home, outboxBytes, used(buses, devices), devices);
      for (BusConfig bus : config.buses()) {
        BusBudget.warning(bus, config.devicesOn(bus.name()))
            .ifPresent(warning -> problems.warning(top.place("buses"), warning));
      }
      return config;
    }
  }

  private static List<BusConfig> used(List<BusConfig> buses, List<Device> devices) {
    return buses.stream()
        .filter(bus -> devices.stream().anyMatch(device -> device.bus().equals(bus.name())))
        .toList();
  }

  /** A path, relative to the folder of the configuration. */
  private Path path(String text) {
    return file.toAbsolutePath().getParent().resolve(text);
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
      broker.override(
          environment, "url", "username", "password", "password-file", "ca", "certificate", "key");
      URI url = url(broker);
      var config =
          new BrokerConfig(
              url,
              broker.text("username"),
              password(broker),
              readable(broker, "ca"),
              readable(broker, "certificate"),
              readable(broker, "key"));
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

  private Optional<Secret> password(Section broker) {
    Optional<String> direct = broker.text("password");
    Optional<Path> from = readable(broker, "password-file");
    if (direct.isPresent() && from.isPresent()) {
      broker.error("password-file", "and `broker.password` are both given. Remove one.");
    }
    if (from.isEmpty()) {
      return direct.map(Secret::new);
    }
    try {
      return Optional.of(new Secret(Files.readString(from.get()).strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> readable(Section section, String key) {
    Optional<Path> found = section.text(key).map(this::path);
    if (found.isPresent() && !Files.isReadable(found.get())) {
      section.error(key, "names %s, which cannot be read.".formatted(found.get()));
      return Optional.empty();
    }
    return found;
  }

  private List<BusConfig> buses(Section section) {
    var buses = new ArrayList<BusConfig>();
    for (String name : section.keys()) {
      if (!name.matches(ID)) {
        section.error(name, "must be of a-z, 0-9, - and _");
      }
      try (Section bus = section.section(name)) {
        bus.override(environment, "type", "port", "baud", "host", "timeout", "retries");
        buses.add(bus(name, bus));
      }
    }
    return buses;
  }

  private static BusConfig bus(String name, Section bus) {
    bus.demand("type", "modbus-rtu");
    boolean serial = bus.choice("type", false, Map.of("modbus-rtu", true, "modbus-tcp", false));
    Duration timeout =
        bus.duration("timeout", TIMEOUT, Duration.ofMillis(20), Duration.ofSeconds(10));
    int retries = bus.number("retries", 1, 0, 5);
    if (!serial) {
      return new BusConfig.Tcp(
          name,
          bus.required("host", "192.168.1.20"),
          bus.number("port", 502, 1, 65_535),
          timeout,
          retries);
    }
    return new BusConfig.Rtu(
        name,
        bus.required("port", "/dev/ttyUSB0"),
        bus.number("baud", 9600, 1200, 921_600),
        bus.choice(
            "parity",
            BusConfig.Parity.NONE,
            Map.of(
                "none", BusConfig.Parity.NONE,
                "even", BusConfig.Parity.EVEN,
                "odd", BusConfig.Parity.ODD)),
        bus.number("stop-bits", 1, 1, 2),
        timeout,
        retries);
  }

  private List<Device> devices(Section section, List<BusConfig> buses) {
    Profiles profiles = Profiles.read(path("profiles"), problems);
    List<String> busNames = buses.stream().map(BusConfig::name).toList();
    var devices = new ArrayList<Device>();
    Map<String, Integer> lines = new HashMap<>();
    for (String id : section.keys()) {
      if (!id.matches(ID)) {
        section.error(id, "must be of a-z, 0-9, - and _");
      }
      try (Section keys = section.section(id)) {
        keys.override(environment, "bus", "unit", "profile", "every", "area");
        DeviceConfig config = device(id, keys);
        known(keys, "bus", config.bus(), busNames);
        if (!profiles.broken(config.profile())) {
          known(keys, "profile", config.profile(), profiles.names());
        }
        Integer other = lines.putIfAbsent(config.bus() + " " + config.unit(), section.line(id));
        if (other != null) {
          keys.error(
              "unit",
              "%d is on bus %s already, see line %d. Each device of a bus needs its own."
                  .formatted(config.unit(), config.bus(), other));
        }
        profiles
            .named(config.profile())
            .ifPresent(profile -> devices.add(new Device(config, profile)));
      }
    }
    return devices;
  }

  private static DeviceConfig device(String id, Section device) {
    device.demand("unit", "1");
    String area = device.required("area", "canteen-1/cold-store");
    if (!area.isEmpty() && !area.matches(AREA)) {
      device.error(
          "area", "is `%s`, but must be a path such as canteen-1/cold-store.".formatted(area));
    }
    return new DeviceConfig(
        id,
        device.required("bus", "rs485-1"),
        device.number("unit", 1, 0, 255),
        device.required("profile", "xy-md02"),
        device.duration("every", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofDays(1)),
        area);
  }

  private static void known(
      Section section, String key, String name, java.util.Collection<String> names) {
    if (!name.isEmpty() && !names.contains(name)) {
      section.error(
          key,
          "is `%s`, which is none of %s.%s"
              .formatted(name, String.join(", ", names), Nearest.hint(name, names)));
    }
  }
}
