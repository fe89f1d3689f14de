package org.campussentry.ingest.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;

/**
 * One drill. Immutable, and pure.
 *
 * @param place where it plays
 * @param plan what is practised
 * @param by who started it
 * @param first who acknowledged it first: that is what is measured
 * @param last who acknowledged it last: that is what keeps the steps back
 * @param end empty while it runs
 */
public record Drill(
    String id,
    Place place,
    Plan plan,
    String by,
    Instant startedAt,
    Instant until,
    Optional<Alert.Mark> first,
    Optional<Alert.Mark> last,
    Optional<End> end) {

  /** No rule of a campus can have this id. */
  public static final String RULE = "sentry:drill";

  /**
   * A point, as it was when the drill began.
   *
   * @param point its full id
   */
  public record Place(String point, String site, String area, String quantity, String unit) {
    static Place of(Point point) {
      return new Place(
          point.id().toString(), point.site(), point.area(), point.quantity(), point.unit());
    }
  }

  /**
   * What is told.
   *
   * @param severity as which it climbs
   * @param value that the message shows, in the point's unit
   * @param note what is practised; may be empty
   * @param length after which it ends by itself
   */
  public record Plan(Severity severity, OptionalDouble value, String note, Duration length) {}

  /** How it ended, by whom (empty for nobody), and what was noted. */
  public record End(How how, Instant at, String by, String note) {}

  /** What ended it. */
  public enum How {
    /** Its time was over. */
    TIME,
    /** Somebody's word. */
    WORD,
    /** A real alert at the same point. */
    REAL;

    /** As journal and API spell it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Drill begin(String id, Point point, Plan plan, String by, Instant now) {
    return new Drill(
        id,
        Place.of(point),
        plan,
        by,
        now,
        now.plus(plan.length()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it calls people: not after its time, even when nobody could write that down yet. */
  public boolean isRunning(Instant now) {
    return end.isEmpty() && until.isAfter(now);
  }

  /** Whether it ran at a time, as far as is known now. */
  public boolean ranAt(Instant time) {
    return !startedAt.isAfter(time) && end.map(End::at).orElse(until).isAfter(time);
  }

  /** From its start to the first acknowledgement. */
  public Optional<Duration> acknowledgedAfter() {
    return first.map(mark -> Duration.between(startedAt, Instant.ofEpochMilli(mark.at())));
  }

  Drill acknowledged(Alert.Mark mark) {
    return new Drill(
        id,
        place,
        plan,
        by,
        startedAt,
        until,
        first.or(() -> Optional.of(mark)),
        Optional.of(mark),
        end);
  }

  Drill ended(End how) {
    return new Drill(id, place, plan, by, startedAt, until, first, last, Optional.of(how));
  }

  /** As escalation and channels see it; of no rule, and no alert that the watch knows. */
  public Alert alert() {
    Alert.Course course =
        new Alert.Course(
            end.isEmpty() ? Alert.State.ACTIVE : Alert.State.RECOVERED,
            plan.value(),
            plan.note(),
            startedAt.toEpochMilli(),
            Optional.of(startedAt.toEpochMilli()),
            Optional.empty(),
            end.map(e -> e.at().toEpochMilli()),
            1);
    return new Alert(
        id,
        RULE,
        place.point(),
        place.site(),
        place.area(),
        place.quantity(),
        place.unit(),
        plan.severity(),
        Alert.Kind.DRILL,
        OptionalDouble.empty(),
        false,
        course,
        new Alert.Handling(last, Optional.empty(), false, Optional.empty()));
  }
}
