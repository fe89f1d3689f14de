package org.campussentry.ingest.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * The relational store: one SQLite file in the service's home, brought to the current schema at
 * start. Thread-safe.
 *
 * <p>{@code synchronous=FULL}: an alert that was told must still be known after a power cut. The
 * rate is low.
 */
public final class Journal implements AutoCloseable {
  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Journal(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Opens or creates {@code journal.db}.
   *
   * @throws IllegalStateException when the file can't be used; the message names it
   */
  public static Journal open(Path home) {
    Path file = home.resolve("journal.db");
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new IllegalStateException(
          "home " + home + " can't be created: " + e.getMessage() + "; choose another `home:`", e);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
    config.setMaximumPoolSize(4);
    config.setPoolName("journal");
    try {
      HikariDataSource source = new HikariDataSource(config);
      Flyway.configure(Journal.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:journal")
          .load()
          .migrate();
      return new Journal(source);
    } catch (FlywayException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
      throw new IllegalStateException(
          "the journal "
              + file
              + " can't be opened: "
              + e.getMessage()
              + " (a damaged file: move it aside and restore a backup)",
          e);
    }
  }

  public JournalAlerts alerts() {
    return new JournalAlerts(jdbi);
  }

  public JournalDeliveries deliveries() {
    return new JournalDeliveries(jdbi);
  }

  public JournalCatalogs catalogs() {
    return new JournalCatalogs(jdbi);
  }

  public JournalDeadLetters deadLetters() {
    return new JournalDeadLetters(jdbi);
  }

  public JournalDrops drops() {
    return new JournalDrops(jdbi);
  }

  public JournalAccounts accounts() {
    return new JournalAccounts(jdbi);
  }

  @Override
  public void close() {
    source.close();
  }
}
