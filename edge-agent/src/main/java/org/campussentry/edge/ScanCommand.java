package org.campussentry.edge;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.bus.LocalMqtt;
import org.campussentry.edge.bus.ModbusRtu;
import org.campussentry.edge.bus.ModbusTcp;
import org.campussentry.edge.bus.OneWire;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.config.Nearest;
import org.campussentry.edge.inspect.BusScan;
import org.campussentry.edge.inspect.ScanReport;
import org.campussentry.edge.uplink.Boot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code edge-agent scan}. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = {
      "Looks who is on a bus: the units of a Modbus, the chips of a 1-Wire.",
      "It only reads. On a serial bus the agent must be stopped meanwhile. A silent unit costs a"
          + " timeout, so a full scan takes minutes.",
      "Exit code 0: somebody was found; 1: nobody, or it could not be tried; 2: the configuration is"
          + " wrong."
    })
final class ScanCommand extends OneShot {
  @Parameters(paramLabel = "BUS", description = "As the configuration names it.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "UNIT",
      defaultValue = "1",
      description = "First unit (${DEFAULT-VALUE}).")
  private int from;

  @Option(
      names = "--to",
      paramLabel = "UNIT",
      defaultValue = "247",
      description = "Last unit (${DEFAULT-VALUE}).")
  private int to;

  @Option(
      names = "--function",
      paramLabel = "CODE",
      description =
          "What to read: 1 coils, 2 discrete inputs, 3 holding registers, 4 input registers. Without"
              + " it what the configured devices have, else 4 and then 3.")
  private Integer function;

  @Option(
      names = "--address",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Which one, with --function, as on the wire (${DEFAULT-VALUE}).")
  private int address;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long to wait for each, such as 100ms. Without it `timeout:` of the bus.")
  private Duration timeout;

  @Override
  boolean bare() {
    return true;
  }

  @Override
  Outcome look(EdgeConfig config) throws Refused {
    Bus bus =
        config.buses().stream()
            .filter(found -> found.name().equals(name))
            .findAny()
            .orElseThrow(() -> unknown(config.buses().stream().map(Bus::name).toList()));
    Optional<Request.Registers> given = given();
    try (Closeable claimed = claim(config, bus)) {
      ScanReport report = scan(config, bus, given);
      return new Outcome(report.anybody() ? 0 : EdgeAgent.FAILED, report.text(), report.json());
    } catch (BusScan.LineAway e) {
      throw new Refused(EdgeAgent.FAILED, e.getMessage() + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScanReport scan(EdgeConfig config, Bus bus, Optional<Request.Registers> given)
      throws Refused, BusScan.LineAway {
    InstantSource ticks = Boot.present().ticks();
    var devices = config.devicesOn(bus.name());
    if (bus instanceof OneWire wire) {
      return new BusScan(wire, devices, ticks, System.err::println).chips(wire);
    }
    if (bus instanceof ModbusRtu rtu) {
      units(1, 247);
      var patient = new ModbusRtu(name, rtu.serial(), or(rtu.timeout()), 0, rtu.rest());
      return new BusScan(patient, devices, ticks, System.err::println).units(from, to, given);
    }
    if (bus instanceof ModbusTcp tcp) {
      units(0, 255);
      var patient = new ModbusTcp(name, tcp.host(), tcp.port(), or(tcp.timeout()), 0);
      return new BusScan(patient, devices, ticks, System.err::println).units(from, to, given);
    }
    throw new Refused(EdgeAgent.FAILED, nothing(bus));
  }

  private static String nothing(Bus bus) {
    if (bus instanceof LocalMqtt) {
      return ("%s has no addresses to ask: its devices speak when they like. See who does:"
              + " mosquitto_sub -v -t '#'")
          .formatted(bus.place());
    }
    return "%s has one device and no addresses to ask. Look at it: edge-agent probe DEVICE"
        .formatted(bus.place());
  }

  private void units(int first, int last) throws Refused {
    if (from < first || to > last || from > to) {
      throw new Refused(
          EdgeAgent.MISCONFIGURED,
          "--from %d --to %d must lie within %d to %d, in this order."
              .formatted(from, to, first, last));
    }
  }

  private Duration or(Duration own) {
    return timeout == null ? own : timeout;
  }

  private Optional<Request.Registers> given() throws Refused {
    if (function == null) {
      return Optional.empty();
    }
    Function asked =
        Function.of(function)
            .orElseThrow(
                () -> new Refused(EdgeAgent.MISCONFIGURED, "--function must be 1, 2, 3 or 4."));
    return Optional.of(new Request.Registers(0, asked, address, 1));
  }

  private Refused unknown(List<String> names) {
    return new Refused(
        EdgeAgent.MISCONFIGURED,
        "bus `%s` is none of %s.%s"
            .formatted(name, String.join(", ", names), Nearest.hint(name, names)));
  }
}
