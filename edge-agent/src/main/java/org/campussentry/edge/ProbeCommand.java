package org.campussentry.edge;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.campussentry.edge.bus.Bus;
import org.campussentry.edge.config.Nearest;
import org.campussentry.edge.device.Device;
import org.campussentry.edge.inspect.DeviceProbe;
import org.campussentry.edge.inspect.ProbeReport;
import org.campussentry.edge.uplink.Boot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code edge-agent probe}. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = {
      "Asks one device once, and shows what went over the wire and what it means.",
      "It only reads. On a serial bus the agent must be stopped meanwhile.",
      "Exit code 0: each of its readings has a value; 1: not so; 2: the configuration is wrong."
    })
final class ProbeCommand extends OneShot {
  @Parameters(paramLabel = "DEVICE", description = "As the configuration names it.")
  private String name;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait for a device that speaks by itself (${DEFAULT-VALUE}).")
  private Duration wait;

  @Override
  Outcome look(EdgeConfig config) throws Refused, InterruptedException {
    Device device =
        config.devices().stream()
            .filter(found -> found.id().equals(name))
            .findAny()
            .orElseThrow(() -> unknown(config.devices().stream().map(Device::id).toList()));
    Bus bus =
        config.buses().stream()
            .filter(found -> found.name().equals(device.bus()))
            .findAny()
            .orElseThrow();
    try (Closeable claimed = claim(config, bus)) {
      ProbeReport report = new DeviceProbe(bus, device, Boot.present().ticks()).look(wait);
      return new Outcome(report.fine() ? 0 : EdgeAgent.FAILED, report.text(), report.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Refused unknown(List<String> ids) {
    return new Refused(
        EdgeAgent.MISCONFIGURED,
        "device `%s` is none of %s.%s"
            .formatted(name, String.join(", ", ids), Nearest.hint(name, ids)));
  }
}
