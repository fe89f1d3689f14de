package org.campussentry.ingest.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.reading.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance for a site: advisory locks of PostgreSQL, which end with their connection, however
 * the process ended. Thread-safe.
 *
 * <p>A claim whose connection broke is made again, without waiting for anybody; when another
 * instance was faster, the owner is told. {@link PostgresLine} hands out no connection while the
 * claim is not proved.
 *
 * <p>What is left: when the claim's connection alone breaks, that is noticed {@value #LOOK_EVERY_S}
 * s later, or {@value #ANSWER_MAX_S} s more when nobody says that it broke. Another instance that
 * starts for the same site at just that moment reads the journal while this one may still write;
 * what it misses are the last changes of alerts, and both may tell people of one. To close that
 * too, each statement would have to ask the server who holds the lock. It takes a mistake, a second
 * instance for one site, at a moment of a second. When PostgreSQL itself ended, nothing is left:
 * the connections of before died with it, and new ones need the claim. When it only stood still, a
 * statement that was on its way may still be done.
 */
final class SiteClaim implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SiteClaim.class);

  /** Apart from the advisory locks of other programs: the letters SENT. */
  private static final int OURS = 0x53454E54;

  /** Shared by those that name their sites; whoever takes in all holds it alone. */
  private static final int ANY = 0;

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final long LOOK_EVERY_S = 1;
  private static final int ANSWER_MAX_S = 5;

  /** At the start, for one that is just ending. */
  private static final String PATIENT = "5s";

  /** Zero would mean for ever. */
  private static final String AT_ONCE = "1ms";

  private final PostgresAddress address;
  private final Sites sites;
  private final Runnable lost;

  /** The name of its connections at the server; no other claim has it. */
  private final String name;

  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "site-claim");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Connection connection;
  private volatile boolean proved;
  private volatile boolean closed;
  private boolean taken;

  private SiteClaim(PostgresAddress address, Sites sites, Runnable lost) throws SQLException {
    this.address = address;
    this.sites = sites;
    this.lost = lost;
    this.name = "ingest-service " + UUID.randomUUID().toString().substring(0, 8) + " " + names();
    this.connection = claim(PATIENT);
    this.proved = true;
  }

  /**
   * Waits up to five seconds for one that is just ending.
   *
   * @param lost called, on a thread of its own, when another instance has claimed a site since
   * @throws IllegalStateException when another instance has a site; the message names it
   * @throws SQLException when PostgreSQL can't be asked
   */
  static SiteClaim make(PostgresAddress address, Sites sites, Runnable lost) throws SQLException {
    SiteClaim claim = new SiteClaim(address, sites, lost);
    claim.looking.scheduleWithFixedDelay(claim::look, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
    return claim;
  }

  private Connection claim(String patience) throws SQLException {
    Properties properties = address.login();
    properties.setProperty("ApplicationName", name);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "15");
    properties.setProperty("tcpKeepAlive", "true");
    // A machine that lost its power says no goodbye: the server finds out within half a minute.
    properties.setProperty(
        "options",
        "-c lock_timeout=%s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
            .formatted(patience));
    Connection next = DriverManager.getConnection(address.jdbc(), properties);
    try {
      endFormer(next);
      if (sites.isAll()) {
        lock(next, "pg_advisory_lock", ANY, "another instance takes in some or all sites");
      } else {
        lock(next, "pg_advisory_lock_shared", ANY, "another instance takes in all sites");
        for (String site : sites.named()) {
          lock(
              next,
              "pg_advisory_lock",
              site.hashCode(),
              "another instance takes in site '" + site + "'");
        }
      }
      return next;
    } catch (SQLException | IllegalStateException e) {
      next.close();
      throw e;
    }
  }

  /** A connection that only this side knows to be broken still has the locks at the server. */
  private static void endFormer(Connection next) throws SQLException {
    try (var statement = next.createStatement();
        var former =
            statement.executeQuery(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND usename = current_user AND application_name = current_setting('application_name')")) {
      if (former.next()) {
        throw new SQLTransientConnectionException("the connection of before is only just ending");
      }
    }
  }

  private String names() {
    return String.join(", ", sites.orElse("all sites"));
  }

  private void lock(Connection on, String function, int key, String otherwise) throws SQLException {
    try (var statement = on.prepareStatement("SELECT " + function + "(?, ?)")) {
      statement.setInt(1, OURS);
      statement.setInt(2, key);
      statement.execute();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new IllegalStateException(
            otherwise
                + " over the journal "
                + address
                + ": stop it, or give each instance `sites:` of its own",
            e);
      }
      throw e;
    }
  }

  private void look() {
    try {
      prove();
    } catch (SQLException e) {
      log.debug("The claim on {} is not proved: {}", names(), e.getMessage());
    }
  }

  /** Whether the claim stood when it was last looked at. Does not block. */
  boolean isProved() {
    return proved;
  }

  /**
   * Looks whether the claim stands, and makes it again if its connection broke. Blocks while
   * PostgreSQL does not answer.
   *
   * @throws SQLException when it is not proved now
   */
  synchronized void prove() throws SQLException {
    if (closed || taken) {
      throw unproved();
    }
    if (connection.isValid(ANSWER_MAX_S)) {
      return;
    }
    proved = false;
    connection.close();
    try {
      connection = claim(AT_ONCE);
    } catch (IllegalStateException e) {
      log.error("While the journal was away: {}", e.getMessage());
      taken = true;
      // Whoever is told ends the process, which waits for this thread: so on another one.
      new Thread(lost, "site-lost").start();
      throw unproved();
    }
    if (closed) {
      connection.close();
      throw unproved();
    }
    proved = true;
    log.info("The claim on {} at the journal {} is made again", names(), address);
  }

  /** For a call that is refused. */
  SQLTransientConnectionException unproved() {
    return new SQLTransientConnectionException(
        "the claim on " + names() + " is not proved since its connection broke");
  }

  /** Does not wait for a claim that is just being made; what comes of it is given back. */
  @Override
  public void close() {
    closed = true;
    proved = false;
    looking.shutdownNow();
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("Already gone: {}", e.getMessage());
    }
  }
}
