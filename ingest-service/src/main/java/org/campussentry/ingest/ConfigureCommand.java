package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.campussentry.ingest.intake.BrokerAddress;
import org.campussentry.ingest.provision.Configuring;
import org.campussentry.ingest.provision.SigningKey;
import org.eclipse.paho.mqttv5.common.MqttException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 the gateway runs it (or is away and will get it), 1 not, 2 configuration. */
@Command(
    name = "configure",
    mixinStandardHelpOptions = true,
    description = "Sends a gateway a configuration, signed, and waits for its word.")
final class ConfigureCommand implements Callable<Integer> {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";

  @ParentCommand private IngestService service;

  @Parameters(index = "0", paramLabel = "SITE")
  private String site;

  @Parameters(index = "1", paramLabel = "GATEWAY")
  private String gateway;

  @Parameters(
      index = "2",
      paramLabel = "FILE",
      arity = "0..1",
      description = "edge-agent.yaml as the gateway is to run it")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--over",
      paramLabel = "FINGERPRINT",
      description = "of a file edited by hand at the gateway, which this may displace")
  private Optional<String> over = Optional.empty();

  @Option(
      names = "--withdraw",
      description = "take back what lies on the broker; a gateway that runs it goes on")
  private boolean withdraw;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "for the gateway's word, default ${DEFAULT-VALUE}")
  private int seconds;

  @Override
  public Integer call() throws InterruptedException {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      if (!site.matches(ID) || !gateway.matches(ID)) {
        throw new ConfigException("SITE and GATEWAY are of a-z, 0-9, - and _");
      }
      if (withdraw == file.isPresent()) {
        throw new ConfigException("Name the FILE to send, or give --withdraw");
      }
      Path folder = service.configFile().toAbsolutePath().getParent();
      BrokerAddress broker =
          config.broker().isEmbedded()
              ? EmbeddedWire.address(config, Clock.systemUTC())
              : config.brokerAddress(folder);
      String url = broker.url();
      var configuring = new Configuring(broker, site, gateway);
      return withdraw ? withdraw(configuring, url) : send(configuring, config.home(), url);
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private int withdraw(Configuring configuring, String url) {
    try {
      configuring.withdraw();
      System.out.println("Nothing lies on the broker for " + gateway + " any more.");
      return 0;
    } catch (MqttException e) {
      return refused(url, e);
    }
  }

  private int send(Configuring configuring, Path home, String url)
      throws IOException, InterruptedException {
    String text = Files.readString(file.orElseThrow());
    try {
      var outcome = configuring.send(SigningKey.in(home), text, over, Duration.ofSeconds(seconds));
      return tell(outcome);
    } catch (MqttException e) {
      return refused(url, e);
    }
  }

  private static int refused(String url, MqttException e) {
    Throwable why = e.getCause() == null ? e : e.getCause();
    System.err.printf(
        "The broker %s can't be used (%s). Check broker.url, user and password of this service, that"
            + " the broker runs, and that its access list lets this user read and write `config`.%n",
        url, why.getMessage());
    return 1;
  }

  private int tell(Configuring.Outcome outcome) {
    if (outcome instanceof Configuring.Runs runs) {
      System.out.printf("%s runs version %d.%n", gateway, runs.version());
      return 0;
    }
    if (outcome instanceof Configuring.Waits waits && waits.away()) {
      System.out.printf(
          "%s is away; version %d lies on the broker and is taken when it is back.%n",
          gateway, waits.version());
      return 0;
    }
    if (outcome instanceof Configuring.Refused refused) {
      System.err.printf(
          "%s does not run version %d: %s%n", gateway, refused.version(), refused.why());
    } else if (outcome instanceof Configuring.NotSent not) {
      System.err.printf("Not sent to %s: %s%n", gateway, not.why());
    } else if (outcome instanceof Configuring.Waits waits) {
      System.err.printf(
          "%s has said nothing of version %d within %d s. It lies on the broker; look at the"
              + " gateway's log, or take it back with --withdraw.%n",
          gateway, waits.version(), seconds);
    }
    return 1;
  }
}
