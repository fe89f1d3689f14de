package org.campussentry.acceptance.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campussentry.acceptance.chaos.Evidence.Answer;
import org.campussentry.acceptance.chaos.Evidence.Break;
import org.campussentry.acceptance.chaos.Evidence.Cause;
import org.campussentry.acceptance.chaos.Evidence.Damage;
import org.campussentry.acceptance.chaos.Evidence.Excursion;
import org.campussentry.acceptance.chaos.Evidence.Row;
import org.campussentry.acceptance.chaos.Evidence.Span;
import org.campussentry.acceptance.chaos.Evidence.Told;

/**
 * What became of every answered reading and of every excursion. Pure: a comparison of what was
 * seen.
 *
 * @param counts by what is counted, in the order of the table
 * @param lies what must not be, each with an example; empty when all is well
 * @param latest most milliseconds between an answer and the time that the store has for it
 */
record Verdict(Map<Count, Long> counts, List<String> lies, long latest) {
  /** A batch stays open for 250 ms; one reading may be between the wire and the batch. */
  static final long OPEN_BATCH_MS = 500;

  /** The machine is shared: an answer may wait this long before the agent sees it. */
  static final long LATE_MS_MAX = 3_000;

  private static final long EARLY_MS_MAX = 250;

  /** Between the arrival of a notification and the journal's word that it was taken. */
  private static final long SENDING_MS = 2_000;

  private static final int EXAMPLES_MAX = 5;

  /** The lines of the table; those of a lie must be zero. */
  enum Count {
    ANSWERED("readings answered", false),
    STORED("stored", false),
    ANNOUNCED("in announced drops", false),
    SET_ASIDE("in a damaged outbox that was set aside", false),
    JOURNAL("in the tail of a damaged journal", false),
    OPEN_BATCH("in the open batch at an agent's death", false),
    UNDER_WAY("under way on a bus or to an agent that stood still", false),
    LOST("lost", true),
    CHANGED("changed or invented", true),
    RETIMED("re-timed", true),
    TWICE("stored twice", true),
    EXCURSIONS("excursions", false),
    NOTIFICATIONS("notifications", false),
    REPEATS("of them repeated for a sending that was cut, with the same id", false),
    UNTOLD("excursions that nobody was told of", true),
    UNEXPLAINED("notifications without a cause", true);

    final String words;
    final boolean lie;

    Count(String words, boolean lie) {
      this.words = words;
      this.lie = lie;
    }
  }

  /**
   * Compares.
   *
   * @param settled what was answered later may still be on its way
   */
  static Verdict of(Evidence evidence, long settled) {
    var comparison = new Comparison(evidence, settled);
    comparison.readings();
    comparison.notifications();
    return new Verdict(comparison.counts, comparison.lies(), comparison.latest);
  }

  boolean good() {
    return lies.isEmpty();
  }

  private static final class Comparison {
    private final Evidence evidence;
    private final long settled;
    private final Map<Count, Long> counts = new LinkedHashMap<>();
    private final Map<Count, List<String>> examples = new LinkedHashMap<>();
    private long latest;

    Comparison(Evidence evidence, long settled) {
      this.evidence = evidence;
      this.settled = settled;
      for (Count count : Count.values()) {
        counts.put(count, 0L);
      }
    }

    private void count(Count count, Object example) {
      counts.merge(count, 1L, Long::sum);
      if (count.lie) {
        examples.computeIfAbsent(count, any -> new ArrayList<>()).add(example.toString());
      }
    }

    List<String> lies() {
      var lies = new ArrayList<String>();
      examples.forEach(
          (count, all) ->
              lies.add(
                  "%d %s: %s"
                      .formatted(
                          all.size(),
                          count.words,
                          all.subList(0, Math.min(EXAMPLES_MAX, all.size())))));
      return lies;
    }

    void readings() {
      Map<Mark, Long> answered = new HashMap<>();
      evidence.answered().forEach(answer -> answered.put(answer.mark(), answer.at()));
      Set<Mark> stored = new HashSet<>();
      for (Row row : evidence.stored()) {
        Long at = answered.get(row.mark());
        if (at == null) {
          count(Count.CHANGED, row);
        } else if (!stored.add(row.mark())) {
          count(Count.TWICE, row);
        } else {
          compareTimes(row, at);
        }
      }
      for (Answer answer : evidence.answered()) {
        if (answer.at() > settled) {
          continue;
        }
        count(Count.ANSWERED, answer);
        count(stored.contains(answer.mark()) ? Count.STORED : whyNotStored(answer), answer);
      }
    }

    private void compareTimes(Row row, long at) {
      long late = row.time() - at;
      boolean stoodStill = broken(new Answer(row.mark(), at), Cause.LINE);
      if (!stoodStill) {
        latest = Math.max(latest, late);
      }
      if (late < -EARLY_MS_MAX || (late > LATE_MS_MAX && !stoodStill)) {
        count(Count.RETIMED, row + " was answered " + late + " ms before");
      }
    }

    private Count whyNotStored(Answer answer) {
      for (Damage damage : evidence.damage()) {
        if (damage.announced().contains(answer.mark())) {
          return Count.ANNOUNCED;
        }
        if (damage.held().contains(answer.mark()) && (damage.setAside() || damage.journal())) {
          return damage.setAside() ? Count.SET_ASIDE : Count.JOURNAL;
        }
      }
      if (broken(answer, Cause.DEATH)) {
        return Count.OPEN_BATCH;
      }
      return broken(answer, Cause.LINE) ? Count.UNDER_WAY : Count.LOST;
    }

    private boolean broken(Answer answer, Cause cause) {
      for (Break broken : evidence.breaks()) {
        if (broken.gateway() == answer.mark().gateway()
            && broken.cause() == cause
            && broken.span().has(answer.at())) {
          return true;
        }
      }
      return false;
    }

    void notifications() {
      for (Excursion excursion : evidence.excursions()) {
        count(Count.EXCURSIONS, excursion);
        if (toldOf(excursion).isEmpty()) {
          count(Count.UNTOLD, excursion);
        }
      }
      Map<String, Told> first = new HashMap<>();
      for (Told told : evidence.told()) {
        count(Count.NOTIFICATIONS, told);
        Told before = first.putIfAbsent(told.alert() + told.state(), told);
        if (before == null) {
          if (!explained(told)) {
            count(Count.UNEXPLAINED, told);
          }
        } else if (before.delivery().equals(told.delivery()) && cut(before)) {
          count(Count.REPEATS, told);
          first.put(told.alert() + told.state(), told);
        } else {
          count(Count.UNEXPLAINED, told + " after " + before);
        }
      }
    }

    private List<Told> toldOf(Excursion excursion) {
      return evidence.told().stream()
          .filter(told -> told.gateway() == excursion.gateway() && told.state().equals("active"))
          .filter(told -> excursion.span().has(told.at()))
          .toList();
    }

    /** Active while it is beyond the limit, one alert for each time; or recovered after it. */
    private boolean explained(Told told) {
      if (told.state().equals("recovered")) {
        return evidence.told().stream()
            .anyMatch(
                other -> other.state().equals("active") && other.alert().equals(told.alert()));
      }
      for (Excursion excursion : evidence.excursions()) {
        List<Told> all = toldOf(excursion);
        if (!all.isEmpty() && all.contains(told)) {
          return all.get(0).alert().equals(told.alert());
        }
      }
      return false;
    }

    private boolean cut(Told sending) {
      for (Span span : evidence.sendingBroken()) {
        if (span.from() <= sending.at() + SENDING_MS && sending.at() <= span.until()) {
          return true;
        }
      }
      return false;
    }
  }

  /** The table, one line a count. */
  String table() {
    var table = new StringBuilder();
    counts.forEach((count, number) -> table.append("  %-66s %9d%n".formatted(count.words, number)));
    table.append(
        "  %-66s %9d%n".formatted("most ms from an answer to its time in the store", latest));
    return table.toString();
  }
}
