package org.campussentry.benchmarks.ingest;

import java.nio.file.Path;
import java.util.List;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Broker;
import org.campussentry.benchmarks.stage.Influx;
import org.campussentry.benchmarks.stage.Service;

/**
 * The ways from readings to a store that are compared. Each begins with empty programs, and with a
 * load that is not measured, so that compilers have done their work.
 */
final class Ways {
  /** Batches that a gateway may have under way: an agent's window, with a backlog. */
  static final int WINDOW = 64;

  /** With more, the service turns some away, which come again after ten seconds. */
  private static final int UNDER_WAY_MAX = 320_000;

  /** Readings under way in all; fresh messages have no window. */
  private static final int SINGLES_UNDER_WAY = 60_000;

  /** Readings that a peer without receipts may have before it. */
  private static final int UNDER_WAY = 200_000;

  private static final int WARM_SHARE = 1;

  private final Settings settings;

  Ways(Settings settings) {
    this.settings = settings;
  }

  /**
   * How much of what. The loads are made when they are needed: their times are of then.
   *
   * @param rows readings a message
   * @param readings in all, about
   */
  record Shape(int gateways, int points, int rows, int readings) {
    Load warm() {
      return new Load(gateways, points, rows, messages(WARM_SHARE), beforeNow());
    }

    /** No reading of it has the time of one that is measured. */
    private static long beforeNow() {
      return System.currentTimeMillis() - Load.SPREAD_MS - 1000;
    }

    Load measured() {
      return new Load(gateways, points, rows, messages(1), System.currentTimeMillis());
    }

    private int messages(int share) {
      return Math.max(1, readings / gateways / rows / share);
    }

    int window() {
      return rows == 1
          ? Math.max(WINDOW, SINGLES_UNDER_WAY / gateways)
          : Math.max(1, Math.min(WINDOW, UNDER_WAY_MAX / rows / gateways));
    }
  }

  /** A run, and what the service held then. */
  record Ours(Run run, double residentMiB, double bytesAReading, long sentAgain) {
    /** Prints what it took, while the other runs go on. */
    Ours say() {
      run.say();
      System.out.printf(
          "      RSS %.0f MiB, %.1f bytes on disk a reading, %d batches sent again%n",
          residentMiB, bytesAReading, sentAgain);
      return this;
    }
  }

  /** Line protocol that is there already into InfluxDB. */
  Run bulk(Shape shape) throws Exception {
    try (var stage = new IngestStage(settings, "bulk")) {
      Influx influx = stage.influx();
      BulkLoad.write(influx, shape.warm().lineProtocol(BulkLoad.LINES));
      Load load = shape.measured();
      List<byte[]> bodies = load.lineProtocol(BulkLoad.LINES);
      System.gc();
      return Run.of(
          "bulk load of line protocol",
          load.readings(),
          stage.processes(),
          () -> BulkLoad.write(influx, bodies),
          influx::count);
    }
  }

  /** The same gateways, Mosquitto, Node-RED, InfluxDB; nobody gives receipts. */
  Run nodeRed(Path installed, Shape shape) throws Exception {
    try (var stage = new IngestStage(settings, "node-red")) {
      Influx influx = stage.influx();
      Broker broker = stage.mosquitto();
      NodeRed nodeRed =
          stage.keep(
              NodeRed.start(
                  installed, stage.folder().resolve("home"), broker.port(), influx.port()));
      stage.processes().put("node-red", nodeRed.usage());
      Load warm = shape.warm();
      try (var players = new Players(broker.port(), warm)) {
        players.load(warm, "data", 0);
        untilWritten(players, influx, warm);
        Load load = shape.measured();
        players.load(load, "data", 0);
        System.gc();
        return Run.of(
            "Mosquitto, Node-RED, InfluxDB",
            load.readings(),
            stage.processes(),
            () -> untilWritten(players, influx, load),
            influx::count);
      }
    }
  }

  private static void untilWritten(Players players, Influx influx, Load load) throws Exception {
    long before = influx.handed();
    var asked = new Asked(() -> influx.handed() - before);
    players.untilSent(() -> asked.now() / load.rows(), UNDER_WAY / load.rows());
    while (asked.now() < load.readings()) {
      Thread.sleep(Asked.EVERY_MILLIS);
    }
  }

  /** A counter that is asked 50 times a second at most. */
  private static final class Asked {
    static final int EVERY_MILLIS = 20;
    private final Run.Count count;
    private long last;
    private long at;

    Asked(Run.Count count) {
      this.count = count;
    }

    long now() {
      if (System.nanoTime() - at > EVERY_MILLIS * 1_000_000L) {
        try {
          last = count.ask();
        } catch (Exception e) {
          throw new IllegalStateException("the store does not tell what it has", e);
        }
        at = System.nanoTime();
      }
      return last;
    }
  }

  /** Gateways, Mosquitto, ingest-service, InfluxDB. */
  Ours influx(Shape shape) throws Exception {
    try (var stage = new IngestStage(settings, "ours")) {
      Influx influx = stage.influx();
      Broker broker = stage.mosquitto();
      Service service =
          stage.service(
              "{url: \"" + broker.url() + "\"}",
              "{url: \"" + influx.url() + "\"}",
              shape.gateways());
      return play(
          "Mosquitto, ours, InfluxDB",
          stage,
          service,
          broker.port(),
          shape,
          influx::count,
          influx::bytesOnDisk);
    }
  }

  /** Gateways and ingest-service, with the broker and the store inside it or beside it. */
  Ours embedded(Shape shape, boolean brokerToo) throws Exception {
    try (var stage = new IngestStage(settings, "ours")) {
      Broker broker = stage.mosquitto();
      int port = brokerToo ? Ways.free() : broker.port();
      String url =
          brokerToo ? "{url: embedded, port: " + port + "}" : "{url: \"" + broker.url() + "\"}";
      Service service = stage.service(url, "{url: embedded}", shape.gateways());
      return play(
          brokerToo ? "all embedded" : "Mosquitto, ours, embedded store",
          stage,
          service,
          port,
          shape,
          () -> (long) service.metric("sentry_readings_stored_total"),
          service::bytesOfStore);
    }
  }

  private static int free() throws java.io.IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Ours play(
      String who,
      IngestStage stage,
      Service service,
      int port,
      Shape shape,
      Run.Count count,
      Run.Count bytes)
      throws Exception {
    Load warm = shape.warm();
    try (var players = new Players(port, warm)) {
      players.load(warm, "data", shape.window());
      players.untilReceipted();
      Load load = shape.measured();
      players.load(load, "data", shape.window());
      System.gc();
      Run run = Run.of(who, load.readings(), stage.processes(), players::untilReceipted, count);
      return new Ours(
          run,
          service.usage().memory().resident(),
          (double) bytes.ask() / (warm.readings() + load.readings()),
          players.sentAgain());
    }
  }
}
