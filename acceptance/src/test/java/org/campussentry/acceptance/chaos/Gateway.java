package org.campussentry.acceptance.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.campussentry.acceptance.Ports;
import org.campussentry.acceptance.Program;
import org.campussentry.acceptance.chaos.Evidence.Answer;

/**
 * A gateway: a slave with two thermometers, an agent that polls it over a disk of its own, and its
 * way to the broker. The wall clock of the agent is a file's, if Debian's libfaketime is there.
 */
final class Gateway implements AutoCloseable {
  /** So many polls a second of each of two thermometers. */
  static final int POLLS_A_SECOND = 10;

  private static final int DISK_MEBIBYTES = 32;

  private final int number;
  private final Path folder;
  private final Path log;
  private final Path clock;
  private final Path config;
  private final int slavePort = Ports.free();
  private final Disk disk;
  private final Link link;
  private final List<Long> pids = new ArrayList<>();
  private Program slave;
  private Program agent;

  Gateway(int number, Path folder, int brokerPort) {
    this.number = number;
    this.folder = folder;
    this.log = folder.resolve("answers");
    this.clock = folder.resolve("clock");
    this.disk = Disk.at(folder.resolve("home"), DISK_MEBIBYTES);
    this.link = new Link(brokerPort);
    this.config = folder.resolve("edge-agent.yaml");
    configure();
    level(20);
    setClock(Duration.ZERO);
    startSlave();
    startAgent();
  }

  /** As the campus knows it. */
  static String name(int number) {
    return "gw-" + number;
  }

  private void configure() {
    write(
        folder.resolve("profiles/thermometer.yaml"),
        """
        description: Whole degrees and a fraction that counts answers
        fields:
          temperature: {function: 4, address: 0, type: s32, scale: 0.00001, unit: Cel, range: [-50, 200]}
        """);
    write(
        config,
        """
        site: main
        gateway: %1$s
        home: home
        broker: {url: "mqtt://127.0.0.1:%2$d"}
        outbox: {keep-free: 0MiB}
        buses:
          line: {type: modbus-tcp, host: 127.0.0.1, port: %3$d, timeout: 2s, retries: 0}
        devices:
          t1: {bus: line, unit: 1, profile: thermometer, every: %4$dms, area: lab/bench}
          t2: {bus: line, unit: 2, profile: thermometer, every: %4$dms, area: lab/desk}
        """
            .formatted(name(number), link.port(), slavePort, 1000 / POLLS_A_SECOND));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the slave; its counts go on. */
  void startSlave() {
    Path script = Path.of("src/test/python/chaos_slave.py").toAbsolutePath();
    slave =
        Program.start(
            "pymodbus-slave",
            folder,
            List.of("/usr/bin/python3", script.toString(), "" + slavePort, log.toString()));
    Ports.awaitOpen(slavePort, slave);
  }

  void startAgent() {
    Map<String, String> environment = new HashMap<>();
    fakeTime()
        .ifPresent(
            library -> {
              environment.put("LD_PRELOAD", library.toString());
              environment.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
              environment.put("FAKETIME_CACHE_DURATION", "1");
              environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
              // Its remedy for another libc makes each timed wait of a JVM end at once.
              environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
              environment.put("NO_FAKE_STAT", "1");
            });
    agent =
        Program.start(
            "edge-agent",
            folder,
            environment,
            List.of("../edge-agent/bin/edge-agent", "--config", config.toString()));
    pids.add(agent.pid());
  }

  /** Debian's libfaketime, in the flavour for threads. */
  static Optional<Path> fakeTime() {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(triplet -> triplet.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How far the agent's wall clock is off from now on; it is seen within a second. */
  void setClock(Duration off) {
    write(clock, "%+d%n".formatted(off.toSeconds()));
  }

  /** The whole degrees that the first thermometer reads from now on. */
  void level(int degrees) {
    write(Path.of(log + ".level"), "" + degrees);
  }

  Program slave() {
    return slave;
  }

  Program agent() {
    return agent;
  }

  Disk disk() {
    return disk;
  }

  Link link() {
    return link;
  }

  Outbox outbox() {
    return new Outbox(number, disk.folder());
  }

  /** What the slave has answered until now. */
  List<Answer> answers() {
    try {
      List<Answer> answers = new ArrayList<>();
      for (String line : Files.readAllLines(log)) {
        String[] word = line.split(" ", 3);
        Mark mark = new Mark(number, Integer.parseInt(word[1]), Long.parseLong(word[2]));
        answers.add(new Answer(mark, Long.parseLong(word[0])));
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    agent.close();
    slave.close();
    link.close();
    disk.close();
    // A killed process leaves these of libfaketime behind.
    for (long pid : pids) {
      for (String name : List.of("faketime_shm_", "sem.faketime_sem_")) {
        try {
          Files.deleteIfExists(Path.of("/dev/shm", name + pid));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
