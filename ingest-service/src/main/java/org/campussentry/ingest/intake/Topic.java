package org.campussentry.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.campussentry.ingest.reading.Sites;

/**
 * A topic of the wire contract, {@code sentry/v1/{site}/{gateway}/{kind}}, parsed once. Immutable.
 *
 * <p>The gateway here is who speaks; a payload can't claim another.
 */
record Topic(String site, String gateway, Kind kind) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

  enum Kind {
    STATUS,
    CATALOG,
    DATA,
    HISTORY;

    /** The last level of the topic. */
    String level() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Empty when the topic is not one that a gateway may write. */
  static Optional<Topic> parse(String topic) {
    String[] part = topic.split("/", -1);
    if (part.length != 5 || !part[0].equals("sentry") || !part[1].equals("v1")) {
      return Optional.empty();
    }
    if (!ID.matcher(part[2]).matches() || !ID.matcher(part[3]).matches()) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (part[4].equals(kind.level())) {
        return Optional.of(new Topic(part[2], part[3], kind));
      }
    }
    return Optional.empty();
  }

  /** What to subscribe to, so that nothing of other sites comes. */
  static List<String> filters(Sites sites) {
    List<String> filters = new ArrayList<>();
    for (String site : sites.orElse("+")) {
      for (Kind kind : Kind.values()) {
        filters.add("sentry/v1/" + site + "/+/" + kind.level());
      }
    }
    return filters;
  }

  /** Nothing, where a withdrawn gateway had left something. */
  boolean isTakenBack(byte[] payload) {
    return (kind == Kind.STATUS || kind == Kind.CATALOG) && payload.length == 0;
  }

  static String receipt(String site, String gateway) {
    return "sentry/v1/" + site + "/" + gateway + "/receipt";
  }
}
