package org.campussentry.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.campussentry.ingest.deadman.Heartbeat;

/**
 * {@code heartbeat:} of {@code ingest-service.yaml}. Immutable; what is left out is null.
 *
 * @param url who waits for a sign of life: http(s)://…, a secret; {@code url-file} holds it instead
 * @param every how often, 10 s to 24 h; one minute
 */
record HeartbeatKeys(String url, String urlFile, Duration every) {
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofHours(24);

  /**
   * What it means.
   *
   * @param address from either key; no message repeats it
   * @throws ConfigException with what can't be meant
   */
  Heartbeat.Target target(Path file, String address) throws ConfigException {
    if (address.isEmpty()) {
      throw new ConfigException(
          file + ": heartbeat: give `url`, or better `url-file`; or leave the section out");
    }
    Duration pause = every == null ? USUAL : every;
    if (pause.compareTo(LEAST) < 0 || pause.compareTo(MOST) > 0) {
      throw new ConfigException(file + ": heartbeat.every is from 10s to 24h");
    }
    return new Heartbeat.Target(uri(file, address), pause);
  }

  private static URI uri(Path file, String address) throws ConfigException {
    try {
      URI uri = new URI(address);
      if (address.matches("https?://.*") && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message would repeat the address.
    }
    throw new ConfigException(
        file + ": heartbeat.url is no address http(s)://… (not shown here, as it is a secret)");
  }

  @Override
  public String toString() {
    return "heartbeat";
  }
}
