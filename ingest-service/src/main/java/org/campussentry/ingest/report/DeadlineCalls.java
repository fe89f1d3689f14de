package org.campussentry.ingest.report;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Shift;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;

/**
 * Whom a report calls while nothing of it was handed in. Pure: the same report, roster and time
 * give the same calls in any process. Immutable.
 *
 * <p>When it opens, the leader on shift; when a quarter of the time is left, the leader and the
 * department; when it is past its time, both again, and again every half an hour. Who is not there
 * or has no channel hands on to the officer, and nobody at all to everybody.
 */
public final class DeadlineCalls {
  static final Duration REPEAT = Duration.ofMinutes(30);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Campus campus;
  private final People people;

  public DeadlineCalls(Campus campus, People people) {
    this.campus = campus;
    this.people = people;
  }

  /** How far it is. */
  private record Stage(int step, int round, boolean department, String why) {}

  /** The calls of the stage of now, made or not; of earlier stages none, however late it is. */
  List<Call> due(UpwardReport report, Alert alert, Roster roster, Instant now) {
    if (!report.isWaiting()) {
      return List.of();
    }
    Stage stage = stage(report, now);
    List<Call> calls = new ArrayList<>();
    leader(alert, roster, now)
        .ifPresent(p -> calls.add(call(report, stage, "leader", Optional.of(p.id()))));
    if (stage.department()) {
      for (Person person : department(alert)) {
        calls.add(call(report, stage, "department:" + person.id(), Optional.of(person.id())));
      }
    }
    if (calls.isEmpty()) {
      calls.add(call(report, stage, "everybody", Optional.empty()));
    }
    return calls;
  }

  private Stage stage(UpwardReport report, Instant now) {
    String due = TIME.format(report.dueAt().atZone(campus.timezone()));
    if (!now.isBefore(report.dueAt())) {
      long round = Duration.between(report.dueAt(), now).dividedBy(REPEAT);
      return new Stage(
          2,
          (int) Math.min(Integer.MAX_VALUE, round),
          true,
          "突发事件信息已逾期未报，时限 " + due + " · the report was due");
    }
    Duration whole = Duration.between(report.openedAt(), report.dueAt());
    boolean late = !now.isBefore(report.dueAt().minus(whole.dividedBy(4)));
    String why = "突发事件信息须于 " + due + " 前上报 · to be reported upward until then";
    return late ? new Stage(1, 0, true, why) : new Stage(0, 0, false, why);
  }

  private static Call call(UpwardReport report, Stage stage, String told, Optional<String> person) {
    return new Call(
        report.id(),
        Call.Kind.REPORT,
        report.dueAt().toEpochMilli(),
        stage.round(),
        stage.step(),
        told,
        person,
        stage.why());
  }

  private Optional<Person> leader(Alert alert, Roster roster, Instant now) {
    Optional<Shift> shift = roster.at(alert.site(), now);
    return shift
        .flatMap(s -> s.who(Role.LEADER))
        .flatMap(this::reachable)
        .or(() -> shift.flatMap(s -> s.who(Role.OFFICER)).flatMap(this::reachable));
  }

  private Optional<Person> reachable(String id) {
    return people.find(id).filter(Person::isReachable);
  }

  private List<Person> department(Alert alert) {
    String owner = campus.area(alert.site(), alert.area()).owner();
    return owner == null
        ? List.of()
        : people.ofDepartment(owner).stream().filter(Person::isReachable).toList();
  }
}
