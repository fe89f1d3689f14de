package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a person must act, and what that person shall do. Immutable.
 *
 * @param quantity the quantity it watches; {@code *} for each
 * @param area a glob over area paths: {@code *} stands for one level, {@code **} for any number
 * @param condition what it looks at
 * @param holdFor the condition must hold this long before the alert is active (on-delay)
 * @param action what to do; Chinese first
 * @param source the norm or the decision that it stands on; empty when the campus wrote it
 * @param byCampus written in campus.yaml, and so displacing a default rule
 */
public record Rule(
    String id,
    String name,
    String nameEn,
    String quantity,
    String area,
    Condition condition,
    Duration holdFor,
    Severity severity,
    String action,
    String actionEn,
    String source,
    boolean byCampus) {

  /** What a rule looks at. */
  public sealed interface Condition {}

  /** A measured value beyond a limit, in the quantity's unit. */
  public record Threshold(Direction direction, double limit, double deadband) implements Condition {
    boolean violatedBy(double value) {
      return switch (direction) {
        case ABOVE -> value > limit;
        case AT_LEAST -> value >= limit;
        case BELOW -> value < limit;
        case AT_MOST -> value <= limit;
      };
    }

    /** Back inside by at least the deadband, so that a value at the limit does not flutter. */
    boolean clearedBy(double value) {
      return switch (direction) {
        case ABOVE -> value <= limit - deadband;
        case AT_LEAST -> value < limit - deadband;
        case BELOW -> value >= limit + deadband;
        case AT_MOST -> value > limit + deadband;
      };
    }

    boolean worse(double a, double than) {
      return isUpper() ? a > than : a < than;
    }

    public boolean isUpper() {
      return direction == Direction.ABOVE || direction == Direction.AT_LEAST;
    }
  }

  /**
   * No measured value from an expected point for this long, and for at least three of its periods.
   */
  public record NoData(Duration silence) implements Condition {}

  /** Nothing at all from an expected gateway for this long. */
  public record GatewaySilent(Duration silence) implements Condition {}

  /** On which side of its limit a threshold lies. */
  public enum Direction {
    ABOVE,
    AT_LEAST,
    BELOW,
    AT_MOST
  }

  public Optional<Threshold> threshold() {
    return condition instanceof Threshold t ? Optional.of(t) : Optional.empty();
  }

  boolean matches(String pointQuantity, String pointArea) {
    return (quantity.equals("*") || quantity.equals(pointQuantity))
        && glob(area).matcher(pointArea).matches();
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (glob.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
