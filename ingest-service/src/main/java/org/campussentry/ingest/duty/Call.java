package org.campussentry.ingest.duty;

import java.util.Arrays;
import java.util.Optional;

/**
 * One person, or everybody, to be told of an alert. Immutable.
 *
 * @param alert its id
 * @param kind why at all
 * @param countedFrom from when the steps were counted, or when the shift changed; milliseconds
 *     since 1970 UTC
 * @param round how often the steps had begun anew; from 0
 * @param step from 0; one past the last for everybody
 * @param told the word of the step, with the person where it calls several
 * @param person empty for every channel, as without a policy
 * @param why what a reader of the story wants to know, with what fell through before
 */
public record Call(
    String alert,
    Kind kind,
    long countedFrom,
    int round,
    int step,
    String told,
    Optional<String> person,
    String why) {

  /** Why somebody is called. */
  public enum Kind {
    STEP("step"),
    SHIFT_CHANGE("shift-change"),
    EVERYBODY("everybody"),
    /** Something must be reported upward, and was not yet. */
    REPORT("report");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As journal and API spell it. */
    public String word() {
      return word;
    }

    /** The kind of that word, which the journal wrote. */
    public static Kind of(String word) {
      return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst().orElseThrow();
    }
  }

  /**
   * The same for the same call, however often and in whichever process it is worked out. Who is on
   * duty when a role is called does not change it.
   */
  public String key() {
    return "%s/%s/%d/%d/%d/%s".formatted(alert, kind.word(), countedFrom, round, step, told);
  }
}
