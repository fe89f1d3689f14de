package org.campussentry.ingest.history;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract on InfluxDB 3 Core, where Docker answers; elsewhere it is reported as not run. */
@EnabledIf("dockerAnswers")
class Influx3ContainerIT implements HistoryContract {
  private static final int PORT = 8181;
  private static GenericContainer<?> influx;
  private static InfluxHistory history;

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  static void start() {
    influx =
        new GenericContainer<>(DockerImageName.parse("influxdb:3-core"))
            .withExposedPorts(PORT)
            .withCommand(
                "influxdb3",
                "serve",
                "--node-id",
                "test",
                "--object-store",
                "memory",
                "--without-auth");
    influx.start();
    history =
        new InfluxHistory(
            new StoreAddress(
                "influxdb://" + influx.getHost() + ":" + influx.getMappedPort(PORT) + "/sentry",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Retention.FOREVER,
            InstantSource.system());
  }

  @AfterAll
  static void stop() {
    if (history != null) {
      history.close();
      influx.stop();
    }
  }

  @Override
  public SeriesStore history() {
    return history;
  }
}
