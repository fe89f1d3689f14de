package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.reading.Sample;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.Test;

/** What another instance takes in is neither asked for nor touched. */
class OtherSitesTest {
  private static final Sites WEST = Sites.of(List.of("west", "north"));

  private final List<Sample> kept = new ArrayList<>();
  private final MemoryLetters letters = new MemoryLetters();
  private final Intake intake =
      new Intake(
          WEST,
          InstantSource.fixed(Instant.ofEpochMilli(1_760_000_001_000L)),
          new BrokerContract.Deaf(),
          (samples, stored) -> {
            kept.addAll(samples);
            stored.run();
            return true;
          },
          letters,
          new BrokerContract.NoCatalogs(),
          new MemoryStreams(),
          new Tally(ZoneOffset.UTC));

  private void arrives(String site, String kind, String golden) throws IOException {
    intake.accept(
        new Intake.Message(
            "sentry/v1/" + site + "/gw-canteen1/" + kind,
            WireCodecTest.golden(golden),
            false,
            Optional.of("k3v9q2x7a1b4"),
            Optional.of(812L)));
  }

  @Test
  void nothing_of_another_site_is_stored_answered_or_set_aside() throws IOException {
    arrives("main", "status", "status-online.json");
    arrives("main", "catalog", "catalog.json");
    arrives("main", "data", "data.json");
    arrives("main", "data", "bad/data-not-json.txt");
    intake.settle();
    assertThat(kept).isEmpty();
    assertThat(letters.all()).isEmpty();
    assertThat(intake.takeReceipts(10)).isEmpty();
    arrives("west", "catalog", "catalog.json");
    arrives("west", "data", "data.json");
    intake.settle();
    assertThat(kept).hasSize(5);
    assertThat(intake.takeReceipts(10)).hasSize(1);
  }

  @Test
  void an_instance_subscribes_to_its_sites_and_else_to_all() {
    assertThat(Topic.filters(WEST))
        .hasSize(8)
        .contains("sentry/v1/north/+/data", "sentry/v1/west/+/catalog")
        .noneMatch(filter -> filter.startsWith("sentry/v1/+"));
    assertThat(Topic.filters(Sites.ALL)).hasSize(4).contains("sentry/v1/+/+/status");
  }
}
