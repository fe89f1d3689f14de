package org.campussentry.ingest;

import java.nio.file.Path;
import org.campussentry.ingest.intake.CanaryBatch;
import org.campussentry.ingest.provision.WireFolder;
import org.campussentry.ingest.reading.Campus;

/** Which names a gateway may have that is to get credentials. */
final class GatewayName {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";

  private GatewayName() {}

  /**
   * Refuses what can't be one.
   *
   * @param file the campus file, for the message
   */
  static void check(String site, String gateway, Campus campus, Path file) throws ConfigException {
    if (!site.matches(ID) || !gateway.matches(ID)) {
      throw new ConfigException("SITE and GATEWAY are of a-z, 0-9, - and _");
    }
    if (gateway.equals(WireFolder.SERVICE) || gateway.equals(CanaryBatch.GATEWAY)) {
      throw new ConfigException(
          "'" + gateway + "' is the service's own name; choose another GATEWAY");
    }
    if (!campus.sites().containsKey(site)) {
      throw new ConfigException(
          file
              + " has no site '"
              + site
              + "'; it has "
              + String.join(", ", campus.sites().keySet()));
    }
    Campus.Gateway listed = campus.gateways().get(gateway);
    if (listed != null && !site.equals(listed.site())) {
      throw new ConfigException(
          file + ": gateway '" + gateway + "' stands in site '" + listed.site() + "'");
    }
  }
}
