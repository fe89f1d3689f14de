package org.campussentry.ingest.watch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that is wrong at one place. Immutable. Times are milliseconds since 1970 UTC.
 *
 * @param id from rule, source and start, so that the same excursion has the same id however often
 *     it is found
 * @param source the point's full id, or the gateway's for an alert about a gateway, {@code
 *     site/area} for the coverage of an area, the slot's for disinfection, or the site's for the
 *     broker
 * @param unit of value and limit
 * @param kind what recovers it: a value, data, or only a person
 * @param limit empty for missing data
 * @param late found more than a minute after it happened
 * @param course how it went
 * @param handling what people did about it
 */
public record Alert(
    String id,
    String rule,
    String source,
    String site,
    String area,
    String quantity,
    String unit,
    Severity severity,
    Kind kind,
    OptionalDouble limit,
    boolean late,
    Course course,
    Handling handling) {

  /** What the alert is about. */
  public enum Kind {
    /** A value beyond a limit. */
    THRESHOLD,
    /** A value that changes too fast. */
    RATE,
    /** A value that does not change at all. */
    STUCK,
    /** One occurrence, such as a fever. */
    EVENT,
    NO_DATA,
    GATEWAY,
    /** The service has no line to its broker, so nothing of the site is watched. */
    BROKER,
    /** Too little came from an area, or from a point that has such a rule of its own. */
    COVERAGE,
    /** An area is not disinfected as its schedule asks for. */
    DISINFECTION,
    /** Too little is left of something in stock. */
    STOCK,
    /** Nothing is wrong: people practise. The watch never makes one. */
    DRILL,
    /** The test of alerting itself, or its failure. The watch never makes one. */
    CANARY,
    /** A day's report is not confirmed. The watch never makes one. */
    REPORT;

    /** Whether it is not about something wider than a point. */
    boolean isOfPoint() {
      return this != GATEWAY
          && this != BROKER
          && this != COVERAGE
          && this != DISINFECTION
          && this != STOCK;
    }
  }

  /** Acknowledged, shelved and out of service are flags beside these. */
  public enum State {
    PENDING,
    ACTIVE,
    RECOVERED,
    CLOSED;

    /** Lower case, as the API spells it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * How it went. Immutable.
   *
   * @param value the worst measure so far; empty for missing data
   * @param reason for missing data, the last reason that the point gave; else empty
   * @param since when the condition began, as far as is known
   * @param activeAt when it became active, the last time that it did
   * @param clearSince since when it is back within its limits without being recovered yet
   * @param count how often it went beyond: more than once is fluttering
   */
  public record Course(
      State state,
      OptionalDouble value,
      String reason,
      long since,
      Optional<Long> activeAt,
      Optional<Long> clearSince,
      Optional<Long> endedAt,
      int count) {

    static Course pending(OptionalDouble value, String reason, long since) {
      return new Course(
          State.PENDING,
          value,
          reason,
          since,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          1);
    }

    private Course in(State next, Optional<Long> active, Optional<Long> ended) {
      return new Course(next, value, reason, since, active, Optional.empty(), ended, count);
    }

    private Course with(OptionalDouble nextValue, long nextSince) {
      return new Course(state, nextValue, reason, nextSince, activeAt, clearSince, endedAt, count);
    }

    private Course clear(Optional<Long> nextClear, int nextCount) {
      return new Course(state, value, reason, since, activeAt, nextClear, endedAt, nextCount);
    }
  }

  /**
   * What people did about it. Immutable.
   *
   * @param outOfService it is about something that is being maintained
   */
  public record Handling(
      Optional<Mark> acknowledged,
      Optional<Shelf> shelved,
      boolean outOfService,
      Optional<Mark> closed) {
    /** Nothing yet. */
    public static final Handling NONE =
        new Handling(Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  /** Who did something, when, and what was noted. */
  public record Mark(String by, long at, String note) {}

  /**
   * Out of sight for a while: who, why, until when. One that ends when it begins takes back the one
   * before, and so counts as the end of it.
   *
   * @param at when it was put there; 0 when that was not written down
   */
  public record Shelf(String by, String reason, long until, long at) {
    boolean isTakenBack() {
      return until <= at;
    }
  }

  /** Sixteen hexadecimal digits of SHA-256: enough for an id, short enough for a URL read aloud. */
  static String idOf(String rule, String source, long since) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((rule + "|" + source + "|" + since).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public State state() {
    return course.state();
  }

  public OptionalDouble value() {
    return course.value();
  }

  public String reason() {
    return course.reason();
  }

  public long since() {
    return course.since();
  }

  public Optional<Long> activeAt() {
    return course.activeAt();
  }

  public Optional<Long> endedAt() {
    return course.endedAt();
  }

  public int count() {
    return course.count();
  }

  public Optional<Mark> acknowledged() {
    return handling.acknowledged();
  }

  public Optional<Shelf> shelved() {
    return handling.shelved();
  }

  public boolean outOfService() {
    return handling.outOfService();
  }

  public Optional<Mark> closed() {
    return handling.closed();
  }

  public boolean isOpen() {
    return state() == State.PENDING || state() == State.ACTIVE;
  }

  /** Whether the worst measure lies above the limit; meaningless for missing data. */
  public boolean isAbove() {
    return value().orElse(0) >= limit.orElse(0);
  }

  /** The shelf that it was put on last, if nobody took it back. */
  public Optional<Shelf> shelf() {
    return shelved().filter(shelf -> !shelf.isTakenBack());
  }

  /** Whether it is out of sight at a time. */
  public boolean isShelved(long now) {
    return shelved().stream().anyMatch(shelf -> shelf.until() > now);
  }

  Alert activated(long now) {
    return with(course.in(State.ACTIVE, Optional.of(now), Optional.empty()));
  }

  Alert recovered(long now) {
    return with(course.in(State.RECOVERED, activeAt(), Optional.of(now)));
  }

  /** Again what it was before it recovered, with what the new excursion brought. */
  Alert reopened(Alert again) {
    OptionalDouble worst = again.excess() > excess() ? again.value() : value();
    Course next =
        course
            .in(State.ACTIVE, again.activeAt(), Optional.empty())
            .with(worst, since())
            .clear(Optional.empty(), count() + 1);
    return new Alert(
        id,
        rule,
        source,
        site,
        area,
        quantity,
        unit,
        severity,
        kind,
        limit,
        late,
        next,
        new Handling(Optional.empty(), shelved(), again.outOfService(), Optional.empty()));
  }

  private double excess() {
    return value().isPresent() && limit.isPresent()
        ? Math.abs(value().getAsDouble() - limit.getAsDouble())
        : 0;
  }

  Alert withValue(double next) {
    return with(course.with(OptionalDouble.of(next), since()));
  }

  Alert startedAt(long start) {
    return with(course.with(value(), start));
  }

  /** Back within its limits, but not for long enough yet. */
  Alert clearSince(long time) {
    return with(course.clear(Optional.of(time), count()));
  }

  /** Not back any more. */
  Alert beyondAgain(boolean counts) {
    return with(course.clear(Optional.empty(), counts ? count() + 1 : count()));
  }

  Alert acknowledged(Mark mark) {
    return with(new Handling(Optional.of(mark), shelved(), outOfService(), closed()));
  }

  Alert shelved(Shelf shelf) {
    return with(new Handling(acknowledged(), Optional.of(shelf), outOfService(), closed()));
  }

  Alert outOfService(boolean is) {
    return with(new Handling(acknowledged(), shelved(), is, closed()));
  }

  Alert closed(Mark mark) {
    Optional<Long> ended = endedAt().or(() -> Optional.of(mark.at()));
    return with(course.in(State.CLOSED, activeAt(), ended))
        .with(new Handling(acknowledged(), shelved(), outOfService(), Optional.of(mark)));
  }

  Alert of(Severity next) {
    return new Alert(
        id, rule, source, site, area, quantity, unit, next, kind, limit, late, course, handling);
  }

  private Alert with(Course next) {
    return new Alert(
        id, rule, source, site, area, quantity, unit, severity, kind, limit, late, next, handling);
  }

  private Alert with(Handling next) {
    return new Alert(
        id, rule, source, site, area, quantity, unit, severity, kind, limit, late, course, next);
  }
}
