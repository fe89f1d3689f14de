package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The simulated campus: the simulator and one edge-agent per gateway, each a process of its own.
 */
final class Campus implements AutoCloseable {
  private final Path folder;
  private final List<Program> agents = new ArrayList<>();
  private final Program simulator;

  Campus(Path folder, String brokerUrl) {
    this.folder = folder;
    simulator =
        Program.start(
            "simulator",
            folder,
            List.of(
                "../simulator/bin/simulator", "--home", folder.toString(), "--broker", brokerUrl));
    simulator.untilItSays("ready");
  }

  /** The simulated campus.yaml as it is. */
  Path campusFile() {
    return folder.resolve("campus.yaml");
  }

  /** The simulated campus.yaml with a webhook in place of the console. */
  Path campusFile(Webhook webhook) {
    try {
      String text = Files.readString(folder.resolve("campus.yaml"));
      Path file = folder.resolve("campus-with-webhook.yaml");
      Files.writeString(
          file,
          text.replace("channel: console", "channel: duty-webhook")
              .replace(
                  "console: {type: console}",
                  "duty-webhook: {type: webhook, url: \"" + webhook.url() + "\"}"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void startAgents() {
    try (Stream<Path> configs = Files.list(folder.resolve("gateways"))) {
      configs
          .filter(f -> f.toString().endsWith(".yaml"))
          .sorted()
          .forEach(f -> agents.add(Edge.start(folder, f)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void fault(String name) {
    try {
      Files.createDirectories(folder.resolve("faults"));
      Files.createFile(folder.resolve("faults").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void clearFaults() {
    try (Stream<Path> faults = Files.list(folder.resolve("faults"))) {
      for (Path fault : faults.toList()) {
        Files.delete(fault);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    agents.forEach(Program::close);
    simulator.close();
  }
}
