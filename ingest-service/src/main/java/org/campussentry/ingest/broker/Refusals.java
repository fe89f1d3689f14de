package org.campussentry.ingest.broker;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the embedded broker refuses: all of it is counted, and the same is logged once an hour.
 * Thread-safe.
 */
public final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final Duration SAY_EVERY = Duration.ofHours(1);

  /** Somebody with many addresses must not fill the memory. */
  private static final int SAID_MAX = 1_000;

  private static final int TEXT_MAX = 100;

  /** Why. */
  public enum Reason {
    CONNECTIONS("Look for who opens so many; `broker.connections` allows for more"),
    CONNECT("Look for what calls this port and is no gateway"),
    PACKET("No message of ours is as large; look for who has a gateway's password"),
    CREDENTIALS("Look for who tries, or `provision` that gateway again and copy its folder to it"),
    CERTIFICATE("Give the gateway the certificate that `provision` made for it, and no other"),
    CLIENT_ID("A gateway's client id is sentry-SITE~GATEWAY; look for who else has its password"),
    WILL("A gateway's will is on its own status; look for who has its password"),
    TOPIC("A gateway writes below its own site and id only; look for who has its password"),
    SUBSCRIPTION("A gateway hears its own receipt and config only; look for who has its password");

    private final String remedy;

    Reason(String remedy) {
      this.remedy = remedy;
    }

    /** As the metric has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private record Said(Reason reason, String user, String host) {}

  private final InstantSource clock;
  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);
  private final Map<Said, Long> said = new LinkedHashMap<>();

  public Refusals(InstantSource clock) {
    this.clock = clock;
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  /** How often, since the start. */
  public long total(Reason reason) {
    return counts.get(reason).sum();
  }

  /**
   * Counts it, and tells of it if that is news.
   *
   * @param user as it calls itself
   * @param known whether there is such a user; unknown names are told as one
   * @param address host and port
   */
  void refuse(Reason reason, String user, boolean known, String address, String what) {
    counts.get(reason).increment();
    String host = address.replaceFirst("^[^/]*/", "").replaceFirst(":\\d+$", "");
    if (isNews(new Said(reason, known ? user : "", host))) {
      log.warn(
          "The broker refuses user '{}' from {}: {}. {}. Told once an hour;"
              + " sentry_broker_refusals_total counts",
          shown(user),
          host,
          shown(what),
          reason.remedy);
    }
  }

  /** The same of somebody who has not said who it is. */
  void refuse(Wrong wrong, SocketAddress from) {
    refuse(wrong.reason(), "(not told)", false, String.valueOf(from), wrong.what());
  }

  private synchronized boolean isNews(Said key) {
    long now = clock.millis();
    Long last = said.get(key);
    if (last != null && now - last < SAY_EVERY.toMillis()) {
      return false;
    }
    said.remove(key);
    said.put(key, now);
    if (said.size() > SAID_MAX) {
      said.remove(said.keySet().iterator().next());
    }
    return true;
  }

  /** What strangers write must not look like lines of ours. */
  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= TEXT_MAX ? plain : plain.substring(0, TEXT_MAX) + "…";
  }
}
