package org.campussentry.ingest.history;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract on InfluxDB 2, where Docker answers; elsewhere it is reported as not run. */
@EnabledIf("dockerAnswers")
class Influx2ContainerIT implements HistoryContract {
  private static GenericContainer<?> influx;
  private static InfluxHistory history;

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  static void start() {
    influx =
        new GenericContainer<>(DockerImageName.parse("influxdb:2.7"))
            .withExposedPorts(8086)
            .withEnv("DOCKER_INFLUXDB_INIT_MODE", "setup")
            .withEnv("DOCKER_INFLUXDB_INIT_USERNAME", "sentry")
            .withEnv("DOCKER_INFLUXDB_INIT_PASSWORD", "correct-horse-7")
            .withEnv("DOCKER_INFLUXDB_INIT_ORG", "campus")
            .withEnv("DOCKER_INFLUXDB_INIT_BUCKET", "sentry")
            .withEnv("DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", "token-for-this-test");
    influx.start();
    history =
        new InfluxHistory(
            new StoreAddress(
                "influxdb://" + influx.getHost() + ":" + influx.getMappedPort(8086) + "/sentry",
                Optional.of("token-for-this-test"),
                Optional.of("campus"),
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
