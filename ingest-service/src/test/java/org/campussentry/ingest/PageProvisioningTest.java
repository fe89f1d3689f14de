package org.campussentry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.web.Provisioner.Chore;
import org.campussentry.ingest.web.Provisioner.Hindrance;
import org.campussentry.ingest.web.Provisioner.Made;
import org.campussentry.ingest.web.Provisioner.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageProvisioningTest {
  @TempDir Path folder;

  private PageProvisioning with(String broker) throws IOException, ConfigException {
    Files.writeString(
        folder.resolve("campus.yaml"),
        "sites: {main: {name: 主校区}, west: {name: 西校区}}\ngateways: {gw-w: {site: west}}\n");
    Path file =
        Files.writeString(folder.resolve("ingest-service.yaml"), "broker: {" + broker + "}\n");
    IngestConfig config = IngestConfig.load(file, Map.of());
    return new PageProvisioning(
        config, file, CampusFile.load(config.campus()).campus(), Clock.systemUTC());
  }

  @Test
  void what_hinders_it_is_told_with_the_command_that_does_it() throws Exception {
    var open = with("url: embedded").standing("main", "gw-a");
    assertThat(open.hindrance()).contains(Hindrance.OPEN_BROKER);
    var everywhere = with("url: embedded, tls: true, bind: 0.0.0.0").standing("main", "gw-a");
    assertThat(everywhere.hindrance()).contains(Hindrance.NO_ADDRESS);
    assertThat(everywhere.command()).endsWith("main gw-a --broker mqtts://HOST:8883");
    var other = with("url: 'mqtts://broker.example:8883'").standing("main", "gw-a");
    assertThat(other.hindrance()).contains(Hindrance.OTHER_BROKER);
    assertThat(other.command()).endsWith("main gw-a --mosquitto DIR");
    var locked = with("url: embedded, tls: true").standing("main", "gw-a");
    assertThat(locked.hindrance()).isEmpty();
  }

  @Test
  void names_that_cant_be_are_refused_and_leave_nothing() throws Exception {
    PageProvisioning page = with("url: embedded, tls: true");
    for (String[] wrong :
        new String[][] {{"main", "ingest"}, {"south", "gw-a"}, {"main", "gw-w"}, {"main", "A"}}) {
      assertThat(page.make(wrong[0], wrong[1])).as(wrong[1]).isInstanceOf(Refused.class);
    }
    assertThat(page.knows("gw-a")).isFalse();
    assertThat(page.withdraw("gw-a")).isEmpty();
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void mosquittos_files_are_written_and_the_reload_is_somebodys_chore() throws Exception {
    Path mosquitto = Files.createDirectory(folder.resolve("mosquitto"));
    PageProvisioning page =
        with("url: 'mqtts://broker.example:8883', mosquitto-folder: " + mosquitto);
    Made first = (Made) page.make("main", "gw-a");
    assertThat(first.renewed()).isFalse();
    assertThat(first.chores()).containsExactly(Chore.RELOAD_MOSQUITTO, Chore.SERVICE_USER);
    assertThat(mosquitto.resolve("passwords")).content().contains("gw-a:", "ingest:");
    assertThat(mosquitto.resolve("acl")).content().contains("gw-a");
    Made second = (Made) page.make("main", "gw-a");
    assertThat(second.renewed()).isTrue();
    assertThat(second.chores()).containsExactly(Chore.RELOAD_MOSQUITTO);
    assertThat(page.knows("gw-a")).isTrue();
    assertThat(page.withdraw("gw-a").map(c -> c.get(0))).contains(Chore.RELOAD_MOSQUITTO);
    assertThat(mosquitto.resolve("passwords")).content().doesNotContain("gw-a:");
    assertThat(page.withdraw("gw-a")).isEqualTo(Optional.empty());
  }
}
