package org.campussentry.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.campussentry.acceptance.Influx;
import org.campussentry.acceptance.Ingest;
import org.campussentry.acceptance.Mosquitto;
import org.campussentry.acceptance.Program;
import org.campussentry.acceptance.Webhook;
import org.campussentry.acceptance.chaos.Evidence.Break;
import org.campussentry.acceptance.chaos.Evidence.Cause;
import org.campussentry.acceptance.chaos.Evidence.Damage;
import org.campussentry.acceptance.chaos.Evidence.Row;
import org.campussentry.acceptance.chaos.Evidence.Span;

/**
 * The campus that faults happen to: four gateways, Mosquitto, InfluxDB, the service, and whoever is
 * notified. Notes when something under way could be lost. One thread.
 */
final class Stage implements AutoCloseable {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int STORE_DISK_MEBIBYTES = 256;

  /** Between the look at a clock and the signal, on a machine that is shared. */
  private static final long AROUND_MS = 200;

  /** What waited in front of a slave that hung is answered by then. */
  private static final long CATCH_UP_MS = 1_000;

  private final Path folder;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Webhook webhook = opened(new Webhook());
  private final Mosquitto mosquitto;
  private final Disk storeDisk;
  private final Influx influx;
  private final Link serviceLink;
  private final Link storeLink;
  private final Ingest ingest;
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<Break> breaks = new ArrayList<>();
  private final List<Span> sendingBroken = new ArrayList<>();
  private final List<Flip> flips = new ArrayList<>();

  /** A damaged outbox of which it is not known yet what the agent will say. */
  private record Flip(int gateway, List<Outbox.Kept> kept, Set<String> before, boolean journal) {}

  Stage(Path folder) {
    this.folder = folder;
    // Whoever presses Ctrl-C wants neither processes nor mounted disks to stay.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      mosquitto = opened(new Mosquitto(folder.resolve("mosquitto")));
      storeDisk = opened(Disk.at(folder.resolve("influx"), STORE_DISK_MEBIBYTES));
      influx = opened(new Influx(storeDisk.folder(), false));
      serviceLink = opened(new Link(mosquitto.port()));
      storeLink = opened(new Link(influx.port()));
      ingest =
          opened(
              Ingest.with(
                  folder.resolve("ingest"),
                  "mqtt://127.0.0.1:" + serviceLink.port(),
                  "influxdb://127.0.0.1:" + storeLink.port() + "/sentry",
                  campusFile()));
      ingest.start();
      for (int number = 0; number < Schedule.GATEWAYS; number++) {
        Path home = folder.resolve(Gateway.name(number));
        gateways.add(opened(new Gateway(number, home, mosquitto.port())));
      }
      await().atMost(SOON).until(() -> ingest.livePoints() == 2 * Schedule.GATEWAYS);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  private Path campusFile() {
    try {
      return Files.writeString(
          folder.resolve("campus.yaml"),
          """
          sites: {main: {name: 主校区, areas: {lab/bench: {name: 实训台}, lab/desk: {name: 桌面}}}}
          gateways: {gw-0: {site: main}, gw-1: {site: main}, gw-2: {site: main}, gw-3: {site: main}}
          rules:
            - {id: too-warm, quantity: temperature, area: "lab/*", above: 50, flutter: 0s, severity: critical, do: 关门}
            - {id: no-data, quantity: "*", no-data: 300s, severity: info, do: 检查}
            - {id: gateway-lost, gateway-silent: 300s, severity: info, do: 检查}
          channels: {duty-webhook: {type: webhook, url: "%s"}}
          """
              .formatted(webhook.url()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kinds of faults that this machine does not allow, with a line that says so. */
  Set<Schedule.Kind> without() {
    var without = EnumSet.noneOf(Schedule.Kind.class);
    if (!storeDisk.mounted()) {
      System.out.println("No disk is filled: mounting a tmpfs is not permitted here");
      without.add(Schedule.Kind.FILL_GATEWAY_DISK);
      without.add(Schedule.Kind.FILL_STORE_DISK);
    }
    if (Gateway.fakeTime().isEmpty()) {
      System.out.println("No clock jumps: apt-get install libfaketime");
      without.add(Schedule.Kind.JUMP_CLOCK);
    }
    return without;
  }

  /** kill -9, at a moment at which batches have no receipt. */
  void kill(Part part) {
    switch (part.role()) {
      case AGENT -> killAgent(part.gateway());
      case BUS -> {
        program(part).kill();
        lineBroken(part.gateway());
      }
      default -> {
        await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> unreceipted() > 0);
        long from = System.currentTimeMillis();
        program(part).kill();
        noteSending(part, from);
      }
    }
  }

  private long unreceipted() {
    return gateways.stream()
        .filter(gateway -> !gateway.agent().isSuspended())
        .mapToLong(gateway -> gateway.outbox().waiting().batches())
        .filter(batches -> batches != Long.MAX_VALUE)
        .sum();
  }

  /** It stands still until the file says that batches wait, and is killed in that state. */
  private List<Outbox.Kept> killAgent(int number) {
    Gateway gateway = gateway(number);
    AtomicLong stood = new AtomicLong();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(30))
        .until(
            () -> {
              stood.set(System.currentTimeMillis());
              gateway.agent().suspend();
              if (!kept(gateway).isEmpty()) {
                return true;
              }
              gateway.agent().proceed();
              return false;
            });
    gateway.agent().kill();
    // Looking into the file takes a while, in which nobody closes the batch.
    long from = stood.get() - Verdict.OPEN_BATCH_MS - AROUND_MS;
    Span span = new Span(from, System.currentTimeMillis() + AROUND_MS);
    breaks.add(new Break(number, Cause.DEATH, span));
    return kept(gateway);
  }

  private List<Outbox.Kept> kept(Gateway gateway) {
    try {
      return gateway.outbox().kept(folder.resolve("look"));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("an outbox cannot be read", e);
    }
  }

  private void lineBroken(int gateway) {
    long now = System.currentTimeMillis();
    Span span = new Span(now - AROUND_MS, now + AROUND_MS);
    breaks.add(new Break(gateway, Cause.LINE, span));
  }

  /** Starts what was killed. */
  void start(Part part) {
    switch (part.role()) {
      case AGENT -> gateway(part.gateway()).startAgent();
      case BUS -> gateway(part.gateway()).startSlave();
      case BROKER -> mosquitto.start();
      case SERVICE -> ingest.start();
      case STORE -> influx.start();
    }
  }

  /**
   * Starts the store again after its disk was full, twice and with nobody writing in between. At
   * the first start InfluxDB 1.6 cuts the torn end off its journal, but goes on behind the place
   * where it was: what it takes then it has forgotten after the next start.
   */
  void restartStore() {
    storeLink.cut(false);
    for (int start = 0; start < 2; start++) {
      influx.close();
      influx.start();
    }
    storeLink.mend();
  }

  void suspend(Part part) {
    program(part).suspend();
    if (part.role() == Part.Role.AGENT || part.role() == Part.Role.BUS) {
      lineBroken(part.gateway());
    }
    noteSending(part, System.currentTimeMillis());
  }

  void proceed(Part part) {
    program(part).proceed();
    if (part.role() == Part.Role.BUS) {
      long now = System.currentTimeMillis();
      breaks.add(
          new Break(part.gateway(), Cause.LINE, new Span(now - AROUND_MS, now + CATCH_UP_MS)));
    }
    noteSending(part, System.currentTimeMillis());
  }

  private void noteSending(Part part, long from) {
    if (part.role() == Part.Role.SERVICE) {
      sendingBroken.add(new Span(from, System.currentTimeMillis()));
    }
  }

  /** Kills an agent, flips bits in its outbox, and starts it again. */
  void damageOutbox(Fault.FlipOutboxBytes fault) {
    Gateway gateway = gateway(fault.gateway());
    List<Outbox.Kept> kept = killAgent(fault.gateway());
    flips.add(new Flip(fault.gateway(), kept, gateway.outbox().setAside(), fault.journal()));
    try {
      gateway.outbox().damage(fault);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("an outbox cannot be damaged", e);
    }
    gateway.startAgent();
  }

  private Program program(Part part) {
    return switch (part.role()) {
      case AGENT -> gateway(part.gateway()).agent();
      case BUS -> gateway(part.gateway()).slave();
      case BROKER -> mosquitto.program();
      case SERVICE -> ingest.program();
      case STORE -> influx.program();
    };
  }

  /**
   * The way from a part to the one that it speaks to: to the broker, or from the service to the
   * store.
   */
  Link link(Part part) {
    return switch (part.role()) {
      case AGENT -> gateway(part.gateway()).link();
      case SERVICE -> serviceLink;
      case STORE -> storeLink;
      case BUS, BROKER -> throw new IllegalArgumentException(part + " has no way of its own");
    };
  }

  Gateway gateway(int number) {
    return gateways.get(number);
  }

  List<Gateway> gateways() {
    return gateways;
  }

  Disk storeDisk() {
    return storeDisk;
  }

  Webhook webhook() {
    return webhook;
  }

  int brokerPort() {
    return mosquitto.port();
  }

  /** The payloads that the service called unusable, the newest of them. */
  List<String> deadLetters() {
    return ingest.get("api/v1/deadletters").path("deadLetters").findValuesAsText("payload");
  }

  /** Takes what the store has at a time. */
  void takeOut(long time) {
    influx.query("DELETE FROM temperature WHERE time = " + time + "ms");
  }

  /** Puts in a value that nobody measured. */
  void putIn(int gateway, long time) {
    String tags = "gateway=" + Gateway.name(gateway) + ",device=t1";
    influx.query("INSERT temperature," + tags + " value=19 " + time);
  }

  /** Fails, with its words, when a program has ended by itself. */
  void allAlive() {
    for (Part.Role role : Part.Role.values()) {
      for (int number = 0; number < Schedule.GATEWAYS; number++) {
        Program program = program(new Part(role, number));
        if (!program.isAlive()) {
          throw new AssertionError(role + " " + number + " ended: " + program.output());
        }
      }
    }
  }

  /** Waits until all that was answered before a moment has a receipt, or is announced as lost. */
  void settle(long until) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> gateways.stream().allMatch(gateway -> gateway.outbox().settled(until)));
  }

  /** All that was seen. */
  Evidence evidence(Excursions excursions) {
    List<Row> stored = new ArrayList<>();
    for (int number = 0; number < Schedule.GATEWAYS; number++) {
      stored.addAll(stored(number));
    }
    return new Evidence(
        gateways.stream().flatMap(gateway -> gateway.answers().stream()).toList(),
        stored,
        List.copyOf(breaks),
        flips.stream().map(this::damage).toList(),
        excursions.all(),
        excursions.told(),
        List.copyOf(sendingBroken));
  }

  private List<Row> stored(int number) {
    return influx
        .query(
            "SELECT value, device FROM temperature WHERE gateway = '" + Gateway.name(number) + "'")
        .stream()
        .map(
            line -> {
              String[] cell = line.split(",", -1);
              int unit = cell[3].charAt(1) - '0';
              Mark mark = Mark.stored(number, unit, Double.parseDouble(cell[2]));
              return new Row(mark, Long.parseLong(cell[1]));
            })
        .toList();
  }

  private Damage damage(Flip flip) {
    JsonNode streams =
        ingest.get("api/v1/streams?gateway=" + Gateway.name(flip.gateway())).path("streams");
    Set<Mark> held = new HashSet<>();
    Set<Mark> announced = new HashSet<>();
    for (Outbox.Kept kept : flip.kept()) {
      held.addAll(kept.marks());
      for (JsonNode stream : streams) {
        for (JsonNode range : stream.path("dropped")) {
          if (stream.path("stream").asText().equals(kept.stream())
              && range.path(0).asLong() <= kept.seq()
              && kept.seq() <= range.path(1).asLong()) {
            announced.addAll(kept.marks());
          }
        }
      }
    }
    Set<String> anew = new HashSet<>(gateway(flip.gateway()).outbox().setAside());
    anew.removeAll(flip.before());
    return new Damage(held, announced, !anew.isEmpty(), flip.journal());
  }

  /** Ends all, the last first; a second time nothing. */
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the campus does not end", e);
      }
    }
  }
}
