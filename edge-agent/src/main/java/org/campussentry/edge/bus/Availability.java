package org.campussentry.edge.bus;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the availability topics of a broker say. A topic that has said nothing does not count.
 * Thread-safe.
 */
final class Availability {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> offline = ConcurrentHashMap.newKeySet();

  /** What was said in an earlier session does not count any more. */
  void forget() {
    offline.clear();
  }

  /** Takes a message; returns whether somebody went offline by it. */
  boolean wentOffline(String topic, byte[] payload) {
    Optional<Boolean> online = online(payload);
    if (online.equals(Optional.of(true))) {
      offline.remove(topic);
    }
    return online.equals(Optional.of(false)) && offline.add(topic);
  }

  /** Whether any of these says offline. */
  boolean gone(List<String> topics) {
    return topics.stream().anyMatch(offline::contains);
  }

  /**
   * Whether a payload says that somebody is there: {@code online} or {@code Offline} as a word
   * (Zigbee2MQTT before 2.0, Tasmota's LWT) or as the state of an object (Zigbee2MQTT). Empty when
   * it says neither.
   */
  static Optional<Boolean> online(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8).strip();
    if (text.startsWith("{")) {
      try {
        text = JSON.readTree(text).path("state").asText();
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
    if (text.equalsIgnoreCase("online")) {
      return Optional.of(true);
    }
    return text.equalsIgnoreCase("offline") ? Optional.of(false) : Optional.empty();
  }
}
