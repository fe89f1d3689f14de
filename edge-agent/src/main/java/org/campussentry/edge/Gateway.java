package org.campussentry.edge;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.campussentry.edge.outbox.OutboxUnavailable;
import org.campussentry.edge.remote.Steering;
import org.campussentry.edge.uplink.Boot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running agent: the parts of its present configuration, and the change to another when the
 * campus sends one. Changes happen on a thread of its own, which is there only where the campus may
 * send any.
 */
final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);
  private static final Duration END_MAX = Duration.ofSeconds(2);

  private final Boot boot = Boot.present();
  private final InstantSource ticks = boot.ticks();
  private final Optional<RemoteConfiguration> remote;
  private final Running.Around around;
  private ScheduledThreadPoolExecutor changes;
  private volatile Optional<Steering.Standing> standing = Optional.empty();
  private volatile Running running;
  private volatile Instant changing = Instant.MAX;
  private boolean ending;

  private Gateway(Optional<RemoteConfiguration> remote) {
    this.remote = remote;
    this.around = new Running.Around(vertx(), boot, () -> standing, this::order);
  }

  /**
   * Builds and starts everything; it stops when the process is told to.
   *
   * @param file the local configuration, and {@code local} what it says
   */
  static void start(Path file, Map<String, String> environment, EdgeConfig local)
      throws OutboxUnavailable {
    var remote = local.remote().map(key -> new RemoteConfiguration(file, environment, local));
    var gateway = new Gateway(remote);
    EdgeConfig first = remote.map(found -> found.first(gateway.ticks.instant())).orElse(local);
    gateway.begin(first);
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::end, "stop"));
    Systemd.of(environment)
        .ifPresent(systemd -> Watchdog.start(systemd, gateway::parts, gateway.ticks));
    StatusSocket.open(local, () -> gateway.running.uplink());
  }

  private void begin(EdgeConfig first) throws OutboxUnavailable {
    remote.ifPresent(found -> standing = Optional.of(found.standing()));
    if (remote.isPresent()) {
      changes = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "configuration"));
    }
    running = Running.start(first, around);
    if (remote.isPresent()) {
      changes.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  static Thread daemon(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Vertx vertx() {
    // Small: one event loop for timers, no cache folder, and workers only where something blocks.
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(files));
  }

  private List<Watchdog.Part> parts() {
    var parts = new ArrayList<>(running.parts());
    parts.add(new Watchdog.Part("the change of the configuration", () -> changing));
    return parts;
  }

  /** On the uplink's thread. */
  private void order(byte[] payload) {
    changes.execute(() -> remote.orElseThrow().order(payload));
  }

  /** Once a second, on the thread of changes. */
  private void look() {
    try {
      RemoteConfiguration found = remote.orElseThrow();
      Optional<EdgeConfig> other = found.look(running.uplink().answers(), ticks.instant());
      Optional<Steering.Standing> before = standing;
      standing = Optional.of(found.standing());
      other.ifPresent(this::change);
      if (!standing.equals(before)) {
        running.uplink().tell();
      }
    } catch (RuntimeException e) {
      // A task that throws is never run again, and nobody could mend this gateway from afar.
      log.error("looking after the configuration failed; it is tried again", e);
    }
  }

  private synchronized void change(EdgeConfig other) {
    if (ending) {
      return;
    }
    changing = ticks.instant();
    running.stop(Running.STOP_MAX);
    try {
      running = Running.start(other, around);
    } catch (OutboxUnavailable | RuntimeException e) {
      goBack(e);
    }
    changing = Instant.MAX;
  }

  private void goBack(Exception failure) {
    RemoteConfiguration found = remote.orElseThrow();
    log.error("the configuration that the campus sent cannot be started", failure);
    try {
      EdgeConfig before = found.giveUp("it cannot be started: " + failure.getMessage());
      standing = Optional.of(found.standing());
      running = Running.start(before, around);
    } catch (OutboxUnavailable | RuntimeException e) {
      log.error("the configuration before it cannot be started any more; the agent ends", e);
      // From here the hook would wait for this thread.
      Runtime.getRuntime().halt(EdgeAgent.FAILED);
    }
  }

  private synchronized void end() {
    ending = true;
    running.stop(END_MAX);
  }
}
