package org.campussentry.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.Test;

/** A catalog comes once; a journal that is away just then gets it later. */
class UnsettledTest {
  private final List<Catalog> kept = new ArrayList<>();
  private final List<Catalog> heard = new ArrayList<>();
  private boolean away = true;

  private final class Store implements CatalogStore {
    @Override
    public void save(Catalog catalog, long nowMs) {
      if (away) {
        throw new IllegalStateException("it is away");
      }
      kept.add(catalog);
    }

    @Override
    public List<Catalog> all() {
      return List.of();
    }
  }

  private final class Ears implements Intake.Listener {
    @Override
    public void status(Status status, boolean live, long nowMs) {}

    @Override
    public void catalog(Catalog catalog, long nowMs) {
      heard.add(catalog);
    }

    @Override
    public void batch(Batch batch, boolean live, long nowMs) {}
  }

  @Test
  void it_is_heard_at_once_and_saved_when_the_journal_is_back() throws Exception {
    Intake intake =
        new Intake(
            Sites.ALL,
            InstantSource.fixed(Instant.ofEpochMilli(1_760_000_001_000L)),
            new Ears(),
            (samples, stored) -> true,
            new MemoryLetters(),
            new Store(),
            new MemoryStreams(),
            new Tally(ZoneOffset.UTC));
    intake.accept(
        new Intake.Message(
            "sentry/v1/main/gw-canteen1/catalog",
            WireCodecTest.golden("catalog.json"),
            false,
            Optional.empty(),
            Optional.empty()));
    assertThat(heard).hasSize(1);
    assertThatThrownBy(intake::settle).hasMessage("it is away");
    away = false;
    intake.settle();
    intake.settle();
    assertThat(kept).hasSize(1);
  }
}
