package org.campussentry.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.campussentry.simulator.fault.Fault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the simulator. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    description = "Serves a campus of Modbus slaves with physics and faults.")
public final class Simulator implements Callable<Integer> {
  // Chinese fault names must survive a terminal whose locale is C.
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Spec private CommandSpec spec;

  @Option(names = "--home", paramLabel = "DIR", description = "Folder for all files. Required.")
  private Path home;

  @Option(names = "--seed", description = "Makes runs alike. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description = "Broker written into the gateways' files. Default: ${DEFAULT-VALUE}.")
  private String broker = "mqtt://127.0.0.1:1883";

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "First of consecutive Modbus TCP ports; 0 takes free ones. Default: 0.")
  private int portBase;

  @Option(
      names = "--no-serial",
      description = "Serve serial buses over Modbus TCP, as where there are no pseudo-terminals.")
  private boolean noSerial;

  private Simulator() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Simulator());
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (home == null) {
      throw new ParameterException(spec.commandLine(), "--home DIR is missing: name a folder");
    }
    var settings = new Simulation.Settings(home, seed, broker, portBase, !noSerial);
    try {
      Simulation simulation = Simulation.start(settings, Clock.systemUTC(), OUT);
      Runtime.getRuntime().addShutdownHook(new Thread(simulation::close, "stop"));
    } catch (IOException e) {
      spec.commandLine().getErr().println("simulator: " + e.getMessage());
      return 1;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /** Lists the faults: name, English, Chinese, separated by tabs. */
  @Command(name = "faults", description = "Lists the faults: name, English, Chinese.")
  int faults() {
    for (Fault fault : Fault.values()) {
      OUT.println(fault.id() + "\t" + fault.english() + "\t" + fault.chinese());
    }
    return 0;
  }
}
