package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on Debian's PostgreSQL, and what only a shared journal has. */
class PostgresJournalIT extends JournalContract {
  private static final Sites MAIN = Sites.of(List.of("main"));
  private static final Sites WEST = Sites.of(List.of("west"));

  @TempDir static Path folder;
  private static Postgres postgres;
  private PostgresAddress address;

  @BeforeAll
  static void start() {
    postgres = new Postgres(folder);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  @Override
  void begin() {
    address = postgres.database();
    super.begin();
  }

  @Override
  Journal open(Sites sites) {
    return Journal.open(address, sites, () -> {});
  }

  @Test
  void a_site_that_another_instance_takes_in_is_refused_with_the_remedy() {
    address = postgres.database();
    try (Journal main = open(MAIN);
        Journal west = open(WEST)) {
      assertThat(west.isAway() || main.isAway()).isFalse();
      assertThatThrownBy(() -> open(Sites.of(List.of("east", "west"))))
          .hasMessageContaining("another instance takes in site 'west' over the journal " + address)
          .hasMessageContaining("give each instance `sites:` of its own");
      assertThatThrownBy(() -> open(Sites.ALL)).hasMessageContaining("some or all sites");
    }
    try (Journal all = open(Sites.ALL)) {
      assertThatThrownBy(() -> open(WEST)).hasMessageContaining("takes in all sites");
      assertThat(all.alerts().open()).isEmpty();
    }
  }

  @Test
  void a_database_that_is_not_there_is_named_with_the_remedy_and_without_the_password() {
    PostgresAddress wrong =
        new PostgresAddress(
            address.url() + "_not_there", Optional.of("sentry"), Optional.of("secret7"));
    assertThatThrownBy(() -> Journal.open(wrong, MAIN, () -> {}))
        .hasMessageContaining(wrong.url())
        .hasMessageContaining("that the database exists")
        .message()
        .doesNotContain("secret7");
  }

  @Test
  void while_it_is_away_calls_are_refused_at_once_and_afterwards_it_is_as_it_was() {
    AtomicBoolean lost = new AtomicBoolean();
    address = postgres.database();
    try (Journal main = Journal.open(address, MAIN, () -> lost.set(true))) {
      assertThat(main.accounts().accounts().isEmpty()).isTrue();
      postgres.stop();
      assertThatThrownBy(() -> main.accounts().accounts().isEmpty()).isNotNull();
      await().atMost(Duration.ofSeconds(30)).until(() -> refuses(main) && main.isAway());
      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(refuses(main)).isTrue();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      postgres.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> !main.isAway() && !refuses(main));
      await().atMost(Duration.ofSeconds(20)).until(() -> claims("main") == 1);
      assertThatThrownBy(() -> open(MAIN)).hasMessageContaining("takes in site 'main'");
      assertThat(lost).as("the claim was made again").isFalse();
    } finally {
      restart();
    }
  }

  @Test
  void whoever_lost_its_site_to_another_one_is_told() {
    AtomicBoolean lost = new AtomicBoolean();
    address = postgres.database();
    try (Journal main = Journal.open(address, MAIN, () -> lost.set(true))) {
      assertThat(main.isAway()).isFalse();
      // What a line does that is cut: the server gives the locks free, and another one is faster.
      assertThat(postgres.count("pg_terminate_backend(pid)", Postgres.heldFor("main")))
          .isEqualTo(1);
      try (Journal other = open(MAIN)) {
        await().atMost(Duration.ofSeconds(30)).untilTrue(lost);
        assertThat(other.isAway()).isFalse();
      }
    }
  }

  @Test
  void a_dump_comes_back_whole() {
    address = postgres.database();
    try (Journal journal = open(Sites.ALL)) {
      journal.accounts().create(JournalContract.administrator("admin"), "hash");
      journal.alerts().saveHighWater(Map.of(new PointId("gw", "cold1.temperature"), 7L));
    }
    try (Journal copy = Journal.open(postgres.copy(address), Sites.ALL, () -> {})) {
      assertThat(copy.accounts().passwordHash("admin")).contains("hash");
      assertThat(copy.alerts().highWater()).hasSize(1);
    }
  }

  private static int claims(String site) {
    return postgres.count("pid", Postgres.heldFor(site));
  }

  private static boolean refuses(Journal journal) {
    try {
      journal.accounts().accounts().isEmpty();
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }

  private static void restart() {
    postgres.stop();
    postgres.start();
  }
}
