package org.campussentry.ingest.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a whole backup is refused, and changes nothing. */
class BackupTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;
  private Path home;
  private Path file;

  @BeforeEach
  void back_up() throws IOException {
    home = folder.resolve("home");
    file = folder.resolve("sentry.backup");
    try (Journal journal = Journal.open(home, Sites.ALL)) {
      assertThat(journal.alerts().open()).isEmpty();
    }
    Files.writeString(home.resolve("remote-key.jwk"), "a key");
    Files.createDirectories(home.resolve("wire"));
    Files.writeString(home.resolve("wire/authority.key"), "of the campus");
    Files.createDirectories(home.resolve("store"));
    Files.writeString(home.resolve("store/column.d"), "readings");
    assertThat(new BackupWriter(home, "0.2.0", true).write(file, NOW)).isEqualTo(4);
  }

  private static BackupReader reader(Path file, String version) {
    return new BackupReader(file, version, true, store -> {});
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Path bad = Files.write(folder.resolve("bad"), bytes);
    Path other = folder.resolve("other");
    assertThatThrownBy(() -> reader(bad, "0.2.0").restore(other, false, NOW))
        .as(what)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(bad.toString());
    try (var left = Files.list(folder)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("home", "sentry.backup", "bad", "other");
    }
    assertThat(HomeLock.isEmpty(other)).as(what).isTrue();
  }

  @Test
  void it_comes_back_and_an_old_home_is_renamed() throws IOException {
    Files.writeString(home.resolve("store/column.d"), "later");
    assertThatThrownBy(() -> reader(file, "0.2.0").restore(home, false, NOW))
        .hasMessageContaining("--replace");
    Path old = reader(file, "0.2.1").restore(home, true, NOW).orElseThrow();
    assertThat(old.resolve("store/column.d")).hasContent("later");
    assertThat(home.resolve("store/column.d")).hasContent("readings");
    assertThat(home.resolve("remote-key.jwk")).hasContent("a key");
    assertThat(home.resolve("wire/authority.key")).hasContent("of the campus");
    assertThat(folder.resolve("home.restored")).doesNotExist();
  }

  @Test
  void what_a_killed_service_held_is_no_part_of_it() throws IOException {
    Files.createDirectories(home.resolve("store/.checkpoint/db"));
    Files.writeString(home.resolve("store/.checkpoint/db/column.d"), "earlier");
    assertThat(new BackupWriter(home, "0.2.0", true).write(file, NOW)).isEqualTo(4);
  }

  @Test
  void a_flipped_byte_is_refused_wherever_it_is() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    // A prime, so that the steps meet every kind of field; the end has the directory and the seal.
    for (int i = 0; i < whole.length; i += i > whole.length - 600 ? 1 : 23) {
      byte[] bytes = whole.clone();
      bytes[i] ^= 0x10;
      assertRefused(bytes, "byte " + i);
    }
  }

  @Test
  void what_is_cut_short_or_something_else_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 97) {
      assertRefused(Arrays.copyOf(whole, length), "cut at " + length);
    }
    assertRefused(
        "not a zip at all".repeat(10).getBytes(java.nio.charset.StandardCharsets.UTF_8), "text");
  }

  @Test
  void without_a_journal_in_the_home_the_key_is_backed_up_and_comes_back() throws IOException {
    Files.delete(home.resolve("journal.db"));
    assertThatThrownBy(() -> new BackupWriter(home, "0.2.0", true).write(file, NOW))
        .hasMessageContaining("holds no journal");
    assertThat(new BackupWriter(home, "0.2.0", false).write(file, NOW)).isEqualTo(3);
    Path other = folder.resolve("other");
    assertThatThrownBy(() -> reader(file, "0.2.0").restore(other, false, NOW))
        .hasMessageContaining("it was made where `journal:` is PostgreSQL");
    new BackupReader(file, "0.2.0", false, store -> {}).restore(other, false, NOW);
    assertThat(other.resolve("remote-key.jwk")).hasContent("a key");
  }

  @Test
  void a_newer_version_and_a_home_in_use_are_refused() throws IOException {
    Path other = folder.resolve("other");
    assertThatThrownBy(() -> reader(file, "0.1.9").restore(other, false, NOW))
        .hasMessageContaining("was written by version 0.2.0, this is 0.1.9");
    try (HomeLock held = HomeLock.enter(other).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> reader(file, "0.2.0").restore(other, true, NOW))
          .hasMessageContaining("is in use: stop the service");
    }
  }

  @Test
  void a_restore_that_ended_between_its_renames_is_ended_by_the_next_start() throws IOException {
    Files.move(home, folder.resolve("home.restored"));
    try (HomeLock held = HomeLock.enter(home).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(home.resolve("journal.db")).exists();
    }
  }
}
