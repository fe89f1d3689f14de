package org.campussentry.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.campussentry.ingest.account.Accounts;
import org.campussentry.ingest.backup.HomeLock;
import org.campussentry.ingest.broker.EmbeddedBroker;
import org.campussentry.ingest.broker.Refusals;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.daily.Evidence;
import org.campussentry.ingest.deadman.Canary;
import org.campussentry.ingest.deadman.Pulse;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.Escalation;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryWriter;
import org.campussentry.ingest.history.RolledHistory;
import org.campussentry.ingest.history.StoreAddress;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.intake.BrokerAddress;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Intake;
import org.campussentry.ingest.intake.MqttSession;
import org.campussentry.ingest.intake.Redrive;
import org.campussentry.ingest.intake.Tally;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.journal.JournalDeadLetters;
import org.campussentry.ingest.journal.JournalStreams;
import org.campussentry.ingest.journal.PostgresAddress;
import org.campussentry.ingest.ledger.LedgerDesk;
import org.campussentry.ingest.ledger.LedgerPart;
import org.campussentry.ingest.ledger.Pack;
import org.campussentry.ingest.ledger.RecordKeeping;
import org.campussentry.ingest.notice.AcknowledgeLinks;
import org.campussentry.ingest.notice.Acknowledging;
import org.campussentry.ingest.notice.Caller;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.notice.MessageWriter;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.report.DeadlineCalls;
import org.campussentry.ingest.report.UpwardDesk;
import org.campussentry.ingest.sending.ReportSender;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.RuleDesk;
import org.campussentry.ingest.watch.Watch;
import org.campussentry.ingest.web.DailyPart;
import org.campussentry.ingest.web.DoorCodes;
import org.campussentry.ingest.web.GatewayBoard;
import org.campussentry.ingest.web.RecordPart;
import org.campussentry.ingest.web.WebServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: its parts in the order in which data flows, closed the other way round. */
final class Service implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Service.class);
  private static final int RECENT_ALERTS = 1000;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Service() {}

  static Service start(IngestConfig config, Path configFile, CampusFile file, Clock clock)
      throws ConfigException {
    Service service = new Service();
    try {
      service.build(config, configFile, file, clock);
      return service;
    } catch (RuntimeException | ConfigException e) {
      service.close();
      throw e;
    }
  }

  private void build(IngestConfig config, Path configFile, CampusFile file, Clock clock)
      throws ConfigException {
    Path folder = configFile.toAbsolutePath().getParent();
    long now = clock.millis();
    open(lock(config.home()));
    Journal journal = open(journal(config, folder));
    JournalDeadLetters deadLetters = journal.deadLetters();
    var alerts = journal.alerts();
    WebServer.Address address = config.webAddress();

    RuleDesk rules = new RuleDesk(file.written(), journal.rules(), file.rules());
    DutyDesk duty = new DutyDesk(file.duty(), journal.duty(), clock.instant());
    Caller caller =
        new Caller(
            duty, new Escalation(file.campus(), duty.plan().people(), duty.plan().policies()));
    AcknowledgeLinks links =
        new AcknowledgeLinks(journal.secrets().key("acknowledge-links"), address.publicUrl());
    if (!file.duty().people().all().isEmpty() && address.publicUrl().contains("//127.0.0.1:")) {
      log.warn(
          "Links in messages begin with {}, which no phone reaches: set web.public-url",
          address.publicUrl());
    }
    MessageWriter messages = new MessageWriter(file.campus(), file.rules(), links);
    Map<String, Channel> channels = file.openChannels(clock);
    Notifier notifier =
        open(new Notifier(channels, journal.deliveries(), file.rules(), caller, messages, clock));
    Watch watch = new Watch(file.campus(), file.rules(), duty, alerts, notifier, now);
    rules.watchedBy(watch);
    List<Catalog> catalogs = journal.catalogs().all();
    catalogs.forEach(c -> watch.onCatalog(c, now));
    Expectations expectations = new Expectations(file.campus(), journal.expectations());
    current(catalogs).forEach(c -> expectations.onCatalog(c, now));
    Drills drills = new Drills(journal.drills(), notifier);
    notifier.start(
        Stream.of(
                alerts.open(),
                alerts.list(Optional.empty(), RECENT_ALERTS),
                drills.recent(clock.instant()))
            .flatMap(List::stream)
            .distinct()
            .toList());

    Optional<Canary> canary =
        file.canary()
            .map(
                plan ->
                    new Canary(
                        plan, file.campus(), journal.canary(), file.reaching(), notifier::call));

    Optional<StoreAddress> store = config.storeAddress(folder);
    History history =
        open(RolledHistory.open(store, config.home(), config.retention(), config.sites(), clock));
    Tally tally = new Tally(file.campus().timezone());
    HistoryWriter writer =
        open(
            new HistoryWriter(
                history,
                store.isPresent() ? 2 : 1,
                (sample, why) -> {
                  tally.refuse(sample);
                  deadLetters.add(DeadLetter.ofSample(clock.millis(), sample, why));
                },
                clock));
    writer.start();

    Planning planning =
        open(new Planning(file, journal, new StoredReadings(watch, history), clock));
    JournalStreams streams = journal.streams();
    Coverage coverage = new Coverage(file.campus(), expectations, streams::counts);
    Instruments instruments = new Instruments(journal.instruments(), file.campus().timezone());
    LedgerDesk ledgers =
        LedgerRounds.desk(file, watch, coverage, history, alerts, instruments, duty, journal);
    GatewayBoard gateways = new GatewayBoard();
    Intake intake =
        new Intake(
            config.sites(),
            clock,
            new Sightings(
                watch,
                gateways,
                expectations,
                planning.disinfection(),
                ledgers,
                (batch, at) -> canary.ifPresent(c -> c.onBatch(batch, at))),
            writer::offer,
            deadLetters,
            journal.catalogs(),
            streams,
            tally);
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MqttSession session =
        open(
            new MqttSession(
                broker(config, folder, clock, metrics),
                "sentry-ingest",
                config.sites(),
                intake,
                clock));
    session.start();
    Redrive redrive = new Redrive(intake, deadLetters);
    open(ServiceCommands.open(config.home(), history, redrive, journal.accounts(), clock));
    Measures.take(metrics, watch, writer, session, deadLetters);
    Gauge.builder("sentry.drills.running", drills, d -> d.running(clock.instant()).size())
        .register(metrics);
    duty.findings(clock.instant()).forEach(f -> log.warn("Duty: {}", f));
    Pulse pulse = new Pulse(clock, Rounds.WATCH, Rounds.NOTICE);
    open(new Rounds(pulse, clock))
        .keep(rules, List.of(planning.plans(), planning.items()))
        .start(watch, duty, notifier, drills, canary, session::sendCanary, session::isConnected);
    Supplier<List<String>> troubles = () -> troubles(session, writer, journal, pulse);
    Vigil vigil =
        open(Vigil.keep(config.heartbeatTarget(configFile), canary, troubles, metrics, clock));
    open(new Accounting(intake, streams, coverage, watch, metrics, clock, file.campus().timezone()))
        .start();

    UpwardDesk reports =
        new UpwardDesk(
            file.rules(),
            alerts,
            journal.reports(),
            duty,
            new DeadlineCalls(file.campus(), duty.plan().people()));
    open(ReportRounds.start(reports, notifier::call, clock));

    planning.start(watch);
    DailyDesk daily =
        DailyRounds.desk(
            file,
            new Evidence(
                file.campus(),
                coverage,
                history,
                id -> watch.point(id).map(PointState::point),
                file.rules(),
                alerts,
                instruments,
                duty,
                planning.disinfection()),
            journal.daily(),
            config.sites());
    ReportSender sender = DailyRounds.sender(file, daily, duty, notifier, address.publicUrl());
    open(DailyRounds.start(daily, sender, notifier::call, clock));
    RecordKeeping keeping = new RecordKeeping(journal.purge(), config.keepRecords());
    open(LedgerRounds.start(ledgers, keeping, clock));

    Accounts accounts = new Accounts(journal.accounts(), clock);
    Optional<String> password = accounts.ensureAdmin(config.adminPassword());
    open(
        WebServer.start(
            address,
            new WebServer.Sources(
                file.campus(),
                file.rules(),
                watch,
                rules,
                alerts,
                alerts,
                journal.deliveries(),
                journal.accounts(),
                history,
                gateways,
                streams,
                intake::lost,
                coverage,
                expectations,
                deadLetters,
                redrive,
                new PageProvisioning(config, configFile, file.campus(), clock),
                duty,
                notifier,
                new Acknowledging(
                    links,
                    notifier,
                    new Subjects(alerts, watch, drills),
                    duty.plan().people(),
                    duty.plan().policies(),
                    clock),
                instruments,
                reports,
                daily,
                sender,
                planning.disinfection(),
                ledgers,
                new Pack(
                    List.of(
                        new LedgerPart(ledgers),
                        new RecordPart(
                            planning.disinfection(), file.campus(), duty.plan().people(), clock),
                        new DailyPart(
                            daily,
                            new DailyWriter(file.campus(), duty.plan().people(), file.rules()))),
                    file.campus().timezone()),
                keeping,
                planning.plans(),
                planning.supplies(),
                planning.items(),
                new DoorCodes(journal.secrets().key("door-codes")),
                journal.photos(),
                journal.floorPlans(),
                drills,
                vigil.deadMan(),
                troubles,
                metrics),
            accounts,
            clock));
    log.info("The page: {}/", address.publicUrl());
    password.ifPresent(
        p -> System.out.println("First login: user " + Accounts.ADMIN + ", password " + p));
  }

  /** Of each gateway the last one; an older one says nothing of today. */
  private static Collection<Catalog> current(List<Catalog> catalogs) {
    Map<String, Catalog> byGateway = new LinkedHashMap<>();
    catalogs.forEach(c -> byGateway.put(c.gateway(), c));
    return byGateway.values();
  }

  /** Whoever lost its sites to another instance ends: two must not tell people of one alert. */
  static Journal journal(IngestConfig config, Path folder) throws ConfigException {
    Optional<PostgresAddress> shared = config.journalAddress(folder);
    return shared.isPresent()
        ? Journal.open(shared.get(), config.sites(), () -> System.exit(1))
        : Journal.open(config.home(), config.sites());
  }

  private static HomeLock lock(Path home) {
    try {
      return HomeLock.enter(home)
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "home " + home + " is in use by another one, or by a command"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "home " + home + " can't be written: " + e + "; choose another `home:`", e);
    }
  }

  /** Starts the embedded broker, if that is the one. */
  private BrokerAddress broker(
      IngestConfig config, Path folder, Clock clock, PrometheusMeterRegistry metrics)
      throws ConfigException {
    if (!config.broker().isEmbedded()) {
      return config.brokerAddress(folder);
    }
    EmbeddedBroker broker = open(EmbeddedWire.start(config, clock));
    Gauge.builder("sentry.broker.connections", broker, EmbeddedBroker::connections)
        .register(metrics);
    Refusals refusals = broker.refusals();
    for (Refusals.Reason reason : Refusals.Reason.values()) {
      FunctionCounter.builder("sentry.broker.refusals", refusals, r -> r.total(reason))
          .tag("reason", reason.label())
          .register(metrics);
    }
    try {
      return EmbeddedWire.address(config, clock);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static List<String> troubles(
      MqttSession session, HistoryWriter writer, Journal journal, Pulse pulse) {
    List<String> troubles = new ArrayList<>();
    if (!session.isConnected()) {
      troubles.add("broker");
    }
    if (!writer.trouble().isEmpty()) {
      troubles.add("store");
    }
    if (journal.isAway()) {
      troubles.add("journal");
    }
    troubles.addAll(pulse.still());
    return troubles;
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
