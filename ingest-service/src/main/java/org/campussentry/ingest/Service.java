package org.campussentry.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryWriter;
import org.campussentry.ingest.history.InfluxHistory;
import org.campussentry.ingest.history.QuestHistory;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.EmbeddedBroker;
import org.campussentry.ingest.intake.Intake;
import org.campussentry.ingest.intake.MqttSession;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.journal.JournalDeadLetters;
import org.campussentry.ingest.journal.JournalDrops;
import org.campussentry.ingest.notice.MessageWriter;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.watch.Watch;
import org.campussentry.ingest.web.Accounts;
import org.campussentry.ingest.web.GatewayBoard;
import org.campussentry.ingest.web.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: its parts in the order in which data flows, closed the other way round. */
final class Service implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Service.class);
  private static final long TICK_MS = 250;
  private static final long SAVE_MARKS_MS = 1000;
  private static final int RECENT_ALERTS = 1000;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Service() {}

  static Service start(IngestConfig config, Path configFile, CampusFile file, Clock clock)
      throws ConfigException {
    Service service = new Service();
    try {
      service.build(config, configFile.toAbsolutePath().getParent(), file, clock);
      return service;
    } catch (RuntimeException | ConfigException e) {
      service.close();
      throw e;
    }
  }

  private void build(IngestConfig config, Path folder, CampusFile file, Clock clock)
      throws ConfigException {
    long now = clock.millis();
    Journal journal = open(Journal.open(config.home()));
    JournalDeadLetters deadLetters = journal.deadLetters();
    var alerts = journal.alerts();
    WebServer.Address address = config.webAddress();

    MessageWriter messages = new MessageWriter(file.campus(), file.rules(), address.publicUrl());
    Notifier notifier =
        open(
            new Notifier(
                file.openChannels(config.campus()), journal.deliveries(), messages, clock));
    Watch watch = new Watch(file.campus(), file.rules(), alerts, notifier, now);
    journal.catalogs().all().forEach(c -> watch.onCatalog(c, now));
    notifier.start(
        Stream.concat(alerts.open().stream(), alerts.list(Optional.empty(), RECENT_ALERTS).stream())
            .distinct()
            .toList());

    Optional<StoreAddress> store = config.storeAddress(folder);
    History history =
        open(
            store.isPresent()
                ? new InfluxHistory(store.get())
                : new QuestHistory(config.home().resolve("store")));
    HistoryWriter writer =
        open(
            new HistoryWriter(
                history,
                store.isPresent() ? 2 : 1,
                (sample, why) ->
                    deadLetters.add(
                        new DeadLetter(
                            clock.millis(),
                            sample.point().id().toString(),
                            why,
                            sample.reading().toString())),
                clock));
    writer.start();

    JournalDrops drops = journal.drops();
    GatewayBoard gateways = new GatewayBoard(drops::batches);
    Intake intake =
        new Intake(
            clock,
            new Sightings(watch, gateways),
            writer::offer,
            deadLetters,
            journal.catalogs(),
            drops);
    MqttSession session =
        open(
            new MqttSession(
                config.brokerAddress(brokerUrl(config), folder), "sentry-ingest", intake, clock));
    session.start();
    beat(watch, clock);

    Accounts accounts = new Accounts(journal.accounts(), clock);
    Optional<String> password = accounts.ensureAdmin(config.adminPassword());
    open(
        WebServer.start(
            address,
            new WebServer.Sources(
                file.campus(),
                file.rules(),
                watch,
                alerts,
                journal.deliveries(),
                journal.accounts(),
                history,
                gateways,
                deadLetters::list,
                () -> troubles(session, writer),
                metrics(watch, writer, session, deadLetters)),
            accounts,
            clock));
    log.info("The page: {}/", address.publicUrl());
    password.ifPresent(
        p -> System.out.println("First login: user " + Accounts.ADMIN + ", password " + p));
  }

  private String brokerUrl(IngestConfig config) {
    if (!config.brokerUrl().equals(IngestConfig.EMBEDDED)) {
      return config.brokerUrl();
    }
    Path home = config.home().resolve("broker");
    return open(EmbeddedBroker.start(home, config.embeddedBrokerPort())).url();
  }

  private void beat(Watch watch, Clock clock) {
    ScheduledExecutorService beat =
        Executors.newSingleThreadScheduledExecutor(
            r -> {
              Thread thread = new Thread(r, "watch");
              thread.setDaemon(true);
              return thread;
            });
    beat.scheduleAtFixedRate(
        guarded(() -> watch.onTick(clock.millis())), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    beat.scheduleAtFixedRate(
        guarded(watch::save), SAVE_MARKS_MS, SAVE_MARKS_MS, TimeUnit.MILLISECONDS);
    parts.push(beat::shutdownNow);
  }

  /** A scheduled task that throws is never run again, and silence would be the result. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error("The watch could not do its round; it goes on with the next one", e);
      }
    };
  }

  private static List<String> troubles(MqttSession session, HistoryWriter writer) {
    List<String> troubles = new ArrayList<>();
    if (!session.isConnected()) {
      troubles.add("broker");
    }
    if (!writer.trouble().isEmpty()) {
      troubles.add("store");
    }
    return troubles;
  }

  private static PrometheusMeterRegistry metrics(
      Watch watch, HistoryWriter writer, MqttSession session, JournalDeadLetters deadLetters) {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    FunctionCounter.builder("sentry.readings.stored", writer, HistoryWriter::stored)
        .register(metrics);
    FunctionCounter.builder("sentry.dead.letters", deadLetters, JournalDeadLetters::total)
        .register(metrics);
    Gauge.builder("sentry.history.waiting", writer, HistoryWriter::waiting).register(metrics);
    Gauge.builder("sentry.intake.waiting", session, MqttSession::waiting).register(metrics);
    Gauge.builder("sentry.broker.connected", session, s -> s.isConnected() ? 1 : 0)
        .register(metrics);
    Gauge.builder("sentry.alerts.open", watch, w -> w.openAlerts().size()).register(metrics);
    Gauge.builder("sentry.points", watch, w -> w.points().size()).register(metrics);
    return metrics;
  }

  private <T extends AutoCloseable> T open(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.warn("While stopping: {}", e.getMessage());
      }
    }
  }
}
