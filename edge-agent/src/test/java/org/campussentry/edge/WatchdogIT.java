package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program under a service manager that a socket plays, and a thread that is really held. */
class WatchdogIT {
  private static final Duration WATCHDOG = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private PymodbusSlave slave;
  private Program manager;
  private Program agent;

  @BeforeEach
  void start() throws Exception {
    int slavePort = Program.freePort();
    slave = PymodbusSlave.tcp(slavePort);
    slave.set("1 ir 1 305 612");
    Path socket = folder.resolve("notify");
    manager =
        new Program("/usr/bin/python3", "src/test/python/notify_socket.py", socket.toString());
    manager.awaitLine("ready");
    Path config = folder.resolve("edge-agent.yaml");
    Files.writeString(
        config,
        """
        site: main
        gateway: gw-canteen1
        home: home
        broker: {url: "mqtt://127.0.0.1:9"}
        buses:
          lan-1: {type: modbus-tcp, host: 127.0.0.1, port: %d}
        devices:
          cold1: {bus: lan-1, unit: 1, profile: xy-md02, every: 1s, area: canteen-1/cold-store}
        """
            .formatted(slavePort));
    agent =
        new Program(
            Map.of(
                "NOTIFY_SOCKET",
                socket.toString(),
                "WATCHDOG_USEC",
                Long.toString(WATCHDOG.toMillis() * 1000)),
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                EdgeAgent.class.getName(),
                "--config",
                config.toString()));
  }

  @AfterEach
  void stop() {
    agent.close();
    manager.close();
    slave.close();
  }

  private long signs() {
    return manager.lines().stream().filter(line -> line.equals("told WATCHDOG=1")).count();
  }

  @Test
  void it_says_ready_once_and_then_that_it_lives_even_without_a_broker() {
    manager.awaitLine("told READY=1");
    await().atMost(WATCHDOG.multipliedBy(4)).until(() -> signs() >= 4);
    assertThat(manager.lines()).filteredOn(line -> line.equals("told READY=1")).hasSize(1);
  }

  @Test
  void a_thread_of_a_bus_that_hangs_ends_the_signs_of_life_until_it_goes_on() {
    manager.awaitLine("told WATCHDOG=1");
    try (var holder =
        new Program(
            "/usr/bin/python3",
            "src/test/python/hold_thread.py",
            Long.toString(agent.pid()),
            "bus-lan-1-0")) {
      await().until(() -> !holder.lines().isEmpty());
      assumeTrue(holder.lines().contains("held"), () -> "no right to trace: " + holder.lines());
      agent.awaitLine("bus lan-1 has not taken its turn for");
      long before = signs();
      await().during(WATCHDOG).atMost(WATCHDOG.plusSeconds(2)).until(() -> signs() == before);
      holder.write("go on");
      await().atMost(WATCHDOG.multipliedBy(3)).until(() -> signs() > before);
    }
  }
}
