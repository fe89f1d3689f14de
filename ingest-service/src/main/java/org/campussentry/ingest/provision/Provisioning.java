package org.campussentry.ingest.provision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.broker.Passwords;

/** Makes what a gateway needs to enter the campus' broker, and takes it back. */
public final class Provisioning {
  private final WireFolder wire;
  private final Optional<MosquittoFolder> mosquitto;

  /** What became of it. */
  public sealed interface Outcome {}

  /**
   * It lies in a folder.
   *
   * @param renewed whether the gateway had credentials, which count no more
   * @param brokerRenewed whether the broker has a new certificate, which it reads when it starts
   * @param serviceUser file with the password that was made for {@code ingest}, if it was; its
   *     certificate is {@code service.pem} beside it
   */
  public record Made(
      Path folder, boolean renewed, boolean brokerRenewed, Optional<Path> serviceUser)
      implements Outcome {}

  /**
   * It lies nowhere: the files of a gateway's folder by name, with its secrets.
   *
   * @param renewed as {@link Made} has it, and the others too
   */
  public record Packed(
      Map<String, String> files,
      boolean renewed,
      boolean brokerRenewed,
      Optional<Path> serviceUser) {
    @Override
    public String toString() {
      return "files " + files.keySet();
    }
  }

  /** It was not made, and nothing is changed. */
  public record Hindered(String why) implements Outcome {}

  /** It counts no more. */
  public record Withdrawn() implements Outcome {}

  /** There was nothing to withdraw. */
  public record Unknown() implements Outcome {}

  public Provisioning(WireFolder wire, Optional<MosquittoFolder> mosquitto) {
    this.wire = wire;
    this.mosquitto = mosquitto;
  }

  /**
   * Makes password, certificate and a ready configuration.
   *
   * @param names under which the broker is reached, for its certificate
   * @param url of the broker, as the gateway is to call it
   * @param out folder to make; empty for one in {@code wire/gateways}
   * @throws IOException when a file can't be written; the message names it
   */
  public Outcome make(
      String site,
      String gateway,
      String url,
      Collection<String> names,
      SigningKey key,
      Optional<Path> out)
      throws IOException {
    Path folder = out.orElse(wire.gateway(gateway)).toAbsolutePath();
    var target = new GatewayFolder(folder, gateway);
    Optional<String> hindrance = target.hindrance();
    if (hindrance.isPresent()) {
      return new Hindered(hindrance.get());
    }
    try (FileChannel held = wire.commanded()) {
      Packed packed = admit(site, gateway, url, names, key);
      target.write(packed.files());
      return new Made(folder, packed.renewed(), packed.brokerRenewed(), packed.serviceUser());
    }
  }

  /**
   * The same, but nothing of it is left here: whoever asked has the only copy.
   *
   * @throws IOException when a file can't be written; the message names it
   */
  public Packed pack(
      String site, String gateway, String url, Collection<String> names, SigningKey key)
      throws IOException {
    try (FileChannel held = wire.commanded()) {
      return admit(site, gateway, url, names, key);
    }
  }

  private Packed admit(
      String site, String gateway, String url, Collection<String> names, SigningKey key)
      throws IOException {
    boolean brokerRenewed = wire.renewBroker(names);
    WireFolder.Credentials credentials = wire.admit(site, gateway);
    Map<String, String> files =
        GatewayFolder.files(
            site, gateway, credentials, Files.readString(wire.ca()), key.publicPem(), url);
    Optional<Path> service = Optional.empty();
    if (mosquitto.isPresent()) {
      service = serviceUser(mosquitto.get());
      mosquitto.get().admit(gateway, credentials.hash());
      mosquitto.get().bind(gateway, site);
      mosquitto.get().bring(wire);
    }
    return new Packed(files, credentials.renewed(), brokerRenewed, service);
  }

  /** Whether a gateway has credentials that count. */
  public boolean knows(String gateway) throws IOException {
    return wire.knows(gateway);
  }

  private Optional<Path> serviceUser(MosquittoFolder users) throws IOException {
    if (users.knows(WireFolder.SERVICE)) {
      return Optional.empty();
    }
    String password = Passwords.random();
    Path file = wire.ca().resolveSibling("mosquitto-password");
    SecretFile.write(file, password + "\n");
    wire.renewService();
    users.admit(WireFolder.SERVICE, Passwords.hash(password));
    return Optional.of(file);
  }

  /** Takes all back that the gateway has, and removes its folder if it is still here. */
  public Outcome withdraw(String gateway, Optional<Path> out) throws IOException {
    try (FileChannel held = wire.commanded()) {
      boolean known = wire.withdraw(gateway);
      if (mosquitto.isPresent()) {
        known |= mosquitto.get().withdraw(gateway);
        mosquitto.get().bringRevoked(wire);
      }
      new GatewayFolder(out.orElse(wire.gateway(gateway)), gateway).remove();
      return known ? new Withdrawn() : new Unknown();
    }
  }
}
