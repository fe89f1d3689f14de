package org.campussentry.ingest.daily;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A day's report with all its versions, as the steps tell it. Immutable.
 *
 * @param versions in order; at least one
 */
public record DailyDay(LocalDate date, List<Version> versions) {

  /** How far a version is. */
  public enum State {
    DRAFT,
    RECORDED,
    /** Two people stand for it: it is confirmed. */
    REVIEWED,
    SIGNED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Two people stand for it. */
    public boolean isConfirmed() {
      return this == REVIEWED || this == SIGNED;
    }
  }

  /** Why a version was made. */
  public enum Cause {
    /** By the clock. */
    TIME,
    /** Readings came late, or alerts and slots changed after it was made. */
    LATE_DATA,
    /** A person wanted it now. */
    ASKED,
    /** A person entered other numbers after it was recorded. */
    CORRECTION;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What is said when a version is made, so that a list needs no content. */
  record Made(
      Cause cause, Verdict verdict, boolean sufficient, boolean over, long expected, long proven) {}

  /** What no sensor knows: suspected (疑似) and confirmed (确诊) cases, by whose word. */
  public record Entered(int suspected, int confirmed, String person) {}

  /**
   * Who stood for it.
   *
   * @param reason why it is confirmed although the readings don't prove it; may be empty
   */
  public record Signature(String person, String reason, String account, Instant at) {}

  private record Signed(String person, String reason) {}

  /**
   * One version.
   *
   * @param measured the verdict by the readings alone
   * @param entered empty while nobody entered anything (未填报), which is not 0
   * @param content the report as JSON; empty in lists
   */
  public record Version(
      int number,
      Instant madeAt,
      Cause cause,
      Verdict measured,
      boolean sufficient,
      boolean over,
      long expected,
      long proven,
      Optional<Entered> entered,
      Optional<Signature> recorded,
      Optional<Signature> reviewed,
      Optional<Signature> signed,
      String content,
      String digest,
      String previous) {
    /** By the readings and by what was entered. */
    public Verdict verdict() {
      boolean ill = entered.stream().anyMatch(e -> e.suspected() > 0 || e.confirmed() > 0);
      return ill ? Verdict.EXCEPTIONS : measured;
    }

    public State state() {
      if (signed.isPresent()) {
        return State.SIGNED;
      }
      if (reviewed.isPresent()) {
        return State.REVIEWED;
      }
      return recorded.isPresent() ? State.RECORDED : State.DRAFT;
    }
  }

  /** The last version, which is the one that counts. */
  public Version last() {
    return versions.get(versions.size() - 1);
  }

  /** The last one for which two people stand. */
  public Optional<Version> confirmed() {
    return versions.stream().filter(v -> v.state().isConfirmed()).reduce((first, second) -> second);
  }

  /**
   * Reads the steps of one day; empty when there are none.
   *
   * @param steps in order
   */
  static Optional<DailyDay> of(List<DailyStep> steps, DailyText text) {
    List<Version> versions = new ArrayList<>();
    for (DailyStep step : steps) {
      if (step.kind() == DailyStep.Kind.MADE) {
        Optional<Entered> before =
            versions.isEmpty() ? Optional.empty() : versions.get(versions.size() - 1).entered();
        versions.add(made(step, text.read(step.said(), Made.class), before));
      } else if (!versions.isEmpty()) {
        int last = versions.size() - 1;
        versions.set(last, after(versions.get(last), step, text));
      }
    }
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(new DailyDay(steps.get(0).day(), versions));
  }

  /**
   * A person's word holds for the versions that follow, too; a signature only for what was signed.
   */
  private static Version made(DailyStep step, Made made, Optional<Entered> entered) {
    return new Version(
        step.version(),
        step.at(),
        made.cause(),
        made.verdict(),
        made.sufficient(),
        made.over(),
        made.expected(),
        made.proven(),
        entered,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        step.content(),
        step.digest(),
        step.previous());
  }

  private static Version after(Version version, DailyStep step, DailyText text) {
    if (step.kind() == DailyStep.Kind.ENTERED) {
      Optional<Entered> entered = Optional.of(text.read(step.said(), Entered.class));
      return changed(
          version, step, entered, version.recorded(), version.reviewed(), version.signed());
    }
    Signed said = text.read(step.said(), Signed.class);
    Optional<Signature> by =
        Optional.of(new Signature(said.person(), said.reason(), step.account(), step.at()));
    boolean isRecord = step.kind() == DailyStep.Kind.RECORDED;
    boolean isReview = step.kind() == DailyStep.Kind.REVIEWED;
    return changed(
        version,
        step,
        version.entered(),
        isRecord ? by : version.recorded(),
        isReview ? by : version.reviewed(),
        isRecord || isReview ? version.signed() : by);
  }

  /** The digest is that of the last step: it covers all that came before. */
  private static Version changed(
      Version of,
      DailyStep step,
      Optional<Entered> entered,
      Optional<Signature> recorded,
      Optional<Signature> reviewed,
      Optional<Signature> signed) {
    return new Version(
        of.number(),
        of.madeAt(),
        of.cause(),
        of.measured(),
        of.sufficient(),
        of.over(),
        of.expected(),
        of.proven(),
        entered,
        recorded,
        reviewed,
        signed,
        of.content(),
        step.digest(),
        step.previous());
  }

  /** As a step says it. */
  static String signed(DailyText text, String person, String reason) {
    return text.write(new Signed(person, reason));
  }
}
