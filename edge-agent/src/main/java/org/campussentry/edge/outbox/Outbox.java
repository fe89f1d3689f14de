package org.campussentry.edge.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps batches until a receipt says that they are stored.
 *
 * <p><b>Durable when.</b> When {@link #keep} has returned a place, no death of this process loses
 * the batch. Once a second one commit is synced to the medium, the others are not: a power cut can
 * take what was kept since, at most about a second, and never the file.
 *
 * <p><b>Full.</b> Payloads are bounded in bytes, and by what the disk has left. A batch that does
 * not fit pushes out the oldest; what was pushed out is counted and remembered as ranges until
 * {@link #dropAnnounced} says that the other side knows. Indexes and free pages come on top, about
 * a tenth.
 *
 * <p><b>Torn, cut off, flipped.</b> SQLite recovers what a kill leaves. A file that cannot be read
 * any more is renamed to {@code outbox.db.damaged-TIME}, told once, never deleted, and a new one
 * begins with all that can still be read; what cannot is remembered as dropped, as far as it is
 * known. That happens at start, or whenever damage is found. Each payload has a checksum of its
 * own; one that fails is set aside as rejected.
 *
 * <p><b>Disk full, read-only, locked, failing.</b> The file is left as it is. On a full disk a file
 * that was held in reserve is deleted first, so that what is stored can be forgotten. At start
 * {@link #open} refuses; later {@link #keep} returns nothing and has changed nothing; the caller
 * keeps the batch and tries again. The cause is logged once a minute. A file of another version of
 * the program is left alone too.
 *
 * <p>Not thread-safe: one thread owns it. One process owns the folder, by a lock.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration SYNC_EVERY = Duration.ofSeconds(1);
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int STREAM_LENGTH = 12;

  private final Home home;
  private final Bounds bounds;
  private final Reserve reserve;
  private final InstantSource clock;
  private final Stream stream;
  private Shelf shelf;
  private Instant synced = Instant.EPOCH;
  private Instant told = Instant.EPOCH;
  private long last = -1;

  private Outbox(Home home, Shelf shelf, Stream stream, Bounds bounds, InstantSource clock) {
    this.home = home;
    this.shelf = shelf;
    this.stream = stream;
    this.bounds = bounds;
    this.reserve = home.reserve();
    reserve.take();
    this.clock = clock;
  }

  /**
   * Opens the outbox of a folder and begins a new stream.
   *
   * @param clock names damaged files and paces syncing; may jump
   */
  public static Outbox open(Path folder, Bounds bounds, InstantSource clock)
      throws OutboxUnavailable {
    Home home = Home.enter(folder);
    NativeLibrary.unpackInto(home.nativeFolder());
    try {
      return openOrReplace(home, bounds, clock);
    } catch (SQLException e) {
      throw refused(home, e.getMessage(), Trouble.of(e));
    } catch (IOException e) {
      throw refused(home, e.getMessage(), Trouble.OTHER);
    }
  }

  private static OutboxUnavailable refused(Home home, String why, Trouble trouble) {
    var refused =
        new OutboxUnavailable(
            "outbox %s cannot be opened (%s) and is left as it is. %s"
                .formatted(home.file(), why, trouble.remedy));
    try {
      home.close();
    } catch (IOException e) {
      refused.addSuppressed(e);
    }
    return refused;
  }

  private static Outbox openOrReplace(Home home, Bounds bounds, InstantSource clock)
      throws SQLException, IOException {
    try {
      return begin(home, OutboxFile.open(home.file()), bounds, clock);
    } catch (SQLException e) {
      if (Trouble.of(e) != Trouble.DAMAGED) {
        throw e;
      }
      return begin(home, replace(home, clock, e, Optional.empty()), bounds, clock);
    }
  }

  private static Outbox begin(Home home, OutboxFile file, Bounds bounds, InstantSource clock)
      throws SQLException {
    try {
      var stream = new Stream(newId(), Shelf.previous(file));
      return new Outbox(home, new Shelf(file, stream.id()), stream, bounds, clock);
    } catch (SQLException e) {
      file.close();
      throw e;
    }
  }

  private static OutboxFile replace(
      Home home, InstantSource clock, SQLException damage, Optional<Range> known)
      throws SQLException, IOException {
    Path aside = home.setAside(clock.millis());
    OutboxFile anew = OutboxFile.open(home.file());
    String carried;
    try {
      carried = Salvage.carry(aside, anew, known) + " batches were carried over into a new one";
    } catch (SQLException e) {
      carried = "not all of it could be carried over into a new one (" + e.getMessage() + ")";
    }
    log.error(
        "outbox {} is damaged ({}) and was renamed to {}. {}; what is missing is announced as"
            + " dropped. Look at the card and the power supply of this gateway, and keep the file:"
            + " `sqlite3 FILE .recover` may read more of it.",
        home.file(),
        damage.getMessage(),
        aside,
        carried);
    return anew;
  }

  private static String newId() {
    var random = new SecureRandom();
    var id = new StringBuilder();
    for (int index = 0; index < STREAM_LENGTH; index++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** This start of the agent, and the one before. */
  public Stream stream() {
    return stream;
  }

  /** Where it is, for a log line. */
  public Path file() {
    return home.file();
  }

  /** Remembers what a catalog hash stands for, for as long as a batch refers to it. */
  public void keepCatalog(String hash, Payload payload) {
    attempt(
        () -> {
          shelf.addCatalog(hash, payload);
          return true;
        },
        false);
  }

  /** The catalogs that batches refer to, but for {@code current}. */
  public List<Payload> olderCatalogs(String current) {
    return attempt(() -> shelf.catalogsInUseBut(current), List.of());
  }

  /** Keeps a batch; empty means that it was not kept, see above. */
  public Optional<Kept> keep(Batch batch) {
    Instant now = clock.instant();
    boolean sync = Duration.between(synced, now).abs().compareTo(SYNC_EVERY) >= 0;
    long limit = limit();
    Optional<Kept> kept =
        attempt(
            () -> Optional.of(new Kept(shelf.add(batch, limit, sync), batch)), Optional.empty());
    if (kept.isPresent()) {
      last = batch.seq();
    }
    if (sync && kept.isPresent()) {
      synced = now;
      reserve.take();
    }
    return kept;
  }

  private long limit() {
    try {
      // What SQLite has beside the file still will make it grow.
      long growth = shelf.pageBytes("page_count") - Files.size(home.file());
      return bounds.now(shelf.bytes(), shelf.pageBytes("freelist_count"), reserve.free() - growth);
    } catch (IOException | SQLException e) {
      return bounds.payloads();
    }
  }

  /** Has certain batches take the place of provisional ones; empty means that none was changed. */
  public List<Kept> settle(List<Kept> certain) {
    return attempt(
        () -> {
          shelf.settle(certain);
          return certain;
        },
        List.of());
  }

  /** Remembers what is added to a tick of this boot, for the next start of the agent. */
  public void rememberClock(Provisional known) {
    attempt(
        () -> {
          shelf.rememberClock(known);
          return true;
        },
        false);
  }

  /** What an earlier start in the same boot remembered. */
  public OptionalLong knownClock(String boot) {
    return attempt(() -> shelf.knownClock(boot), OptionalLong.empty());
  }

  /** Batches between two positions, both excluded, oldest first. */
  public List<Kept> between(long after, long before, int count) {
    return attempt(() -> shelf.between(after, before, count), List.of());
  }

  /** Forgets what a receipt calls stored; returns the positions that were here. */
  public List<Long> stored(Range range) {
    return forget(() -> shelf.forget(range));
  }

  /** Sets aside what a receipt calls rejected; returns the positions that were here. */
  public List<Long> rejected(Range range, String reason) {
    return forget(() -> shelf.reject(range, reason));
  }

  /** What makes room may use the reserve; what takes room may not, or it would be gone at once. */
  private List<Long> forget(Work<List<Long>> work) {
    return attempt(
        () -> {
          try {
            return work.run();
          } catch (SQLException e) {
            if (!Trouble.of(e).noRoom() || !reserve.release()) {
              throw e;
            }
            log.error(
                "the disk of outbox {} is full; its reserve of {} MiB is used now, so that what is"
                    + " stored can be forgotten. Free some disk space.",
                home.file(),
                Reserve.BYTES >> 20);
            return work.run();
          }
        },
        List.of());
  }

  /** Remembers that a batch is lost, which the caller could no longer hold for the outbox. */
  public void lost(Range range) {
    changeDrops(range, false);
  }

  /** Forgets a dropped range that the other side knows now. */
  public void dropAnnounced(Range range) {
    changeDrops(range, true);
  }

  private void changeDrops(Range range, boolean announced) {
    attempt(
        () -> {
          shelf.changeDrops(range, announced);
          return true;
        },
        false);
  }

  /** What had to be dropped and is not known yet on the other side. */
  public List<Range> drops() {
    return shelf.drops();
  }

  /** How much is waiting. */
  public Size size() {
    long limit = limit();
    return attempt(() -> shelf.size(limit), new Size(0, 0, OptionalLong.empty(), 0));
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T attempt(Work<T> work, T otherwise) {
    try {
      return work.run();
    } catch (SQLException e) {
      if (Trouble.of(e) == Trouble.DAMAGED) {
        return startAnew(e) ? again(work, otherwise) : otherwise;
      }
      tell(e);
      return otherwise;
    }
  }

  private <T> T again(Work<T> work, T otherwise) {
    try {
      return work.run();
    } catch (SQLException e) {
      tell(e);
      return otherwise;
    }
  }

  private boolean startAnew(SQLException damage) {
    try {
      List<Range> drops = shelf.drops();
      Optional<Range> known =
          last < 0 ? Optional.empty() : Optional.of(new Range(stream.id(), 0, last));
      shelf.close();
      shelf = new Shelf(replace(home, clock, damage, known), stream.id());
      for (Range range : drops) {
        shelf.changeDrops(range, false);
      }
      return true;
    } catch (SQLException | IOException e) {
      log.error("outbox {}: a new one cannot be made ({})", home.file(), e.getMessage());
      return false;
    }
  }

  private void tell(SQLException e) {
    Instant now = clock.instant();
    if (Duration.between(told, now).abs().compareTo(TELL_EVERY) >= 0) {
      told = now;
      log.error(
          "outbox {} cannot be written ({}). {} Readings wait in memory meanwhile.",
          home.file(),
          e.getMessage(),
          Trouble.of(e).remedy);
    }
  }

  @Override
  public void close() {
    try {
      shelf.close();
      home.close();
    } catch (SQLException | IOException e) {
      log.warn("outbox {} was not closed in good order ({})", home.file(), e.getMessage());
    }
  }
}
