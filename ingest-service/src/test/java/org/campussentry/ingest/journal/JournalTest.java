package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.campussentry.ingest.reading.Sites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite, in the service's home. */
class JournalTest extends JournalContract {
  @TempDir Path home;

  @Override
  Journal open(Sites sites) {
    return Journal.open(home, sites);
  }

  @Test
  void a_damaged_file_is_named_with_the_remedy() throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("damaged"));
    Files.writeString(
        elsewhere.resolve("journal.db"), "this is no database, and it is long enough to be read");
    assertThatThrownBy(() -> Journal.open(elsewhere, Sites.ALL))
        .hasMessageContaining(elsewhere.resolve("journal.db").toString())
        .hasMessageContaining("move it aside");
  }
}
