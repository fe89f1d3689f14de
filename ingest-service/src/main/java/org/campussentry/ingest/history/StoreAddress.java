package org.campussentry.ingest.history;

import java.net.URI;
import java.util.Optional;

/**
 * Which InfluxDB to write to, and as whom. Immutable; its text shows no secret.
 *
 * @param url {@code influxdb://host:port/database} or {@code influxdbs://…} for TLS
 */
public record StoreAddress(
    String url,
    Optional<String> token,
    Optional<String> org,
    Optional<String> username,
    Optional<String> password) {

  public StoreAddress {
    URI uri = URI.create(url);
    boolean scheme = "influxdb".equals(uri.getScheme()) || "influxdbs".equals(uri.getScheme());
    if (!scheme || uri.getHost() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "store.url '" + url + "' is not influxdb://host:port/database");
    }
  }

  String http() {
    URI uri = URI.create(url);
    String scheme = "influxdbs".equals(uri.getScheme()) ? "https" : "http";
    return scheme + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 8086 : uri.getPort());
  }

  String database() {
    return URI.create(url).getPath().substring(1);
  }

  @Override
  public String toString() {
    return url;
  }
}
