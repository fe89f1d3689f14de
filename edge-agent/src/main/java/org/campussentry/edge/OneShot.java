package org.campussentry.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.ModbusRtu;
import org.campussentry.edge.bus.SerialLine;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.outbox.Home;
import picocli.CommandLine.ParentCommand;

/**
 * A command that looks at something and ends: what it found goes to standard output, for people or
 * as one JSON object, all else to standard error.
 */
abstract class OneShot implements Callable<Integer> {
  @ParentCommand private EdgeAgent agent;

  /** What a command found. */
  record Outcome(int code, String text, ObjectNode json) {}

  /** Why a command does nothing. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    Refused(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  /** Does it. */
  abstract Outcome look(EdgeConfig config) throws Refused, InterruptedException;

  /** Whether it also looks when no device is configured yet. */
  boolean bare() {
    return false;
  }

  @Override
  public final Integer call() throws InterruptedException {
    var problems = new Problems();
    var read = EdgeConfigFile.read(agent.config, System.getenv(), problems, bare());
    try {
      Check.tell(problems, agent.json && read.isEmpty());
      if (read.isEmpty()) {
        return EdgeAgent.MISCONFIGURED;
      }
      Outcome outcome = look(present(read.get()));
      System.out.print(agent.json ? outcome.json() + System.lineSeparator() : outcome.text());
      return outcome.code();
    } catch (Refused e) {
      System.err.println(e.getMessage());
      if (agent.json) {
        System.out.println(JsonNodeFactory.instance.objectNode().put("error", e.getMessage()));
      }
      return e.code;
    }
  }

  /** What the campus has sent runs in place of the file. */
  private EdgeConfig present(EdgeConfig local) {
    return local
        .remote()
        .map(key -> new RemoteConfiguration(agent.config, System.getenv(), local).present())
        .orElse(local);
  }

  /**
   * Sees to it that no agent uses a serial bus meanwhile, and that its library unpacks itself where
   * nobody else can put theirs. Other buses take more than one at a time.
   */
  static Closeable claim(EdgeConfig config, Bus bus) throws Refused {
    if (!(bus instanceof ModbusRtu || bus instanceof SerialLine)) {
      return () -> {};
    }
    Optional<Closeable> home;
    try {
      home = Home.borrow(config.home());
      Path unpacked = Files.createTempDirectory("edge-agent-");
      System.setProperty("java.io.tmpdir", unpacked.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(unpacked)));
    } catch (IOException e) {
      throw new Refused(
          EdgeAgent.FAILED,
          ("it cannot be known whether an agent uses %s (%s). Run this as the user of the agent:"
                  + " sudo -u campus-sentry ...")
              .formatted(bus.place(), e));
    }
    return home.orElseThrow(
        () ->
            new Refused(
                EdgeAgent.FAILED,
                ("an agent runs in %s and uses %s; two masters would disturb each other. Stop it first"
                        + " (`systemctl stop campus-sentry-edge`, or end the process), and start it"
                        + " again afterwards.")
                    .formatted(config.home(), bus.place())));
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // It lies in the folder for such things.
    }
  }
}
