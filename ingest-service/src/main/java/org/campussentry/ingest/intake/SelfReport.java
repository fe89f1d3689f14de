package org.campussentry.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a gateway knows of itself beside stream, outbox and clock. Immutable; what an agent does not
 * tell is empty.
 *
 * @param outboxHours hours until its outbox has no room left, if nothing leaves it
 * @param config which configuration runs; empty where the campus may send none
 * @param board temperature of the board in degrees Celsius
 */
public record SelfReport(
    OptionalDouble outboxHours,
    Optional<Config> config,
    Optional<Disk> disk,
    OptionalDouble board,
    List<Bus> buses) {
  private static final Set<String> DEVICE_STATES = Set.of("online", "failing", "offline");

  /**
   * Which configuration runs.
   *
   * @param version of the one that the campus sent, if that runs
   * @param trying whether it is not confirmed yet
   * @param seen highest version on which the gateway has decided
   * @param local fingerprint of the file on the gateway
   * @param edited whether that was edited by hand, and wins
   */
  public record Config(
      OptionalLong version,
      boolean trying,
      long seen,
      String local,
      boolean edited,
      Optional<Refused> refused) {}

  /**
   * An order that does not run.
   *
   * @param version 0 when the order could not be trusted
   */
  public record Refused(long version, String why) {}

  /** The disk of the agent's home, in bytes. */
  public record Disk(long free, long total) {}

  /**
   * A bus.
   *
   * @param load share of the last minute in which it was busy, 0 to 1
   * @param away whether its line cannot be used
   */
  public record Bus(String name, double load, boolean away, List<Device> devices) {}

  /**
   * A device.
   *
   * @param state {@code unknown}, {@code online}, {@code failing} or {@code offline}
   * @param since when it came into this state, milliseconds since 1970 UTC
   * @param counts by name, since the start of the agent; one that is absent is 0
   */
  public record Device(String id, String state, long since, Map<String, Long> counts) {}

  public SelfReport {
    buses = List.copyOf(buses);
  }

  /** Reads what a status has of it. */
  static SelfReport of(JsonNode status) {
    JsonNode config = status.path("config");
    JsonNode disk = status.path("disk");
    var buses = new ArrayList<Bus>();
    status.path("buses").properties().forEach(bus -> buses.add(bus(bus)));
    return new SelfReport(
        number(status.path("outbox").path("lasts")),
        config.isObject() ? Optional.of(config(config)) : Optional.empty(),
        disk.path("total").asLong() > 0
            ? Optional.of(new Disk(disk.path("free").asLong(), disk.path("total").asLong()))
            : Optional.empty(),
        number(status.path("board")),
        buses);
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }

  private static Config config(JsonNode config) {
    JsonNode version = config.path("version");
    JsonNode refused = config.path("refused");
    return new Config(
        version.isIntegralNumber() ? OptionalLong.of(version.asLong()) : OptionalLong.empty(),
        config.path("trying").asBoolean(),
        config.path("seen").asLong(),
        config.path("local").asText(),
        config.path("edited").asBoolean(),
        refused.isObject()
            ? Optional.of(
                new Refused(refused.path("version").asLong(), refused.path("why").asText()))
            : Optional.empty());
  }

  private static Bus bus(Map.Entry<String, JsonNode> bus) {
    var devices = new ArrayList<Device>();
    bus.getValue().path("devices").properties().forEach(found -> devices.add(device(found)));
    JsonNode facts = bus.getValue();
    return new Bus(
        bus.getKey(), facts.path("load").asDouble(), facts.path("away").asBoolean(), devices);
  }

  private static Device device(Map.Entry<String, JsonNode> device) {
    Map<String, Long> counts = new LinkedHashMap<>();
    device
        .getValue()
        .properties()
        .forEach(
            fact -> {
              if (fact.getValue().isIntegralNumber() && !fact.getKey().equals("since")) {
                counts.put(fact.getKey(), fact.getValue().asLong());
              }
            });
    String state = device.getValue().path("state").asText();
    return new Device(
        device.getKey(),
        DEVICE_STATES.contains(state) ? state : "unknown",
        device.getValue().path("since").asLong(),
        counts);
  }
}
