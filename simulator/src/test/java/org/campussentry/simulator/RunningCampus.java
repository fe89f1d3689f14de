package org.campussentry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A campus that runs inside the test, and what its files say. */
final class RunningCampus implements AutoCloseable {
  private final Path home;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Simulation simulation;

  private RunningCampus(Path home, boolean serialLines) throws IOException {
    this.home = home;
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    this.simulation =
        Simulation.start(
            new Simulation.Settings(home, 1, "mqtt://127.0.0.1:1883", 0, serialLines),
            Clock.systemUTC(),
            out);
  }

  static RunningCampus start(Path home) throws IOException {
    return new RunningCampus(home, true);
  }

  static RunningCampus startWithoutSerialLines(Path home) throws IOException {
    return new RunningCampus(home, false);
  }

  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A bus as the gateway's own file describes it. */
  JsonNode bus(String gateway, String bus) throws IOException {
    Path file = home.resolve("gateways").resolve(gateway + ".yaml");
    return new ObjectMapper(new YAMLFactory()).readTree(file.toFile()).get("buses").get(bus);
  }

  void switchOn(String fault) throws IOException {
    Files.createFile(home.resolve("faults").resolve(fault));
  }

  void switchOff(String fault) throws IOException {
    Files.delete(home.resolve("faults").resolve(fault));
  }

  boolean isOn(String fault) {
    return Files.exists(home.resolve("faults").resolve(fault));
  }

  List<String> log(String slave) {
    try {
      return Files.readAllLines(home.resolve("slaves").resolve(slave + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers to pymodbus, an implementation that shares no code with the slaves. */
  List<JsonNode> ask(String gateway, String bus, String... requests)
      throws IOException, InterruptedException {
    JsonNode where = bus(gateway, bus);
    List<String> command = new ArrayList<>();
    command.add("/usr/bin/python3");
    command.add("src/test/python/poll_slaves.py");
    boolean serial = where.get("type").asText().equals("modbus-rtu");
    command.add(serial ? "rtu" : "tcp");
    command.add(where.get("port").asText());
    command.addAll(List.of(requests));
    Process python =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<JsonNode> answers = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (var lines = python.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(json.readTree(line));
      }
    }
    if (python.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return answers;
  }

  @Override
  public void close() {
    simulation.close();
  }
}
