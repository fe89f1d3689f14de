package org.campussentry.ingest.reading;

/**
 * A point's full id, {@code {gateway}:{device}.{quantity}}: unique in a campus and safe in a URL.
 * Immutable.
 *
 * @param gateway the gateway that publishes it; the topic's, never the payload's
 * @param wire the id inside the gateway, {@code {device}.{quantity}}
 */
public record PointId(String gateway, String wire) implements Comparable<PointId> {

  /**
   * Reads {@code gateway:device.quantity}; IllegalArgumentException names what is wrong with it.
   */
  public static PointId parse(String id) {
    int colon = id.indexOf(':');
    if (colon < 1 || colon == id.length() - 1) {
      throw new IllegalArgumentException(
          "not a point id: '" + id + "' (expected gateway:device.quantity)");
    }
    return new PointId(id.substring(0, colon), id.substring(colon + 1));
  }

  /** The quantity by the id's last part, so that a point can be watched before its catalog came. */
  public String quantity() {
    return wire.substring(wire.lastIndexOf('.') + 1);
  }

  @Override
  public int compareTo(PointId other) {
    int byGateway = gateway.compareTo(other.gateway);
    return byGateway != 0 ? byGateway : wire.compareTo(other.wire);
  }

  @Override
  public String toString() {
    return gateway + ":" + wire;
  }
}
