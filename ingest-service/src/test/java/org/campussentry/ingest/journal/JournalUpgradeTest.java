package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.campussentry.ingest.account.AuditTrail;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.StreamStore;
import org.campussentry.ingest.reading.Sites;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal as the first version wrote it is opened, and nothing in it is lost. */
class JournalUpgradeTest {
  @TempDir Path home;

  @Test
  void the_first_journal_is_brought_up_to_date() {
    String url = "jdbc:sqlite:" + home.resolve("journal.db");
    Flyway.configure(Journal.class.getClassLoader())
        .dataSource(url, null, null)
        .locations("classpath:journal")
        .placeholders(Journal.SQLITE)
        .target("1")
        .load()
        .migrate();
    Jdbi.create(url)
        .useHandle(
            h -> {
              h.execute(
                  "INSERT INTO dropped VALUES ('gw', 's1', 3, 5, 10), ('gw', 's1', 9, 9, 20)");
              h.execute("INSERT INTO dead_letter VALUES (1, 10, 'a topic', 'why', '温度')");
              h.execute("INSERT INTO account VALUES ('admin', 'hash', 'administrator', 1)");
              h.execute("INSERT INTO audit VALUES (5, 'admin', 'close', 'a', 'why')");
              h.execute("INSERT INTO high_water VALUES ('gw', 'cold1.temperature', 7)");
            });
    try (Journal journal = Journal.open(home, Sites.ALL)) {
      assertThat(journal.streams().totals()).containsEntry("gw", new StreamStore.Totals(3, 4));
      assertThat(journal.streams().find("gw", "s1").orElseThrow().announced().list())
          .containsExactly(new long[] {3, 5}, new long[] {9, 9});
      DeadLetter letter = journal.deadLetters().list(Optional.empty(), 10).get(0);
      assertThat(new String(letter.payload(), StandardCharsets.UTF_8)).isEqualTo("温度");
      assertThat(letter.isWhole()).as("only its beginning may be there").isFalse();
      assertThat(journal.accounts().passwordHash("admin")).contains("hash");
      assertThat(journal.accounts().account("admin").orElseThrow().enabled()).isTrue();
      assertThat(
              journal
                  .accounts()
                  .audited(
                      new AuditTrail.Query(
                          0, 9, Optional.empty(), Optional.empty(), Long.MAX_VALUE, 9)))
          .containsExactly(new AuditTrail.Entry(1, 5, "admin", "close", "a", "why", "", ""));
      assertThat(journal.alerts().highWater()).hasSize(1);
    }
  }
}
