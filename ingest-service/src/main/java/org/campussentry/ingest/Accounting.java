package org.campussentry.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.DayCoverage;
import org.campussentry.ingest.intake.Intake;
import org.campussentry.ingest.journal.JournalStreams;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.watch.PointCoverage;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the metrics of what is lost up to date, and forgets what is old; on a thread of its own.
 */
final class Accounting implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Accounting.class);
  private static final long LOSSES_EVERY_S = 1;
  private static final long COVERAGE_EVERY_S = 15;
  private static final long FORGET_EVERY_S = 3600;

  private final Intake intake;
  private final JournalStreams streams;
  private final Coverage coverage;
  private final Watch watch;
  private final PrometheusMeterRegistry metrics;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Set<String> measured = new HashSet<>();
  private final Map<String, DayCoverage> days = new ConcurrentHashMap<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "accounting");
            thread.setDaemon(true);
            return thread;
          });

  Accounting(
      Intake intake,
      JournalStreams streams,
      Coverage coverage,
      Watch watch,
      PrometheusMeterRegistry metrics,
      InstantSource clock,
      ZoneId zone) {
    this.intake = intake;
    this.streams = streams;
    this.coverage = coverage;
    this.watch = watch;
    this.metrics = metrics;
    this.clock = clock;
    this.zone = zone;
  }

  Accounting start() {
    for (String day : new String[] {"today", "yesterday"}) {
      gauge("sentry.coverage.ratio", day, c -> c.ratio().orElse(Double.NaN));
      gauge("sentry.coverage.expected", day, c -> c.campus().expected());
      gauge("sentry.coverage.measured", day, c -> c.campus().measured());
      gauge("sentry.coverage.late", day, c -> c.campus().late());
      gauge(
          "sentry.coverage.unavailable",
          day,
          c -> c.campus().unavailable().values().stream().mapToLong(n -> n).sum());
      gauge("sentry.coverage.untimed", day, c -> c.campus().untimed());
      gauge("sentry.coverage.missing", day, c -> c.campus().missing());
      gauge("sentry.coverage.unknown.gateways", day, c -> c.unknown().size());
    }
    every(LOSSES_EVERY_S, this::losses);
    every(COVERAGE_EVERY_S, this::cover);
    every(FORGET_EVERY_S, () -> streams.forgetOld(today(), clock.millis()));
    return this;
  }

  private void gauge(String name, String day, ToDoubleFunction<DayCoverage> of) {
    Gauge.builder(name, days, d -> d.containsKey(day) ? of.applyAsDouble(d.get(day)) : Double.NaN)
        .tag("day", day)
        .register(metrics);
  }

  /** A gateway that speaks for the first time gets its own lines; those that are there stay. */
  private void losses() {
    for (String gateway : intake.lost().keySet()) {
      if (!measured.add(gateway)) {
        continue;
      }
      Gauge.builder("sentry.batches.missing", intake, i -> i.lost().get(gateway).missing())
          .tag("gateway", gateway)
          .register(metrics);
      FunctionCounter.builder(
              "sentry.batches.dropped", intake, i -> i.lost().get(gateway).dropped())
          .tag("gateway", gateway)
          .register(metrics);
    }
  }

  private void cover() {
    coverage.save();
    DayCoverage today = coverage.of(today(), clock.millis());
    days.put("today", today);
    watch.onCoverage(expectedOf(today), clock.millis());
    days.put("yesterday", coverage.of(today().minusDays(1), clock.millis()));
  }

  /** A point that somebody retired is missed no more. */
  private static List<PointCoverage> expectedOf(DayCoverage day) {
    return day.points().stream()
        .filter(p -> p.expected().isPresent() && p.retired().isEmpty())
        .map(p -> new PointCoverage(p.point(), p.expected().get(), p.covered()))
        .toList();
  }

  private LocalDate today() {
    return CampusDay.containing(clock.millis(), zone).date();
  }

  private void every(long seconds, Runnable round) {
    rounds.scheduleAtFixedRate(
        () -> {
          try {
            round.run();
          } catch (RuntimeException e) {
            log.error("The account of what arrived was not brought up to date; it goes on", e);
          }
        },
        0,
        seconds,
        TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
