package org.campussentry.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.campussentry.ingest.provision.MosquittoFolder;
import org.campussentry.ingest.provision.Provisioning;
import org.campussentry.ingest.provision.SigningKey;
import org.campussentry.ingest.provision.WireFolder;
import org.campussentry.ingest.reading.Campus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 done, 1 not, 2 configuration. */
@Command(
    name = "provision",
    mixinStandardHelpOptions = true,
    description =
        "Makes what a gateway needs to enter the broker: password, certificate, and a ready"
            + " edge-agent.yaml. A second time renews them. --revoke withdraws them.")
final class ProvisionCommand implements Callable<Integer> {
  @ParentCommand private IngestService service;

  @Parameters(index = "0", paramLabel = "SITE", description = "a site of campus.yaml")
  private String site;

  @Parameters(index = "1", paramLabel = "GATEWAY", description = "its id, unique in the campus")
  private String gateway;

  @Option(names = "--revoke", description = "withdraw password and certificate")
  private boolean revoke;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the gateway's folder; default wire/gateways/GATEWAY in the service's home")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--mosquitto",
      paramLabel = "DIR",
      description =
          "folder of Mosquitto's password_file and certificates, to be brought up to date")
  private Optional<Path> mosquitto = Optional.empty();

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description = "how the gateway calls the broker, instead of broker.gateways-url")
  private Optional<String> broker = Optional.empty();

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      Campus campus = CampusFile.load(config.campus()).campus();
      check(campus, config.campus());
      checkOwner(config.home());
      WireFolder wire = WireFolder.in(config.home(), Clock.systemUTC());
      Optional<MosquittoFolder> users = Optional.empty();
      if (mosquitto.isPresent()) {
        users = Optional.of(new MosquittoFolder(mosquitto.get()));
      }
      var provisioning = new Provisioning(wire, users);
      return revoke
          ? tell(config, provisioning.withdraw(gateway, out))
          : make(config, campus, provisioning);
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  /** Files that another user makes are secret to the service, too: nothing would take effect. */
  static void checkOwner(Path home) throws IOException {
    if (Files.notExists(home)) {
      return;
    }
    UserPrincipal owner = Files.getOwner(home);
    if (!writesAs(owner, home)) {
      throw new IOException(
          "%s belongs to %s: run this as that user (runuser -u %s -- …), or the service can't read what it makes"
              .formatted(home, owner.getName(), owner.getName()));
    }
  }

  private static boolean writesAs(UserPrincipal owner, Path home) throws IOException {
    try {
      Path mine = Files.createTempFile(home, ".owner", "");
      boolean same = Files.getOwner(mine).equals(owner);
      Files.delete(mine);
      return same;
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  private void check(Campus campus, Path file) throws ConfigException {
    GatewayName.check(site, gateway, campus, file);
    if (broker.isPresent() && !broker.get().matches("mqtts://[^/\\s]+:\\d+")) {
      throw new ConfigException("--broker is mqtts://host:port, not '" + broker.get() + "'");
    }
  }

  private int make(IngestConfig config, Campus campus, Provisioning provisioning)
      throws ConfigException, IOException {
    Optional<String> url = broker.or(config.broker()::gatewaysAddress);
    if (url.isEmpty()) {
      throw new ConfigException(
          service.configFile()
              + " does not say how gateways call the broker. Write broker.gateways-url:"
              + " mqtts://HOST:8883 there, or give --broker mqtts://HOST:8883");
    }
    var outcome =
        provisioning.make(
            site,
            gateway,
            url.get(),
            config.broker().names(url),
            SigningKey.in(config.home()),
            out);
    int code = tell(config, outcome);
    if (code == 0 && !campus.expects(gateway)) {
      System.err.printf(
          "Nobody would miss it yet: write '%s: {site: %s}' below `gateways:` of %s.%n",
          gateway, site, config.campus());
    }
    if (code == 0 && config.broker().isEmbedded() && !config.broker().isLocked()) {
      System.err.printf(
          "The embedded broker is not locked: write tls: true below `broker:` of %s.%n",
          service.configFile());
    }
    return code;
  }

  private int tell(IngestConfig config, Provisioning.Outcome outcome) {
    if (outcome instanceof Provisioning.Hindered hindered) {
      System.err.println(hindered.why());
      return 1;
    }
    if (outcome instanceof Provisioning.Unknown) {
      System.err.printf("%s has no credentials; nothing was withdrawn.%n", gateway);
      return 1;
    }
    if (outcome instanceof Provisioning.Withdrawn) {
      System.out.printf("Password and certificate of %s count no more.%n", gateway);
    } else if (outcome instanceof Provisioning.Made made) {
      tell(made);
      if (made.brokerRenewed() && config.broker().isEmbedded()) {
        System.out.println("The broker has a new certificate: restart ingest-service if it runs.");
      }
    }
    if (mosquitto.isPresent()) {
      System.out.println(
          "Mosquitto does not know yet: `systemctl reload mosquitto`, or send it SIGHUP. It reads"
              + " passwords, access list, certificates and revoked.pem again then.");
      if (revoke) {
        tellLeftovers(config);
      }
    }
    return 0;
  }

  /** After the reload nobody is told of what it had retained, but it lies there. */
  private void tellLeftovers(IngestConfig config) {
    URI to = URI.create(config.broker().address());
    Path wire = config.home().resolve("wire");
    String tls =
        to.getScheme().equals("mqtts")
            ? " --cafile %1$s/ca.pem --cert %1$s/service.pem --key %1$s/service.key".formatted(wire)
            : "";
    System.out.printf(
        "Then, to remove what it had retained there:%n"
            + "for kind in status catalog config; do mosquitto_pub -V 5 -q 1 -h %s -p %d%s -u ingest"
            + " -P \"$(cat %s/mosquitto-password)\" -r -n -t sentry/v1/%s/%s/$kind; done%n",
        to.getHost(), to.getPort(), tls, wire, site, gateway);
  }

  private void tell(Provisioning.Made made) {
    if (made.renewed()) {
      System.out.printf(
          "Renewed: what %s had before counts no more, and it is cut off until it has the new.%n",
          gateway);
    }
    System.out.printf(
        "%s of site %s: copy %s to it as /etc/campus-sentry, for the agent's user only. Then delete"
            + " the folder here: its password and key are nowhere else.%n",
        gateway, site, made.folder());
    made.serviceUser()
        .ifPresent(
            file ->
                System.out.printf(
                    "This service's user at Mosquitto is new: write username: ingest and"
                        + " password-file: %s below `broker:`. With mqtts:// also ca: ca.pem,"
                        + " certificate: service.pem and key: service.key of the same folder.%n",
                    file));
  }
}
