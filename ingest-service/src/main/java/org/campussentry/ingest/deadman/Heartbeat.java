package org.campussentry.ingest.deadman;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody outside, again and again, that this service works. While something is wrong it
 * says nothing: then the one outside calls people. Thread-safe; on a thread of its own.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  /**
   * Where to, and how often.
   *
   * @param url a secret, for whoever knows it can say that we live
   */
  public record Target(URI url, Duration every) {
    /** Scheme, host and port: what may be shown. */
    public String place() {
      String port = url.getPort() < 0 ? "" : ":" + url.getPort();
      return url.getScheme() + "://" + url.getHost() + port;
    }

    @Override
    public String toString() {
      return place() + " each " + every.toSeconds() + " s";
    }
  }

  private final Target target;
  private final Supplier<List<String>> troubles;
  private final Outside outside;
  private final InstantSource clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Beat beat = Beat.NONE;

  /**
   * @param troubles what is wrong now, as readiness tells it
   */
  public Heartbeat(Target target, Supplier<List<String>> troubles, InstantSource clock) {
    this(target, troubles, new HttpOutside(), clock);
  }

  Heartbeat(Target target, Supplier<List<String>> troubles, Outside outside, InstantSource clock) {
    this.target = target;
    this.troubles = troubles;
    this.outside = outside;
    this.clock = clock;
  }

  public Heartbeat start() {
    rounds.scheduleWithFixedDelay(this::guardedRound, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  public Target target() {
    return target;
  }

  public Beat beat() {
    return beat;
  }

  private void guardedRound() {
    try {
      round();
    } catch (RuntimeException e) {
      log.error("The heartbeat could not do its round; it goes on with the next one", e);
    }
  }

  void round() {
    Beat before = beat;
    Beat next = before.held(troubles.get());
    if (next.isDue(target.every(), clock.millis())) {
      Optional<String> why = outside.knock(target.url());
      next = why.isPresent() ? next.refused(why.get(), clock.millis()) : next.taken(clock.millis());
    }
    beat = next;
    say(before, next);
  }

  /** When it changes, and not with each beat. */
  private void say(Beat before, Beat next) {
    if (next.word().equals(before.word()) && next.heldBy().equals(before.heldBy())) {
      return;
    }
    switch (next.word()) {
      case "held" ->
          log.warn(
              "The heartbeat to {} is held back: {}",
              target.place(),
              String.join(", ", next.heldBy()));
      case "refused" ->
          log.warn("The heartbeat was not taken by {}: {}", target.place(), next.error());
      default -> log.info("The heartbeat to {}: {}", target.place(), next.word());
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
