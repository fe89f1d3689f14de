package org.campussentry.ingest.watch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which alerts are asked for, in which order, and after which one. Immutable. Pending ones are in
 * an answer only when that state is asked for.
 *
 * @param after the last one that was seen; empty for the first page
 * @param limit at most so many
 */
public record AlertQuery(Filter filter, Order order, Optional<Mark> after, int limit) {
  /** In which order. */
  public enum Order {
    /** By when they began. */
    NEWEST,
    /** By severity; of equal ones those that nobody claimed first, then the oldest. */
    WORST
  }

  /**
   * What holds for all that are found; what is empty holds for any.
   *
   * @param area the path of an area, which stands for those below it too
   * @param words what some text of an alert contains
   * @param from the earliest start, milliseconds since 1970 UTC
   * @param to the latest start, exclusive
   * @param handled what people did about it
   */
  public record Filter(
      Set<Alert.State> states,
      Set<Severity> severities,
      Optional<String> site,
      Optional<String> area,
      Optional<String> rule,
      Optional<Words> words,
      OptionalLong from,
      OptionalLong to,
      Handled handled) {
    /** All but the pending ones. */
    public static final Filter ALL =
        new Filter(
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Handled.ANY);

    public Filter {
      states = Set.copyOf(states);
      severities = Set.copyOf(severities);
    }
  }

  /**
   * A text to look for. Names stand in files and not in the journal, so who asks says what they
   * mean.
   *
   * @param rules whose name contains it
   * @param areas whose name contains it
   */
  public record Words(String text, Set<String> rules, Set<Area> areas) {}

  /** An area of a site. */
  public record Area(String site, String path) {}

  /**
   * What people did.
   *
   * @param unclaimed only those that nobody acknowledged
   * @param by only those that this one acknowledged, shelved or closed
   * @param shelvedAt only those out of sight at that time
   * @param outOfService only what is being maintained
   * @param late only what was found more than a minute after it happened
   */
  public record Handled(
      boolean unclaimed,
      Optional<String> by,
      OptionalLong shelvedAt,
      boolean outOfService,
      boolean late) {
    /** Whatever it was. */
    public static final Handled ANY =
        new Handled(false, Optional.empty(), OptionalLong.empty(), false, false);
  }

  /** Where an alert stands in an order. */
  public record Mark(Severity severity, boolean claimed, long since, String id) {
    /** That of an alert. */
    public static Mark of(Alert alert) {
      return new Mark(
          alert.severity(), alert.acknowledged().isPresent(), alert.since(), alert.id());
    }
  }
}
