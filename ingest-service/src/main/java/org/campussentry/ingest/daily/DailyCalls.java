package org.campussentry.ingest.daily;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Shift;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;

/**
 * Whom a day's report calls while two people have not confirmed it. Pure. Immutable.
 *
 * <p>When a quarter of the time is left, the officers on shift; when it is past its time, officers
 * and leaders, and again every half an hour for a day: then the next day's report calls. Where
 * nobody of them can be reached, everybody is told.
 */
public final class DailyCalls {
  static final Duration REPEAT = Duration.ofMinutes(30);
  static final Duration LASTS = Duration.ofDays(1);

  /** No rule of a campus can have this id. */
  static final String RULE = "sentry:daily-report";

  private final Campus campus;
  private final People people;
  private final DailyPlan plan;

  public DailyCalls(Campus campus, People people, DailyPlan plan) {
    this.campus = campus;
    this.people = people;
    this.plan = plan;
  }

  /** The calls of now, made or not; of earlier stages none. */
  List<Call> due(DailyStore.Day day, Roster roster, Instant now) {
    Instant made = plan.madeAt(day.date(), campus.timezone());
    Instant due = day.dueAt();
    Instant early = due.minus(Duration.between(made, due).dividedBy(4));
    if (!plan.watched() || now.isBefore(early) || !now.isBefore(due.plus(LASTS))) {
      return List.of();
    }
    boolean over = !now.isBefore(due);
    int round = over ? (int) Duration.between(due, now).dividedBy(REPEAT) : 0;
    Set<String> persons = onDuty(roster, over, now);
    List<Call> calls = new ArrayList<>();
    persons.forEach(p -> calls.add(call(day, over, round, p, Optional.of(p))));
    if (calls.isEmpty()) {
      calls.add(call(day, over, round, "everybody", Optional.empty()));
    }
    return calls;
  }

  private Set<String> onDuty(Roster roster, boolean leaders, Instant now) {
    Set<String> persons = new LinkedHashSet<>();
    for (String site : campus.sites().keySet()) {
      Optional<Shift> shift = roster.at(site, now);
      reachable(shift, Role.OFFICER).ifPresent(persons::add);
      boolean nobody = reachable(shift, Role.OFFICER).isEmpty();
      if (leaders || nobody) {
        reachable(shift, Role.LEADER).ifPresent(persons::add);
      }
    }
    return persons;
  }

  /**
   * That it could not be sent, to whoever is on duty now; once, whoever comes on duty later.
   *
   * @param sending the id of what did not arrive
   */
  public List<Call> unsent(DailyStore.Day day, String sending, Roster roster, Instant now) {
    Optional<String> person = onDuty(roster, false, now).stream().findFirst();
    return List.of(
        new Call(
            day.id(),
            Call.Kind.REPORT,
            day.dueAt().toEpochMilli(),
            0,
            2,
            "unsent " + sending,
            person,
            "日报告未能送达 · the daily report could not be sent"));
  }

  /** What such a call is about: the day, and who did not get it. */
  public Alert unsent(DailyStore.Day day, String what) {
    return subject(day, Severity.WARNING, "unsent " + what);
  }

  private Optional<String> reachable(Optional<Shift> shift, Role role) {
    return shift
        .flatMap(s -> s.who(role))
        .flatMap(people::find)
        .filter(Person::isReachable)
        .map(Person::id);
  }

  private static Call call(
      DailyStore.Day day, boolean over, int round, String told, Optional<String> person) {
    return new Call(
        day.id(),
        Call.Kind.REPORT,
        day.dueAt().toEpochMilli(),
        round,
        over ? 1 : 0,
        told,
        person,
        over
            ? "日报告已逾期未确认 · the daily report is overdue"
            : "日报告须按时确认 · the daily report is to be confirmed");
  }

  /** As channels see it: what the call is about. */
  Alert subject(DailyStore.Day day, Instant now) {
    boolean over = !now.isBefore(day.dueAt());
    return subject(day, over ? Severity.CRITICAL : Severity.WARNING, day.date().toString());
  }

  private Alert subject(DailyStore.Day day, Severity severity, String reason) {
    long since = plan.madeAt(day.date(), campus.timezone()).toEpochMilli();
    return new Alert(
        day.id(),
        RULE,
        day.date().toString(),
        campus.sites().keySet().stream().findFirst().orElse(""),
        "",
        "",
        "",
        severity,
        Alert.Kind.REPORT,
        OptionalDouble.empty(),
        false,
        new Alert.Course(
            Alert.State.ACTIVE,
            OptionalDouble.empty(),
            reason,
            since,
            Optional.of(since),
            Optional.empty(),
            Optional.empty(),
            1),
        Alert.Handling.NONE);
  }
}
