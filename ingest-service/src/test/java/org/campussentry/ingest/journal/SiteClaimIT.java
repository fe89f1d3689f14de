package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that was cut off from PostgreSQL writes nothing before its claim is proved again. */
class SiteClaimIT {
  private static final Sites MAIN = Sites.of(List.of("main"));
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static Postgres postgres;

  private final AtomicBoolean lost = new AtomicBoolean();
  private PostgresAddress direct;
  private Detour detour;
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
  void lead() {
    direct = postgres.database();
    detour = new Detour(postgres.port());
    address =
        new PostgresAddress(
            direct.url().replace(":" + postgres.port() + "/", ":" + detour.port() + "/"),
            direct.username(),
            direct.password());
  }

  @AfterEach
  void end() {
    detour.close();
  }

  private Journal main() {
    return Journal.open(address, MAIN, () -> lost.set(true));
  }

  private static boolean writes(Journal journal, String what) {
    try {
      journal.accounts().create(JournalContract.administrator(what), "hash");
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void whoever_lost_its_site_while_it_was_cut_off_never_writes_again() {
    try (Journal main = main()) {
      assertThat(writes(main, "before")).isTrue();
      detour.cut();
      try (Journal other = Journal.open(direct, MAIN, () -> {})) {
        detour.mend();
        // Nobody called meanwhile, so nobody here knows yet that it was away.
        assertThat(writes(main, "at-once")).isFalse();
        await().atMost(SOON).until(() -> !writes(main, "later") && lost.get());
        assertThat(writes(main, "after")).isFalse();
        assertThat(main.isAway()).isTrue();
        assertThat(other.accounts().passwordHash("before")).isPresent();
        for (String never : List.of("at-once", "later", "after")) {
          assertThat(other.accounts().passwordHash(never)).as(never).isEmpty();
        }
      }
    }
  }

  @Test
  void it_is_the_same_for_one_that_knew_that_it_was_away() {
    try (Journal main = main()) {
      assertThat(writes(main, "before")).isTrue();
      detour.cut();
      await().atMost(SOON).until(() -> !writes(main, "away") && main.isAway());
      try (Journal other = Journal.open(direct, MAIN, () -> {})) {
        detour.mend();
        await().atMost(SOON).until(() -> writes(main, "back") || lost.get());
        assertThat(writes(main, "after")).isFalse();
        assertThat(other.accounts().passwordHash("back")).isEmpty();
      }
    }
  }

  @Test
  void one_that_still_has_its_site_goes_on() {
    try (Journal main = main()) {
      detour.cut();
      assertThat(writes(main, "away")).isFalse();
      detour.mend();
      await().atMost(SOON).until(() -> writes(main, "back"));
      assertThatThrownBy(() -> Journal.open(direct, MAIN, () -> {}))
          .hasMessageContaining("another instance takes in site 'main'");
      assertThat(lost).isFalse();
    }
  }

  @Test
  void its_own_former_connection_is_no_other_instance() {
    try (Journal main = main()) {
      assertThat(writes(main, "before")).isTrue();
      // Only this side finds it broken: the server keeps the former one, and its locks.
      detour.cutHere();
      assertThat(writes(main, "away")).isFalse();
      assertThat(postgres.count("pid", Postgres.heldFor("main"))).isOne();
      detour.mend();
      await().atMost(SOON).until(() -> writes(main, "back"));
      assertThat(lost).isFalse();
    }
  }

  @Test
  void when_its_connection_alone_broke_nothing_is_written_as_soon_as_that_is_known() {
    try (Journal main = main()) {
      assertThat(postgres.count("pg_terminate_backend(pid)", Postgres.heldFor("main"))).isOne();
      try (Journal other = Journal.open(direct, MAIN, () -> {})) {
        await().atMost(SOON).until(main::isAway);
        assertThat(writes(main, "known")).isFalse();
        await().atMost(SOON).untilTrue(lost);
        assertThat(writes(main, "after")).isFalse();
        assertThat(other.accounts().accounts().isEmpty() || writes(other, "free")).isTrue();
      }
    }
  }

  @Test
  void when_its_connection_alone_broke_and_nobody_was_faster_it_goes_on() {
    try (Journal main = main()) {
      assertThat(postgres.count("pg_terminate_backend(pid)", Postgres.heldFor("main"))).isOne();
      await().atMost(SOON).until(() -> postgres.count("pid", Postgres.heldFor("main")) == 1);
      await().atMost(SOON).until(() -> writes(main, "back"));
      assertThat(lost).isFalse();
    }
  }

  /** As the end of the process does it: whoever is told waits until another thread has closed. */
  @Test
  void whoever_is_told_may_wait_until_another_thread_has_closed_the_journal() throws Exception {
    AtomicReference<Journal> open = new AtomicReference<>();
    CountDownLatch closed = new CountDownLatch(1);
    Runnable ending =
        () -> {
          Thread hook = new Thread(() -> open.get().close(), "hook");
          hook.start();
          try {
            hook.join();
            closed.countDown();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    open.set(Journal.open(address, MAIN, ending));
    detour.cut();
    try (Journal other = Journal.open(direct, MAIN, () -> {})) {
      detour.mend();
      assertThat(closed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAway()).isFalse();
    }
  }

  @Test
  void closing_does_not_wait_for_a_claim_that_gets_no_answer() throws Exception {
    SiteClaim claim = SiteClaim.make(address, MAIN, () -> lost.set(true));
    detour.fallSilent();
    await().atMost(SOON).until(() -> detour.unheard() > 0);
    long begin = System.nanoTime();
    claim.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    detour.mend();
    try (Journal next = main()) {
      assertThat(next.isAway()).isFalse();
    }
    assertThat(lost).isFalse();
  }
}
