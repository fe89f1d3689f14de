package org.campussentry.ingest.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Links by which somebody takes something once. Thread-safe. What they hold, and the hashes of the
 * links, are in memory only: a restart ends them all.
 */
final class Handouts {
  /** Long enough to walk to a gateway in the same building. */
  static final Duration VALID = Duration.ofMinutes(15);

  /** For so long is told what became of a link. */
  private static final Duration TOLD = Duration.ofDays(1);

  private static final int TOKEN_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource clock;
  private final Map<String, Handout> byHash = new LinkedHashMap<>();

  enum State {
    READY,
    TAKEN,
    EXPIRED,
    /** A later one for the same gateway counts, or none at all. */
    WITHDRAWN
  }

  /**
   * What is known of a link.
   *
   * @param by who had it made
   * @param until when it ends, if nobody takes it
   * @param endedAt when it was taken or withdrawn
   * @param takenBy the address that took it; empty before
   */
  record View(
      State state,
      String gateway,
      String by,
      Instant until,
      Optional<Instant> endedAt,
      String takenBy) {}

  /** The content is forgotten as soon as it is of no use. */
  private static final class Handout {
    private final String gateway;
    private final String by;
    private final Instant until;
    private Optional<byte[]> content;
    private State state = State.READY;
    private Optional<Instant> endedAt = Optional.empty();
    private String takenBy = "";

    Handout(String gateway, String by, Instant until, byte[] content) {
      this.gateway = gateway;
      this.by = by;
      this.until = until;
      this.content = Optional.of(content);
    }

    void end(State as, Instant at) {
      state = as;
      endedAt = Optional.of(at);
      content = Optional.empty();
    }

    View view() {
      return new View(state, gateway, by, until, endedAt, takenBy);
    }
  }

  Handouts(InstantSource clock) {
    this.clock = clock;
  }

  /** A token for a link to it; former links for the same gateway end. */
  synchronized String offer(String gateway, String by, byte[] content) {
    withdraw(gateway);
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    byHash.put(hash(token), new Handout(gateway, by, clock.instant().plus(VALID), content));
    return token;
  }

  /** Ends the links for a gateway. */
  synchronized void withdraw(String gateway) {
    age();
    byHash.values().stream()
        .filter(h -> h.gateway.equals(gateway) && h.state == State.READY)
        .forEach(h -> h.end(State.WITHDRAWN, clock.instant()));
  }

  /** Looks only; empty for a link that never was, or was before the last start. */
  synchronized Optional<View> look(String token) {
    age();
    return Optional.ofNullable(byHash.get(hash(token))).map(Handout::view);
  }

  /** The last link that was made for a gateway. */
  synchronized Optional<View> last(String gateway) {
    age();
    return byHash.values().stream()
        .filter(h -> h.gateway.equals(gateway))
        .reduce((a, b) -> b)
        .map(Handout::view);
  }

  /** Gives it out, to one only; empty when {@link #look} says anything else than ready. */
  synchronized Optional<byte[]> take(String token, String address) {
    age();
    Handout handout = byHash.get(hash(token));
    if (handout == null || handout.state != State.READY) {
      return Optional.empty();
    }
    Optional<byte[]> content = handout.content;
    handout.takenBy = address;
    handout.end(State.TAKEN, clock.instant());
    return content;
  }

  private void age() {
    Instant now = clock.instant();
    byHash.values().removeIf(h -> h.until.plus(TOLD).isBefore(now));
    byHash.values().stream()
        .filter(h -> h.state == State.READY && !h.until.isAfter(now))
        .forEach(h -> h.end(State.EXPIRED, h.until));
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
