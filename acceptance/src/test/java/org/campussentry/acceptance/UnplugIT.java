package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An adapter that is pulled out, and a broker that is away while the gateway is killed. */
@ExtendWith(Scenarios.class)
@Tag("alone")
class UnplugIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String POINT = "gw-a:counter.answers";

  /** Twice as many answers, at five a second, are the 24 s that stand for an hour, 1 to 150. */
  private static final int HALF_AN_OUTAGE = 60;

  /** The time of the first value above a number that the page shows as one of now. */
  private static final String WATCH =
      """
      ([id, last]) => {
        window.freshAt = 0;
        const timer = setInterval(() => {
          const row = document.querySelector(`[data-testid="point-${id}"]`);
          const value = row.querySelector('.value');
          if (row.dataset.condition !== 'current' || !value) return;
          if (Number(value.firstChild.textContent.replace(/[^0-9]/g, '')) <= last) return;
          window.freshAt = Date.now();
          clearInterval(timer);
        }, 10);
      }
      """;

  @TempDir private Path folder;

  private Program cable(Path near, Path far) {
    var socat =
        Program.start(
            "socat",
            folder,
            List.of("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far));
    await().atMost(SOON).until(() -> Files.exists(near) && Files.exists(far));
    return socat;
  }

  @Test
  void every_answer_is_stored_once_over_a_pulled_adapter_a_lost_broker_and_a_killed_agent() {
    Path near = folder.resolve("near");
    Path far = folder.resolve("far");
    var bench = new Bench(folder);
    Program cable = cable(near, far);
    CountingSlave slave = CountingSlave.serial(folder, "slave", far);
    Program edge = null;
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Webhook webhook = new Webhook();
        Page page = new Page();
        Ingest ingest =
            Ingest.with(
                    folder.resolve("ingest"),
                    mosquitto.url(),
                    influx.url(),
                    bench.campusFile(webhook))
                .start()) {
      Path config = bench.edgeConfig(near, mosquitto.url());
      edge = Edge.start(folder, config);
      StoredAnswers.untilStored(influx, slave, 20);
      com.microsoft.playwright.Page seen = page.logIn(ingest.url());
      seen.getByTestId("open-all").click();
      untilThePageSays(seen, "current");

      long pulled = System.currentTimeMillis();
      cable.kill();
      slave.close();
      untilThePageSays(seen, "unavailable");
      cable = cable(near, far);
      slave = CountingSlave.serial(folder, "slave", far);
      StoredAnswers.more(slave, 10);
      untilThePageSays(seen, "current");

      mosquitto.kill();
      StoredAnswers.more(slave, HALF_AN_OUTAGE);
      untilThePageSays(seen, "stale");
      long killed = System.currentTimeMillis();
      edge.kill();
      edge = Edge.start(folder, config);
      StoredAnswers.more(slave, HALF_AN_OUTAGE);
      mosquitto.start();
      freshness(seen, slave, edge, ingest);

      StoredAnswers.compare(influx, slave, List.of(pulled, killed));
    } finally {
      if (edge != null) {
        edge.close();
      }
      slave.close();
      cable.close();
    }
  }

  private static void untilThePageSays(com.microsoft.playwright.Page seen, String condition) {
    seen.locator("[data-testid='point-%s'][data-condition='%s']".formatted(POINT, condition))
        .waitFor();
  }

  /**
   * Agent and service knock at the broker while they wait; from then on it is the way of a value.
   */
  private static void freshness(
      com.microsoft.playwright.Page seen, CountingSlave slave, Program edge, Ingest ingest) {
    long back = System.currentTimeMillis();
    List<CountingSlave.Answer> answers = slave.answers();
    seen.evaluate(WATCH, List.of(POINT, answers.get(answers.size() - 1).value()));
    seen.waitForFunction(
        "() => window.freshAt > 0",
        null,
        new com.microsoft.playwright.Page.WaitForFunctionOptions().setTimeout(90_000));
    long fresh = ((Number) seen.evaluate("() => window.freshAt")).longValue();
    long agent = saidAt(edge.output(), "connected to broker");
    long service = saidAt(ingest.log(), "Connected to the broker");
    double seconds = (fresh - back) / 1e3;
    System.out.printf(
        "broker back: agent connected after %.1f s, service after %.1f s, fresh on the page after"
            + " %.2f s, %.2f of 2 s%n",
        (agent - back) / 1e3, (service - back) / 1e3, seconds, seconds / 2);
    assertThat(seconds).as("generous: the machine is shared").isLessThan(30);
  }

  /** The time that begins the last line with these words. */
  private static long saidAt(String log, String words) {
    String line =
        log.lines().filter(said -> said.contains(words)).reduce((a, b) -> b).orElseThrow();
    return Instant.parse(line.substring(0, line.indexOf(' '))).toEpochMilli();
  }
}
