package org.campussentry.ingest.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Topics as they were parsed once: a gateway uses the same few for ever. Not thread-safe. */
final class KnownTopics {
  /** Four a gateway. */
  private static final int MOST = 20_000;

  private final Map<String, Topic> parsed = new HashMap<>();

  /** Empty when it is none that a gateway may write. */
  Optional<Topic> find(String text) {
    Optional<Topic> known = Optional.ofNullable(parsed.get(text));
    if (known.isPresent()) {
      return known;
    }
    Optional<Topic> topic = Topic.parse(text);
    if (parsed.size() >= MOST) {
      parsed.clear();
    }
    topic.ifPresent(t -> parsed.put(text, t));
    return topic;
  }
}
