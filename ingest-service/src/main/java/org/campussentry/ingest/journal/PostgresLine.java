package org.campussentry.ingest.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to PostgreSQL. While it is away, a call is refused at once instead of waiting: alerts
 * must not wait for the journal. Thread-safe.
 *
 * <p>The first call that finds it away waits {@value #PATIENCE_MS} ms; from then on only a thread
 * that nobody waits for asks whether it is back. It is back when the claim on the sites is proved
 * again: another instance may have them since, and then nothing more is written from here.
 */
final class PostgresLine implements ConnectionFactory, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresLine.class);
  private static final long PATIENCE_MS = 1000;
  private static final long ASK_EVERY_MS = 500;
  private static final int CONNECTIONS_MAX = 10;

  /** A line that is cut without a word; longer than any statement of this service takes. */
  private static final int SILENCE_MAX_S = 20;

  private final PostgresAddress address;
  private final SiteClaim claim;
  private final HikariDataSource pool;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "journal-line");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean away;

  PostgresLine(PostgresAddress address, SiteClaim claim) {
    this.address = address;
    this.claim = claim;
    HikariConfig config = new HikariConfig();
    config.setDataSource(new Claimed(address, claim));
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setConnectionTimeout(PATIENCE_MS);
    config.setValidationTimeout(PATIENCE_MS);
    config.setPoolName("journal");
    this.pool = new HikariDataSource(config);
    asking.scheduleWithFixedDelay(this::ask, ASK_EVERY_MS, ASK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Opens what the pool keeps. */
  private static final class Claimed extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final transient SiteClaim claim;

    Claimed(PostgresAddress address, SiteClaim claim) {
      this.claim = claim;
      setURL(address.jdbc());
      address.username().ifPresent(this::setUser);
      address.password().ifPresent(this::setPassword);
      setApplicationName("ingest-service");
      setConnectTimeout(5);
      setSocketTimeout(SILENCE_MAX_S);
      setTcpKeepAlive(true);
      setReWriteBatchedInserts(true);
    }

    /** Proved afterwards: a claim that stands then stood at the server that this one leads to. */
    @Override
    public Connection getConnection() throws SQLException {
      Connection opened = super.getConnection();
      try {
        claim.prove();
        return opened;
      } catch (SQLException e) {
        opened.close();
        throw e;
      }
    }
  }

  @Override
  public Connection openConnection() throws SQLException {
    if (away) {
      throw new SQLTransientConnectionException(address + " is away");
    }
    try {
      if (claim.isProved()) {
        Connection connection = pool.getConnection();
        // It may have waited for one.
        if (claim.isProved()) {
          return connection;
        }
        connection.close();
      }
      throw claim.unproved();
    } catch (SQLTransientConnectionException e) {
      leave(e);
      throw e;
    }
  }

  private synchronized void leave(SQLException why) {
    if (!away) {
      away = true;
      Throwable cause = why.getCause() == null ? why : why.getCause();
      log.warn(
          "The journal {} is away: {}. Alerts go on from memory, receipts wait for it, nobody can log in",
          address,
          cause.getMessage());
    }
  }

  private void ask() {
    if (!away) {
      return;
    }
    try (Connection connection = pool.getConnection()) {
      if (connection.isValid(1)) {
        claim.prove();
        away = false;
        log.info("The journal {} is back", address);
      }
    } catch (SQLException e) {
      log.trace("Still away", e);
    }
  }

  boolean isAway() {
    return away || !claim.isProved();
  }

  @Override
  public void close() {
    asking.shutdownNow();
    pool.close();
  }
}
