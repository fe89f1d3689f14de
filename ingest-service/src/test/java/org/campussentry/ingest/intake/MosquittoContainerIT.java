package org.campussentry.ingest.intake;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The contract on Mosquitto 2.1, where Docker answers; elsewhere it is reported as not run. */
@EnabledIf("dockerAnswers")
class MosquittoContainerIT implements BrokerContract {
  private static GenericContainer<?> mosquitto;

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @BeforeAll
  static void start() {
    mosquitto =
        new GenericContainer<>(DockerImageName.parse("eclipse-mosquitto:2.1"))
            .withExposedPorts(1883)
            .withCopyFileToContainer(
                MountableFile.forHostPath("../mosquitto/conf.d/limits.conf"), "/limits.conf")
            .withCommand(
                "sh",
                "-c",
                "(echo 'listener 1883'; echo 'allow_anonymous true'; cat /limits.conf) > /m.conf"
                    + " && mosquitto -c /m.conf");
    mosquitto.start();
  }

  @AfterAll
  static void stop() {
    if (mosquitto != null) {
      mosquitto.stop();
    }
  }

  @Override
  public String url() {
    return "mqtt://" + mosquitto.getHost() + ":" + mosquitto.getMappedPort(1883);
  }
}
