package org.campussentry.ingest.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may say and hear what: the service all gateways, a gateway what is below its own site and id.
 * Its text is an {@code acl_file} of Mosquitto, as {@code mosquitto/acl} has it; the embedded
 * broker keeps the same, but that a subscription which reaches further than the list is refused as
 * a whole. Immutable.
 */
public final class AccessList {
  /** The name under which ingest-service enters. */
  static final String SERVICE = "ingest";

  /** The name of no gateway, under which the service sends to itself to see whether that comes. */
  public static final String CANARY = "sentry-canary";

  private static final String ID = "[a-z0-9][a-z0-9_-]*";
  private static final String SOME = "(?:\\+|" + ID + ")";
  private static final Pattern LINE =
      Pattern.compile("topic (?:read|write) sentry/v1/(" + ID + ")/(" + ID + ")/[a-z]+");
  private static final Pattern SERVICE_WRITES = topics(ID, ID, "receipt|config");
  private static final Pattern CANARY_WRITES = topics(ID, CANARY, "data");
  private static final Pattern SERVICE_READS =
      topics(SOME, SOME, "status|catalog|data|history|config");

  private static final String HEAD =
      """
      # Who may say and hear what; a user that no line names may do nothing. `ingest-service provision` writes this file, and keeps
      # of it what it has written itself.

      # ingest-service hears all gateways, answers them, and takes back what a gateway left that is there no more. Under a name
      # that is no gateway's it tests each morning whether alerts come through.
      user ingest
      topic readwrite sentry/v1/+/+/status
      topic readwrite sentry/v1/+/+/catalog
      topic read sentry/v1/+/+/data
      topic read sentry/v1/+/+/history
      topic write sentry/v1/+/+/receipt
      topic readwrite sentry/v1/+/+/config
      topic write sentry/v1/+/sentry-canary/data
      """;

  private static final String GATEWAY =
      """

      user GATEWAY
      topic write sentry/v1/SITE/GATEWAY/status
      topic write sentry/v1/SITE/GATEWAY/catalog
      topic write sentry/v1/SITE/GATEWAY/data
      topic write sentry/v1/SITE/GATEWAY/history
      topic read sentry/v1/SITE/GATEWAY/receipt
      topic read sentry/v1/SITE/GATEWAY/config
      """;

  private final Map<String, String> sites;

  private AccessList(Map<String, String> sites) {
    this.sites = sites;
  }

  /**
   * Reads a file; one that is missing has no gateways.
   *
   * @throws IOException when it can't be read
   */
  public static AccessList read(Path file) throws IOException {
    Map<String, String> sites = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Matcher topic = LINE.matcher(line);
        if (topic.matches()) {
          sites.put(topic.group(2), topic.group(1));
        }
      }
    }
    return new AccessList(sites);
  }

  /** This one with a gateway, at that site and at no other. */
  public AccessList with(String gateway, String site) {
    Map<String, String> more = new LinkedHashMap<>(sites);
    more.put(gateway, site);
    return new AccessList(more);
  }

  /** This one without a gateway. */
  public AccessList without(String gateway) {
    Map<String, String> fewer = new LinkedHashMap<>(sites);
    fewer.remove(gateway);
    return new AccessList(fewer);
  }

  /** As the file has it. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    sites.forEach(
        (gateway, site) -> text.append(GATEWAY.replace("GATEWAY", gateway).replace("SITE", site)));
    return text.toString();
  }

  /** Where a gateway stands; empty for others. */
  public Optional<String> siteOf(String gateway) {
    return Optional.ofNullable(sites.get(gateway));
  }

  private static Pattern topics(String site, String gateway, String kinds) {
    return Pattern.compile("sentry/v1/" + site + "/" + gateway + "/(?:" + kinds + ")");
  }

  /** Whether a user may publish there. */
  boolean mayWrite(String user, String topic) {
    if (user.equals(SERVICE)) {
      return SERVICE_WRITES.matcher(topic).matches() || CANARY_WRITES.matcher(topic).matches();
    }
    return isBelowOwn(user, topic, "status|catalog|data|history");
  }

  /** Whether a user may subscribe to that filter. */
  boolean mayRead(String user, String filter) {
    if (user.equals(SERVICE)) {
      return SERVICE_READS.matcher(filter).matches();
    }
    return isBelowOwn(user, filter, "receipt|config");
  }

  private boolean isBelowOwn(String user, String topic, String kinds) {
    return siteOf(user)
        .filter(site -> topics(site, user, kinds).matcher(topic).matches())
        .isPresent();
  }

  /**
   * Whether a user may connect under a client id. A gateway has one and no other: who takes
   * another's ends its session, and each new one would be a session to keep.
   */
  boolean mayBe(String user, String clientId) {
    return user.equals(SERVICE)
        || siteOf(user).filter(site -> clientId.equals("sentry-" + site + "~" + user)).isPresent();
  }
}
