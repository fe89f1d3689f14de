package org.campussentry.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.campussentry.ingest.deadman.Canary;
import org.campussentry.ingest.deadman.CanaryRun;
import org.campussentry.ingest.deadman.DeadMan;
import org.campussentry.ingest.deadman.Heartbeat;

/** Starts who calls when this service itself does not, and measures it. */
final class Vigil implements AutoCloseable {
  private final DeadMan deadMan;

  private Vigil(DeadMan deadMan) {
    this.deadMan = deadMan;
  }

  static Vigil keep(
      Optional<Heartbeat.Target> target,
      Optional<Canary> canary,
      Supplier<List<String>> troubles,
      PrometheusMeterRegistry metrics,
      InstantSource clock) {
    Optional<Heartbeat> heartbeat = target.map(t -> new Heartbeat(t, troubles, clock));
    heartbeat.ifPresent(h -> measure(h, metrics));
    heartbeat.ifPresent(Heartbeat::start);
    canary.ifPresent(c -> measure(c, metrics));
    return new Vigil(new DeadMan(heartbeat, canary));
  }

  private static void measure(Heartbeat heartbeat, PrometheusMeterRegistry metrics) {
    Gauge.builder("sentry.heartbeat.taken.time", heartbeat, h -> h.beat().takenAt() / 1000.0)
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("sentry.heartbeat.tried.time", heartbeat, h -> h.beat().triedAt() / 1000.0)
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("sentry.heartbeat.held", heartbeat, h -> h.beat().heldBy().isEmpty() ? 0 : 1)
        .register(metrics);
  }

  private static void measure(Canary canary, PrometheusMeterRegistry metrics) {
    Gauge.builder(
            "sentry.canary.taken.time",
            canary,
            c -> c.last().map(run -> run.takenAt() / 1000.0).orElse(0.0))
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder(
            "sentry.canary.failed",
            canary,
            c -> c.last().filter(CanaryRun::isFailed).isPresent() ? 1 : 0)
        .register(metrics);
  }

  DeadMan deadMan() {
    return deadMan;
  }

  @Override
  public void close() {
    deadMan.heartbeat().ifPresent(Heartbeat::close);
  }
}
