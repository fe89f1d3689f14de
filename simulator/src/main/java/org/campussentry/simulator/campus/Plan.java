package org.campussentry.simulator.campus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * The equipment of the campus.
 *
 * @param gateways by id, in the order of the file
 */
public record Plan(Map<String, Gateway> gateways) {
  private static final String RESOURCE = "/gateways.yaml";

  /**
   * One gateway.
   *
   * @param site id of its site
   * @param buses by id
   * @param devices by id
   */
  public record Gateway(String site, Map<String, Bus> buses, Map<String, Device> devices) {

    /** How many points its devices have. */
    public int points() {
      return devices.values().stream().mapToInt(device -> device.profile().points()).sum();
    }
  }

  /**
   * One bus.
   *
   * @param type of the line
   * @param baud bits a second of a serial line, 0 for TCP
   */
  public record Bus(Type type, int baud) {}

  /** The kind of a bus, with the name that a gateway's configuration uses. */
  public enum Type {
    @JsonProperty("modbus-tcp")
    TCP,
    @JsonProperty("modbus-rtu")
    RTU
  }

  /**
   * One device.
   *
   * @param bus id of its bus
   * @param unit Modbus unit id, 1–247
   * @param profile its register map
   * @param every how often a gateway polls it, such as {@code 5s}
   * @param area where it is, such as {@code canteen-1/cold-store}
   * @param nature how it behaves
   */
  public record Device(
      String bus, int unit, Profile profile, String every, String area, Nature nature) {}

  /** The register maps, with the names that a gateway's configuration uses. */
  public enum Profile {
    @JsonProperty("xy-md02")
    XY_MD02("xy-md02", 2),
    @JsonProperty("sprayer")
    SPRAYER("sprayer", 6),
    @JsonProperty("body-thermometer")
    BODY_THERMOMETER("body-thermometer", 3);

    private final String id;
    private final int points;

    Profile(String id, int points) {
      this.id = id;
      this.points = points;
    }

    String id() {
      return id;
    }

    int points() {
      return points;
    }
  }

  /** What surrounds a device. */
  public enum Nature {
    @JsonProperty("room")
    ROOM,
    @JsonProperty("cold-store-at-door")
    COLD_STORE_AT_DOOR,
    @JsonProperty("cold-store-at-back")
    COLD_STORE_AT_BACK,
    @JsonProperty("frozen-store")
    FROZEN_STORE,
    @JsonProperty("hot-holding")
    HOT_HOLDING,
    @JsonProperty("sprayer")
    SPRAYER,
    @JsonProperty("entrance")
    ENTRANCE
  }

  /**
   * The plan that ships with the simulator.
   *
   * @throws IOException when it is broken; names line and column
   */
  public static Plan load() throws IOException {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try (InputStream resource = Plan.class.getResourceAsStream(RESOURCE)) {
      return new Plan(yaml.readValue(resource, new TypeReference<Map<String, Gateway>>() {}));
    }
  }
}
