package org.campussentry.simulator.campus;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.campussentry.simulator.slave.BusServer.Address;

/**
 * The files that others start from, in one folder: {@code campus.yaml}, {@code gateways/ID.yaml}
 * and, once everything listens, {@code ready}. Each file appears whole or not at all. For one
 * thread.
 */
public final class CampusFiles {
  private final Path home;

  /**
   * Prepares the folder.
   *
   * @param home made if it is missing; an old {@code ready} in it is removed
   * @throws IOException when the folder can't be made or written
   */
  public CampusFiles(Path home) throws IOException {
    this.home = Files.createDirectories(home.toAbsolutePath().normalize());
    Files.deleteIfExists(ready());
    Files.createDirectories(home.resolve("gateways"));
  }

  /** Folder for the logs of the slaves. */
  public Path slaves() {
    return home.resolve("slaves");
  }

  /** Folder whose files are faults. */
  public Path faults() {
    return home.resolve("faults");
  }

  /** Writes the description of the campus. */
  public void writeCampus() throws IOException {
    try (InputStream resource = CampusFiles.class.getResourceAsStream("/campus.yaml")) {
      write(
          home.resolve("campus.yaml"), new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes the configuration of one gateway.
   *
   * @param broker URL that the gateway publishes to
   * @param addresses where its buses are, by bus id
   * @return the file
   */
  public Path writeGateway(
      String id, Plan.Gateway gateway, String broker, Map<String, Address> addresses)
      throws IOException {
    Path file = home.resolve("gateways").resolve(id + ".yaml");
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Written by the simulator at each start: changes are lost.\n");
    yaml.append("site: ").append(gateway.site()).append('\n');
    yaml.append("gateway: ").append(id).append('\n');
    yaml.append("home: ").append(quoted(home.resolve("gateways").resolve(id).toString()));
    yaml.append("\nbroker: {url: ").append(quoted(broker)).append("}\n");
    yaml.append("buses:\n");
    addresses.forEach((bus, address) -> appendBus(yaml, bus, address));
    yaml.append("devices:\n");
    gateway.devices().forEach((device, plan) -> appendDevice(yaml, device, plan));
    write(file, yaml.toString());
    return file;
  }

  /** Says that everything listens. */
  public void writeReady() throws IOException {
    write(ready(), "ready\n");
  }

  /** Says that nothing listens any more. */
  public void removeReady() throws IOException {
    Files.deleteIfExists(ready());
  }

  private Path ready() {
    return home.resolve("ready");
  }

  private static void appendBus(StringBuilder yaml, String bus, Address address) {
    yaml.append("  ").append(bus).append(": ");
    if (address instanceof Address.Tcp tcp) {
      yaml.append("{type: modbus-tcp, host: ").append(tcp.host());
      yaml.append(", port: ").append(tcp.port()).append("}\n");
    } else if (address instanceof Address.Serial serial) {
      yaml.append("{type: modbus-rtu, port: ").append(quoted(serial.port()));
      yaml.append(", baud: ").append(serial.baud()).append("}\n");
    }
  }

  private static void appendDevice(StringBuilder yaml, String id, Plan.Device device) {
    yaml.append("  ").append(id).append(": {bus: ").append(device.bus());
    yaml.append(", unit: ").append(device.unit());
    yaml.append(", profile: ").append(device.profile().id());
    yaml.append(", every: ").append(device.every());
    yaml.append(", area: ").append(device.area()).append("}\n");
  }

  private static String quoted(String value) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
