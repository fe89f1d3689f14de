package org.campussentry.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.measure.Usage;
import org.campussentry.benchmarks.stage.Broker;
import org.campussentry.benchmarks.stage.Influx;
import org.campussentry.benchmarks.stage.Service;
import org.campussentry.benchmarks.stage.Stage;

/** Fresh programs in a folder of their own, for one run; closed in the other order. */
final class IngestStage implements AutoCloseable {
  private final Settings settings;
  private final Path folder;
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final Map<String, Usage> processes = new LinkedHashMap<>();

  IngestStage(Settings settings, String name) throws IOException {
    this.settings = settings;
    this.folder = settings.work().resolve(name);
    Stage.clear(folder);
    Files.createDirectories(folder);
    processes.put("load", new Usage(ProcessHandle.current().pid()));
  }

  Influx influx() throws IOException, InterruptedException {
    Influx influx = keep(new Influx(folder.resolve("influx")));
    processes.put("influxd", influx.usage());
    return influx;
  }

  Broker mosquitto() throws IOException, InterruptedException {
    Broker broker =
        keep(new Broker(folder.resolve("broker"), settings.root().resolve("mosquitto/conf.d")));
    processes.put("mosquitto", broker.usage());
    return broker;
  }

  Service service(String broker, String store, int gateways)
      throws IOException, InterruptedException {
    Service service =
        keep(new Service(settings, folder.resolve("ingest"), broker, store, gateways));
    processes.put("ours", service.usage());
    return service;
  }

  <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  Path folder() {
    return folder;
  }

  /** What each process uses. */
  Map<String, Usage> processes() {
    return processes;
  }

  @Override
  public void close() throws Exception {
    for (int index = parts.size() - 1; index >= 0; index--) {
      parts.get(index).close();
    }
  }
}
