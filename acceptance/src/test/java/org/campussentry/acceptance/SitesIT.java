package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Instances split by site over one broker, one store and one PostgreSQL. */
@ExtendWith(Scenarios.class)
class SitesIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void two_instances_of_one_campus_store_once_tell_once_and_outlive_each_other() {
    Bench main = new Bench(folder.resolve("main"), "main", "gw-a");
    Bench west = new Bench(folder.resolve("west"), "west", "gw-b");
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Postgres postgres = new Postgres(folder);
        Webhook webhook = new Webhook();
        CountingSlave slaveA = new CountingSlave(folder, "slave-a");
        CountingSlave slaveB = new CountingSlave(folder, "slave-b")) {
      Path campus = main.campusFile("gw-a: {site: main}, gw-b: {site: west}", webhook);
      String broker = mosquitto.url();
      String store = influx.url();
      try (Ingest a = ofSite("main", broker, store, postgres, campus).start();
          Ingest b = ofSite("west", broker, store, postgres, campus).start();
          Program edgeA = Edge.start(folder, main.edgeConfig(slaveA, broker));
          Program edgeB = Edge.start(folder, west.edgeConfig(slaveB, broker))) {
        StoredAnswers.untilStored(influx, "gw-a", slaveA, 20);
        StoredAnswers.untilStored(influx, "gw-b", slaveB, 20);
        b.loggedInAs(a);
        assertThat(ids(a, "gateways")).containsExactly("gw-a");
        assertThat(ids(b, "gateways")).containsExactly("gw-b");

        slaveA.level(80);
        slaveB.level(90);
        await().atMost(SOON).until(() -> webhook.calls().size() == 2);
        List<String> open = ids(a, "alerts?state=active");
        assertThat(open).hasSize(1);
        assertThat(ids(b, "alerts?state=active")).hasSize(1).isNotEqualTo(open);
        String foreign = ids(b, "alerts?state=active").get(0);
        assertThat(a.post("api/v1/alerts/" + foreign + "/close", "{\"note\":\"x\"}").status())
            .isEqualTo(404);

        Program.Result second =
            Ingest.ofSites(folder.resolve("second"), broker, store, postgres, "main, west", campus)
                .run();
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
            .contains("another instance takes in site 'main' over the journal " + postgres.url())
            .contains("stop it, or give each instance `sites:` of its own");

        Program.Result backup = a.command("backup", folder.resolve("a.backup").toString());
        assertThat(backup.exitCode()).isZero();
        assertThat(backup.output())
            .contains("The journal is not in it")
            .contains("pg_dump --format=custom")
            .contains(postgres.url());

        a.kill();
        slaveB.level(0);
        await().atMost(SOON).until(() -> webhook.calls("too-warm", "recovered").size() == 1);
        StoredAnswers.untilStored(influx, "gw-b", slaveB, slaveB.answers().size());
        a.start();
        assertThat(ids(a, "alerts?state=active")).isEqualTo(open);
        StoredAnswers.untilStored(influx, "gw-a", slaveA, slaveA.answers().size());
        slaveA.level(0);
        await().atMost(SOON).until(() -> webhook.calls("too-warm", "recovered").size() == 2);
        assertThat(webhook.calls("too-warm", "recovered").get(1).text("alert"))
            .isEqualTo(open.get(0));
        assertThat(webhook.calls()).as("each change told once").hasSize(4);

        StoredAnswers.compare(influx, "gw-a", slaveA, List.of());
        StoredAnswers.compare(influx, "gw-b", slaveB, List.of());
        assertThat(edgeA.isAlive() && edgeB.isAlive()).isTrue();
      }
    }
  }

  private Ingest ofSite(String site, String broker, String store, Postgres journal, Path campus) {
    return Ingest.ofSites(folder.resolve("ingest-" + site), broker, store, journal, site, campus);
  }

  private static List<String> ids(Ingest at, String what) {
    JsonNode list = at.get("api/v1/" + what).path(what.replaceAll("\\?.*", ""));
    List<String> ids = new ArrayList<>();
    list.forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  @Test
  void while_postgresql_is_away_alerts_are_told_and_receipts_wait() {
    Bench bench = new Bench(folder.resolve("bench"));
    try (Mosquitto mosquitto = new Mosquitto(folder.resolve("mosquitto"));
        Influx influx = new Influx(folder.resolve("influx"), false);
        Postgres postgres = new Postgres(folder);
        Webhook webhook = new Webhook();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Sender ears = new Sender(folder.resolve("ears"), mosquitto, Bench.GATEWAY);
        Ingest ingest =
            ofSite("main", mosquitto.url(), influx.url(), postgres, bench.campusFile(webhook))
                .start();
        Program edge = Edge.start(folder, bench.edgeConfig(slave, mosquitto.url()))) {
      StoredAnswers.untilStored(influx, slave, 20);
      await().atMost(SOON).until(() -> receipted(ears) > 0);

      postgres.stop();
      await().atMost(SOON).until(() -> ingest.log().contains("is away"));
      assertThat(ingest.raw("GET", "readyz", null).text()).contains("journal");
      long before = receipted(ears);
      slave.level(80);
      long changed = System.currentTimeMillis();
      await().atMost(SOON).until(() -> webhook.calls("too-warm", "active").size() == 1);
      System.out.printf(
          "without PostgreSQL an alert was told after %d ms%n",
          webhook.calls().get(0).at() - changed);
      StoredAnswers.more(slave, 50);
      assertThat(receipted(ears)).as("nothing is receipted meanwhile").isEqualTo(before);

      postgres.start();
      await().atMost(SOON).until(() -> receipted(ears) > before);
      assertThat(ingest.raw("GET", "readyz", null).status()).isEqualTo(200);
      await()
          .atMost(SOON)
          .until(() -> ingest.get("api/v1/alerts?state=active").path("alerts").size() == 1);
      ingest.kill();
      ingest.start();
      slave.level(0);
      await().atMost(SOON).until(() -> webhook.calls("too-warm", "recovered").size() == 1);
      assertThat(webhook.calls()).as("told once, though the service was killed").hasSize(2);
      StoredAnswers.compare(influx, slave, List.of());
      await().atMost(SOON).untilAsserted(() -> assertThat(missing(ingest)).isEmpty());
      assertThat(edge.isAlive()).isTrue();
    }
  }

  private static JsonNode missing(Ingest ingest) {
    return ingest.get("api/v1/streams?gateway=gw-a").at("/streams/0/missing");
  }

  /** Receipts that say of some batch that it is stored. */
  private static long receipted(Sender ears) {
    return ears.receipts().lines().filter(line -> line.contains("\"stored\":[[")).count();
  }
}
