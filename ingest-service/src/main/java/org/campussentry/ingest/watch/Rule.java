package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When a person must act, and what that person shall do. Immutable.
 *
 * @param condition what it looks at
 * @param hours when it begins alerts
 * @param byCampus written in campus.yaml, and so displacing default rules
 */
public record Rule(
    String id,
    Words words,
    Scope scope,
    Condition condition,
    Delays delays,
    Hours hours,
    Severity severity,
    Basis basis,
    boolean byCampus) {

  /**
   * What it says to people; Chinese first.
   *
   * @param action what to do; empty for an event, which is recorded and wakes nobody
   * @param runbook address of the emergency plan (应急预案), or empty
   */
  public record Words(String name, String nameEn, String action, String actionEn, String runbook) {}

  /**
   * How patient it is.
   *
   * @param on the condition must hold this long before the alert is active
   * @param off the value must be back this long before the alert is recovered
   * @param flutter what goes beyond again within this time is the same alert, counted, and must be
   *     steady for as long; zero makes each time an alert of its own
   */
  public record Delays(Duration on, Duration off, Duration flutter) {
    /** Of a rule that does not say otherwise. */
    public static final Duration FLUTTER = Duration.ofMinutes(10);

    /** None at all. */
    public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO, FLUTTER);
  }

  /**
   * The norm or the decision that it stands on; empty when the campus wrote it.
   *
   * @param edition of the source
   */
  public record Basis(String source, String edition) {}

  /** What a rule looks at. */
  public sealed interface Condition {}

  /** A measured value beyond a limit, in the quantity's unit. */
  public record Value(Limit limit) implements Condition {}

  /**
   * A value that rises or falls too fast.
   *
   * @param limit of the rise, or of the fall as a positive number, within the window
   */
  public record Rate(boolean rise, Limit limit, Duration window) implements Condition {}

  /**
   * A value that does not change at all, though it is measured: a sensor that hangs.
   *
   * @param limit in minutes
   */
  public record Stuck(Limit limit) implements Condition {}

  /**
   * No measured value from an expected point for this long, and for at least three of its periods.
   */
  public record NoData(Duration silence) implements Condition {}

  /**
   * Too little of what was expected came on the day of the campus so far, in percent; judged per
   * area, or for the one point that the scope names.
   */
  public record Coverage(Limit limit) implements Condition {}

  /** Nothing at all from an expected gateway for this long. */
  public record GatewaySilent(Duration silence) implements Condition {}

  /**
   * No line to the broker for this long; while there is none, the silence of points and gateways is
   * not judged.
   */
  public record BrokerSilent(Duration silence) implements Condition {}

  /** An area is not disinfected as its schedule asks for; for all areas. */
  public record Disinfection(Stage stage) implements Condition {
    /** How far it is. */
    public enum Stage {
      /** Not yet done, and little time is left. */
      DUE,
      /** Its time is over, and nothing was done. */
      MISSED,
      /** Its time is over, and what was done does not suffice. */
      FAILED;

      /** As YAML and the API spell it. */
      public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
      }
    }
  }

  /** There is less of something in stock than its minimum, or nothing; for all supplies. */
  public record Stock() implements Condition {}

  /** What rules rival in: the closest one for a point counts. */
  enum Side {
    UPPER,
    LOWER,
    RISE,
    FALL,
    STUCK,
    NO_DATA,
    GATEWAY,
    BROKER,
    COVERAGE,
    DISINFECTION_DUE,
    DISINFECTION_MISSED,
    DISINFECTION_FAILED,
    STOCK
  }

  Set<Side> sides() {
    if (condition instanceof Value value) {
      var sides = EnumSet.noneOf(Side.class);
      value.limit().upper().ifPresent(bound -> sides.add(Side.UPPER));
      value.limit().lower().ifPresent(bound -> sides.add(Side.LOWER));
      return sides;
    }
    if (condition instanceof Rate rate) {
      return Set.of(rate.rise() ? Side.RISE : Side.FALL);
    }
    if (condition instanceof Stuck) {
      return Set.of(Side.STUCK);
    }
    if (condition instanceof Coverage) {
      return Set.of(Side.COVERAGE);
    }
    if (condition instanceof BrokerSilent) {
      return Set.of(Side.BROKER);
    }
    if (condition instanceof Disinfection disinfection) {
      return Set.of(Side.valueOf("DISINFECTION_" + disinfection.stage()));
    }
    if (condition instanceof Stock) {
      return Set.of(Side.STOCK);
    }
    return Set.of(condition instanceof NoData ? Side.NO_DATA : Side.GATEWAY);
  }

  /** Whether both would tell of the same excursion, if they looked at the same points. */
  public boolean overlaps(Rule other) {
    return sides().stream().anyMatch(other.sides()::contains);
  }

  /** Without the bounds that a closer rule has. */
  Rule only(Set<Side> left) {
    if (!(condition instanceof Value value) || left.containsAll(sides())) {
      return this;
    }
    var narrowed = new Value(value.limit().only(left.contains(Side.UPPER)));
    return new Rule(id, words, scope, narrowed, delays, hours, severity, basis, byCampus);
  }

  /** As {@link Delays} says. */
  public Duration onDelay() {
    return delays.on();
  }

  /** As {@link Delays} says. */
  public Duration offDelay() {
    return delays.off();
  }

  /** The limit of what is measured or counted; empty for silence. */
  public Optional<Limit> limit() {
    if (condition instanceof Value value) {
      return Optional.of(value.limit());
    }
    if (condition instanceof Rate rate) {
      return Optional.of(rate.limit());
    }
    if (condition instanceof Coverage coverage) {
      return Optional.of(coverage.limit());
    }
    return condition instanceof Stuck stuck ? Optional.of(stuck.limit()) : Optional.empty();
  }

  /** The limit of the value itself, which a chart can show; empty for other conditions. */
  public Optional<Limit> valueLimit() {
    return condition instanceof Value value ? Optional.of(value.limit()) : Optional.empty();
  }

  /** Whether it is a limit of the value, of its change or of its standing still. */
  public boolean isMeasured() {
    return condition instanceof Value || condition instanceof Rate || condition instanceof Stuck;
  }

  /** Whether it looks at points, each or those of an area. */
  public boolean isOfPoints() {
    return !(condition instanceof GatewaySilent
        || condition instanceof BrokerSilent
        || condition instanceof Disinfection
        || condition instanceof Stock);
  }

  /** Without an action it is an event: recorded and shown, and nobody is woken. */
  public boolean tells() {
    return !words.action().isEmpty();
  }
}
