package org.campussentry.ingest.daily;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each day's report when its time comes and again when something came late, watches its
 * deadline, and takes in what people enter and sign. Thread-safe. All that it needs lies in the
 * journal.
 */
public final class DailyDesk {
  private static final Logger log = LoggerFactory.getLogger(DailyDesk.class);

  /** After a long stop, so many days are made up for. */
  private static final int BACK_DAYS = 14;

  /** So long late data may change a report by themselves; later only when a person asks. */
  private static final int LATE_DAYS = 3;

  private static final Duration AGAIN_EVERY = Duration.ofHours(1);

  /** What came of something that a person did. */
  public sealed interface Outcome {}

  /** It is kept. */
  public record Kept(DailyDay day) implements Outcome {}

  /**
   * Nothing is kept.
   *
   * @param code for programs
   * @param why with what to do
   */
  public record Refused(String code, String why) implements Outcome {}

  /** A day that is not confirmed, as the journal told of it last. */
  private record Waiting(DailyStore.Day day, Set<String> made) {}

  private final Reckoning reckoning;
  private final DailyStore store;
  private final DailyText text;
  private final DailyPlan plan;
  private final DailyCalls calls;
  private final DutyDesk duty;
  private final ZoneId zone;
  private final String instance;
  private Map<LocalDate, Waiting> waiting = Map.of();
  private Instant againAt = Instant.MIN;
  private boolean away;

  /**
   * @param sites of this instance, whose reports these are
   */
  public DailyDesk(
      Reckoning reckoning,
      DailyStore store,
      DailyText text,
      DailyPlan plan,
      DailyCalls calls,
      DutyDesk duty,
      Sites sites) {
    this.reckoning = reckoning;
    this.store = store;
    this.text = text;
    this.plan = plan;
    this.calls = calls;
    this.duty = duty;
    this.zone = duty.roster().zone();
    this.instance = String.join(",", sites.orElse("*"));
  }

  public DailyPlan plan() {
    return plan;
  }

  /** As a version was kept. */
  public DailyReport report(DailyDay.Version version) {
    return text.report(version.content());
  }

  /** The days of which there is or will be a report, newest first. */
  public List<DailyStore.Day> days(int limit) {
    return store.days(limit);
  }

  /** A day of which there is or will be a report. */
  public Optional<DailyStore.Day> open(LocalDate date) {
    return store.day(date);
  }

  /** Without contents; of days from one on, by their date. */
  public Map<LocalDate, DailyDay> heads(LocalDate from) {
    Map<LocalDate, List<DailyStep>> byDay = new LinkedHashMap<>();
    store.heads(from).forEach(s -> byDay.computeIfAbsent(s.day(), d -> new ArrayList<>()).add(s));
    Map<LocalDate, DailyDay> heads = new LinkedHashMap<>();
    byDay.forEach((date, steps) -> DailyDay.of(steps, text).ifPresent(d -> heads.put(date, d)));
    return heads;
  }

  /** With all that was made of it; empty before the first version. */
  public Optional<DailyDay> day(LocalDate date) {
    return DailyDay.of(store.steps(date), text);
  }

  /** When a day's report is made by itself. */
  public Instant madeAt(LocalDate date) {
    return plan.madeAt(date, zone);
  }

  /**
   * Opens days, makes what is due and calls for what is not confirmed. Call it every few seconds,
   * from one thread. Neither a journal nor a store that is away holds up a deadline that was known
   * before.
   *
   * @param telling hands a call over
   */
  public void round(Instant now, BiConsumer<Alert, Call> telling) {
    boolean failed = false;
    try {
      open(now);
      make(now);
      waiting = refreshed(now);
    } catch (HistoryException | RuntimeException e) {
      failed = true;
      if (!away) {
        log.error("Reports of days can't be made now: {}; tried again", e.getMessage());
      }
    }
    away = failed;
    for (Waiting one : waiting.values()) {
      call(one, now, telling);
    }
  }

  private void open(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    List<DailyStore.Day> last = store.days(1);
    LocalDate next = last.isEmpty() ? today : last.get(0).date().plusDays(1);
    LocalDate earliest = today.minusDays(BACK_DAYS);
    for (LocalDate day = next.isBefore(earliest) ? earliest : next;
        !day.isAfter(today);
        day = day.plusDays(1)) {
      store.open(new DailyStore.Day(id(day), day, plan.dueAt(day, zone)));
    }
  }

  /** The same for the same day in whichever process it is worked out. */
  private String id(LocalDate day) {
    try {
      byte[] of = ("daily|" + instance + "|" + day).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(of);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void make(Instant now) throws HistoryException {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Map<LocalDate, DailyDay> heads = heads(today.minusDays(BACK_DAYS));
    boolean again = !now.isBefore(againAt);
    for (DailyStore.Day day : store.days(BACK_DAYS)) {
      LocalDate date = day.date();
      if (date.isBefore(today) && !now.isBefore(plan.madeAt(date, zone))) {
        Optional<DailyDay> before = Optional.ofNullable(heads.get(date));
        boolean whole = before.stream().anyMatch(d -> d.last().over());
        if (!whole) {
          version(date, DailyDay.Cause.TIME, "", now);
        } else if (again && !date.isBefore(today.minusDays(LATE_DAYS))) {
          version(date, DailyDay.Cause.LATE_DATA, "", now);
        }
      }
    }
    againAt = again ? now.plus(AGAIN_EVERY) : againAt;
  }

  /** Makes one more version when there is anything new. */
  private synchronized DailyDay version(
      LocalDate date, DailyDay.Cause cause, String account, Instant now) throws HistoryException {
    DailyReport report = reckoning.of(date, now);
    String content = text.write(report);
    Optional<DailyDay> before = day(date);
    if (before.stream().anyMatch(d -> d.last().content().equals(content))) {
      return before.get();
    }
    append(date, next(before), DailyStep.Kind.MADE, account, made(report, cause), content, now);
    return day(date).orElseThrow();
  }

  private static int next(Optional<DailyDay> before) {
    return before.map(d -> d.last().number()).orElse(0) + 1;
  }

  private String made(DailyReport report, DailyDay.Cause cause) {
    return text.write(
        new DailyDay.Made(
            cause,
            report.verdict(),
            report.sufficient(),
            report.over(),
            report.campus().expected(),
            report.campus().proven()));
  }

  private void append(
      LocalDate date,
      int version,
      DailyStep.Kind kind,
      String account,
      String said,
      String content,
      Instant now) {
    DailyStep step =
        DailyStep.after(store.last(), date, version, kind, now, account, said, content);
    if (!store.append(step)) {
      throw new IllegalStateException("another process wrote to the same chain; try again");
    }
  }

  private Map<LocalDate, Waiting> refreshed(Instant now) {
    Map<LocalDate, Waiting> next = new LinkedHashMap<>();
    Map<LocalDate, DailyDay> heads = heads(LocalDate.ofInstant(now, zone).minusDays(BACK_DAYS));
    for (DailyStore.Day day : store.days(BACK_DAYS)) {
      boolean confirmed =
          Optional.ofNullable(heads.get(day.date())).flatMap(DailyDay::confirmed).isPresent();
      if (!confirmed) {
        Waiting before = waiting.get(day.date());
        Set<String> made =
            before == null ? new HashSet<>(duty.store().calls(day.id())) : before.made();
        next.put(day.date(), new Waiting(day, made));
      }
    }
    return next;
  }

  private void call(Waiting one, Instant now, BiConsumer<Alert, Call> telling) {
    for (Call call : calls.due(one.day(), duty.roster(), now)) {
      if (one.made().add(call.key())) {
        // Rather twice than not at all: it is written down after it was handed over.
        telling.accept(calls.subject(one.day(), now), call);
        try {
          duty.store().call(call, now);
        } catch (RuntimeException e) {
          log.warn("The journal does not remember the call {}: {}", call.key(), e.getMessage());
        }
      }
    }
  }

  /**
   * Makes a version now, also of a day that is not over; the one that there is when nothing is new.
   *
   * @throws HistoryException when the store does not answer
   */
  public DailyDay makeNow(LocalDate date, String account, Instant now) throws HistoryException {
    return version(date, DailyDay.Cause.ASKED, account, now);
  }

  /** Keeps what no sensor knows; after it was recorded, as a version of its own. */
  public synchronized Outcome enter(
      LocalDate date, DailyDay.Entered entered, String account, Instant now) {
    Optional<DailyDay> found = day(date);
    if (found.isEmpty()) {
      return notMade();
    }
    DailyDay.Version last = found.get().last();
    if (last.entered().equals(Optional.of(entered))) {
      return new Refused(
          "entered-already", "these numbers are entered already, by the same person");
    }
    int version = last.number();
    if (last.state() != DailyDay.State.DRAFT) {
      version++;
      DailyReport report = report(last);
      String said = made(report, DailyDay.Cause.CORRECTION);
      append(date, version, DailyStep.Kind.MADE, account, said, last.content(), now);
    }
    append(date, version, DailyStep.Kind.ENTERED, account, text.write(entered), "", now);
    return new Kept(day(date).orElseThrow());
  }

  private static Refused notMade() {
    return new Refused("not-made", "there is no report of that day yet; make it first");
  }

  /**
   * A person stands for a version.
   *
   * @param kind recorded, then reviewed by another person, then signed
   * @param version the one that was seen; a newer one must be read first
   * @param reason why it is confirmed although the readings do not prove it
   */
  public synchronized Outcome sign(
      LocalDate date,
      DailyStep.Kind kind,
      int version,
      String person,
      String reason,
      String account,
      Instant now) {
    Optional<DailyDay> found = day(date);
    if (found.isEmpty()) {
      return notMade();
    }
    DailyDay.Version last = found.get().last();
    Optional<Refused> refusal = refusal(kind, version, last, person, reason);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String said = DailyDay.signed(text, person, reason);
    append(date, last.number(), kind, account, said, "", now);
    return new Kept(day(date).orElseThrow());
  }

  private Optional<Refused> refusal(
      DailyStep.Kind kind, int version, DailyDay.Version last, String person, String reason) {
    if (version != last.number()) {
      return refused(
          "newer-version", "version " + last.number() + " is the last one; read that first");
    }
    Optional<DailyDay.Signature> there =
        switch (kind) {
          case RECORDED -> last.recorded();
          case REVIEWED -> last.reviewed();
          default -> last.signed();
        };
    if (there.isPresent()) {
      return refused(
          "confirmed-already",
          "version %d was %s by %s at %s already"
              .formatted(
                  version,
                  kind.word(),
                  there.get().person(),
                  there.get().at().atZone(zone).toOffsetDateTime()));
    }
    return switch (kind) {
      case RECORDED -> refusedRecord(last, reason);
      case REVIEWED -> refusedReview(last, person);
      default ->
          last.reviewed().isEmpty()
              ? refused("not-reviewed", "it is signed after two people have confirmed it")
              : Optional.empty();
    };
  }

  private static Optional<Refused> refusedRecord(DailyDay.Version last, String reason) {
    if (last.entered().isEmpty()) {
      return refused(
          "not-entered",
          "nobody entered the suspected and confirmed cases; a sensor can't know them");
    }
    return !last.sufficient() && reason.isBlank()
        ? refused(
            "reason-needed",
            "the readings don't prove this day at every point: 'reason' says why it is confirmed"
                + " all the same")
        : Optional.empty();
  }

  private static Optional<Refused> refusedReview(DailyDay.Version last, String person) {
    if (last.recorded().isEmpty()) {
      return refused("not-recorded", "it is reviewed after somebody recorded it");
    }
    return last.recorded().get().person().equals(person)
        ? refused(
            "same-person", person + " recorded it; another person reviews what somebody recorded")
        : Optional.empty();
  }

  private static Optional<Refused> refused(String code, String why) {
    return Optional.of(new Refused(code, why));
  }
}
