package org.campussentry.ingest;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.campussentry.ingest.provision.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Exit codes: 0 fine, 1 the key can't be used, 2 configuration. */
@Command(
    name = "remote-key",
    mixinStandardHelpOptions = true,
    description =
        "Prints the public key by which gateways trust configurations from here"
            + " (remote: {key: FILE} of edge-agent.yaml); makes it at the first time.")
final class RemoteKeyCommand implements Callable<Integer> {
  @ParentCommand private IngestService service;

  @Override
  public Integer call() {
    try {
      IngestConfig config = IngestConfig.load(service.configFile(), System.getenv());
      System.out.print(SigningKey.in(config.home()).publicPem());
      return 0;
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}
