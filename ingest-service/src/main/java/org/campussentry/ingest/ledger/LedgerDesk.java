package org.campussentry.ingest.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.campussentry.ingest.coverage.DayCoverage;
import org.campussentry.ingest.coverage.PointDay;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ledgers, issues versions of them, and takes in what people read by eye. Thread-safe. What
 * was issued is issued anew when readings come for it; until then a draft shows that they did.
 */
public final class LedgerDesk {
  private static final Logger log = LoggerFactory.getLogger(LedgerDesk.class);

  /** A sensor that was heard so shortly before or after was not dead. */
  private static final Duration HEARD = Duration.ofMinutes(10);

  private static final long HEARD_BUCKET_MS = 300_000;

  /** A gateway that sends what it kept is done when nothing came for so long. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** All that was issued is looked at so often, whatever was heard: a restart forgets. */
  private static final Duration ALL_AGAIN = Duration.ofHours(1);

  /** How far back readings that came later are looked for. */
  private static final int DAYS_BACK = 40;

  private static final int ISSUED_MAX = 20_000;

  /** What came of issuing. */
  public sealed interface Outcome {}

  /** It is kept. */
  public record Issued(LedgerVersion.Kept version) implements Outcome {}

  /** Nothing is kept, with the reason and what to do. */
  public record Refused(String why) implements Outcome {}

  /** Who issues. */
  public record Signed(String recorder, String reviewer, String by) {}

  /** How much came of a point on a day; whole accounts of forty days would fill the memory. */
  private record Came(PointId point, String site, String area, long readings) {}

  private final LedgerMaker maker;
  private final LedgerMaker.Sources from;
  private final Set<LocalDate> late = new HashSet<>();
  private Instant heardAt = Instant.MIN;
  private Instant allAt = Instant.MIN;

  public LedgerDesk(LedgerMaker maker, LedgerMaker.Sources from) {
    this.maker = maker;
    this.from = from;
  }

  public ZoneId zone() {
    return maker.zone();
  }

  public LedgerStore store() {
    return from.store();
  }

  /**
   * As it would be issued now.
   *
   * @throws HistoryException when the history does not answer
   */
  public LedgerMaker.Made make(LedgerKey key, Instant now) throws HistoryException {
    return maker.make(key, now);
  }

  /**
   * Issues the next version, if there is something to say.
   *
   * @throws HistoryException when the history does not answer
   */
  public synchronized Outcome issue(LedgerKey key, Signed signed, Instant now)
      throws HistoryException {
    if (key.span().end(zone()).isAfter(now)) {
      return new Refused(
          key.span() + " is not over; its ledger is issued when it is, and shown until then");
    }
    if (signed.recorder().equals(signed.reviewer())) {
      return new Refused(
          "'recorder' and 'reviewer' are both "
              + signed.recorder()
              + "; another person reviews it");
    }
    return issue(key, LedgerVersion.Cause.PERSON, signed, now);
  }

  private Outcome issue(LedgerKey key, LedgerVersion.Cause cause, Signed signed, Instant now)
      throws HistoryException {
    LedgerMaker.Made made = make(key, now);
    List<LedgerVersion.Kept> versions = store().versions(key);
    Optional<LedgerVersion.Kept> last =
        versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    if (made.ledger().sheets().isEmpty()) {
      return new Refused("nothing was expected there at that time; there is nothing to issue");
    }
    if (last.stream().anyMatch(l -> l.version().ledger().equals(made.ledger()))) {
      return new Refused("version " + versions.size() + " says the same; nothing is new");
    }
    LedgerVersion.Kept next =
        LedgerText.of(
            new LedgerVersion(
                key,
                versions.size() + 1,
                cause,
                signed.recorder(),
                signed.reviewer(),
                signed.by(),
                now,
                last.map(LedgerVersion.Kept::digest).orElse(""),
                made.arrived(),
                made.ledger()));
    return store().add(next)
        ? new Issued(next)
        : new Refused("somebody issued version " + next.version().number() + " meanwhile");
  }

  /**
   * Takes in a value that a person read, and issues anew what it belongs to. Says why not, and what
   * to do, when it is not taken.
   *
   * @throws HistoryException when the history does not answer
   */
  public synchronized Optional<String> enter(Point point, HandValue value, Instant now)
      throws HistoryException {
    if (value.at().isAfter(now)) {
      return Optional.of("'time' lies in the future; enter what was read");
    }
    LocalDate day = LocalDate.ofInstant(value.at(), zone());
    long measured =
        from
            .history()
            .buckets(
                point,
                value.at().minus(HEARD).toEpochMilli(),
                value.at().plus(HEARD).toEpochMilli(),
                HEARD_BUCKET_MS)
            .stream()
            .mapToLong(History.Bucket::measured)
            .sum();
    if (measured > 0) {
      return Optional.of(
          "the sensor itself measured %d times within %d minutes of that time; what it says stands"
              .formatted(measured, HEARD.toMinutes()));
    }
    store().enter(point.site(), value);
    Signed signed = new Signed(value.person(), "", value.by());
    Predicate<PointDay> its = of -> of.point().equals(point.id());
    DayCoverage account = from.coverage().of(day, now.toEpochMilli());
    for (LedgerStore.Issued issued : store().issued(day, day, ISSUED_MAX)) {
      if (account.points().stream().anyMatch(its.and(maker.within(issued.key())))) {
        issue(issued.key(), LedgerVersion.Cause.HAND_ENTRY, signed, now);
      }
    }
    return Optional.empty();
  }

  /** Notes which days that are over something came for. Does not block. */
  public void onReadings(List<Reading> readings, Instant now) {
    long today = CampusDay.containing(now.toEpochMilli(), zone()).startMs();
    synchronized (late) {
      for (Reading reading : readings) {
        if (reading.time() < today) {
          late.add(LocalDate.ofInstant(Instant.ofEpochMilli(reading.time()), zone()));
          heardAt = now;
        }
      }
    }
  }

  /**
   * Issues anew what readings came for. Call it every few seconds, from one thread.
   *
   * @return how many versions were issued
   */
  public int round(Instant now) throws HistoryException {
    Set<LocalDate> days = due(now);
    if (days.isEmpty()) {
      return 0;
    }
    Map<LocalDate, List<Came>> came = new HashMap<>();
    int issued = 0;
    LocalDate first = days.stream().min(LocalDate::compareTo).orElseThrow();
    LocalDate last = days.stream().max(LocalDate::compareTo).orElseThrow();
    for (LedgerStore.Issued one : store().issued(first, last, ISSUED_MAX)) {
      Span span = one.key().span();
      if (span.days().stream().anyMatch(days::contains)
          && arrived(one.key(), came, now) != one.arrived()) {
        issued += again(one.key(), now);
      }
    }
    return issued;
  }

  private synchronized int again(LedgerKey key, Instant now) throws HistoryException {
    Outcome outcome = issue(key, LedgerVersion.Cause.LATE_DATA, new Signed("", "", ""), now);
    if (outcome instanceof Issued issued) {
      log.info(
          "Readings came for ledger {}: version {} is issued",
          key.id(),
          issued.version().version().number());
      return 1;
    }
    return 0;
  }

  private long arrived(LedgerKey key, Map<LocalDate, List<Came>> days, Instant now) {
    return key.span().days().stream()
        .flatMap(day -> days.computeIfAbsent(day, d -> came(d, now)).stream())
        .filter(came -> maker.isOf(key, came.point(), came.site(), came.area()))
        .mapToLong(Came::readings)
        .sum();
  }

  private List<Came> came(LocalDate day, Instant now) {
    return from.coverage().of(day, now.toEpochMilli()).points().stream()
        .filter(of -> of.expected().isPresent())
        .map(of -> new Came(of.point(), of.site(), of.area(), LedgerMaker.arrived(List.of(of))))
        .toList();
  }

  private Set<LocalDate> due(Instant now) {
    synchronized (late) {
      if (allAt.equals(Instant.MIN) || !now.isBefore(allAt.plus(ALL_AGAIN))) {
        allAt = now;
        LocalDate today = LocalDate.ofInstant(now, zone());
        return Set.copyOf(today.minusDays(DAYS_BACK).datesUntil(today).toList());
      }
      if (late.isEmpty() || now.isBefore(heardAt.plus(QUIET))) {
        return Set.of();
      }
      Set<LocalDate> days = Set.copyOf(late);
      late.clear();
      return days;
    }
  }
}
