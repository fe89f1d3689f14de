package org.campussentry.ingest.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;

/**
 * Whom an alert calls, and when next to ask. Pure: the same alert, roster, calls and time give the
 * same answer in any process. Immutable.
 *
 * <p>Steps are counted from the activation, from the lapse of an acknowledgement or from the end of
 * a shelving, whichever is last; so an acknowledgement is a lease. What is recovered, closed or
 * shelved calls nobody. A step that reaches nobody hands on to the next one at once, and the last
 * one to everybody: never silence.
 */
public final class Escalation {
  private final Campus campus;
  private final People people;
  private final Policies policies;

  public Escalation(Campus campus, People people, Policies policies) {
    this.campus = campus;
    this.people = people;
    this.policies = policies;
  }

  /** Whom a step reaches; nobody with the reason. */
  private record Reached(List<Person> people, String why) {}

  /**
   * The calls to be made now.
   *
   * @param made the keys of the calls that were made for this alert
   */
  public List<Call> due(Alert alert, Roster roster, Set<String> made, Instant now) {
    boolean quiet = policies.held(alert, now).isAfter(now);
    if (!isAsking(alert) || quiet || shelvedUntil(alert).isAfter(now)) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    Optional<Policy> policy = policies.of(alert);
    if (policy.isEmpty()) {
      calls.add(everybody(alert, activeAt(alert), 0, 0, "no policy is for it"));
    } else {
      shiftChange(alert, roster, now).ifPresent(calls::add);
      Instant base = base(alert, policy.get());
      if (!base.isAfter(now)) {
        // The first steps are all made, however late; of the repeated ones only those of now.
        steps(alert, policy.get(), base, 0, roster, now, calls);
        int round = round(policy.get(), base, now);
        if (round > 0) {
          steps(alert, policy.get(), base, round, roster, now, calls);
        }
      }
    }
    calls.removeIf(c -> made.contains(c.key()));
    return calls;
  }

  /**
   * When next {@link #due} may have an answer, never later than it has one; now when it has one.
   * Ask again after each change of the alert or the roster. Empty when only such a change matters.
   */
  public Optional<Instant> next(Alert alert, Roster roster, Set<String> made, Instant now) {
    if (!isAsking(alert)) {
      return Optional.empty();
    }
    if (!due(alert, roster, made, now).isEmpty()) {
      return Optional.of(now);
    }
    Set<Instant> times = new TreeSet<>();
    times.add(shelvedUntil(alert));
    times.add(activeAt(alert));
    Optional<Policy> policy = policies.of(alert);
    if (policy.isPresent()) {
      roster.nextChange(alert.site(), now).ifPresent(times::add);
      roster.at(alert.site(), now).map(Shift::from).ifPresent(times::add);
      Instant base = base(alert, policy.get());
      int round = round(policy.get(), base, now);
      for (int r : new int[] {0, round, round + 1}) {
        Instant start = start(policy.get(), base, r);
        if (r <= round || policy.get().period().isPresent()) {
          policy.get().steps().forEach(s -> times.add(start.plus(s.after())));
        }
      }
    }
    return times.stream()
        .map(time -> policies.held(alert, time))
        .filter(time -> time.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private static boolean isAsking(Alert alert) {
    return alert.state() == Alert.State.ACTIVE && alert.activeAt().isPresent();
  }

  private static Instant activeAt(Alert alert) {
    return Instant.ofEpochMilli(alert.activeAt().orElseThrow());
  }

  private static Instant shelvedUntil(Alert alert) {
    return alert.shelved().map(s -> Instant.ofEpochMilli(s.until())).orElse(Instant.EPOCH);
  }

  private Instant base(Alert alert, Policy policy) {
    Instant base = activeAt(alert);
    Optional<Instant> lapse =
        alert.acknowledged().map(a -> Instant.ofEpochMilli(a.at()).plus(policy.lease()));
    if (lapse.isPresent() && lapse.get().isAfter(base)) {
      base = lapse.get();
    }
    base = shelvedUntil(alert).isAfter(base) ? shelvedUntil(alert) : base;
    return policies.held(alert, base);
  }

  private static int round(Policy policy, Instant base, Instant now) {
    return now.isBefore(base)
        ? 0
        : policy
            .period()
            .map(
                p ->
                    (int) Math.min(Integer.MAX_VALUE - 1, Duration.between(base, now).dividedBy(p)))
            .orElse(0);
  }

  private static Instant start(Policy policy, Instant base, int round) {
    return base.plus(policy.period().orElse(Duration.ZERO).multipliedBy(round));
  }

  private void steps(
      Alert alert,
      Policy policy,
      Instant base,
      int round,
      Roster roster,
      Instant now,
      List<Call> calls) {
    Instant start = start(policy, base, round);
    List<String> fallen = new ArrayList<>();
    for (int i = 0; i < policy.steps().size(); i++) {
      Policy.Step step = policy.steps().get(i);
      boolean atOnce = !fallen.isEmpty();
      if (!atOnce && policies.held(alert, start.plus(step.after())).isAfter(now)) {
        return;
      }
      Reached reached = reach(step.tell(), alert, roster, now);
      if (reached.people().isEmpty()) {
        fallen.add(reached.why());
        continue;
      }
      String why = why(step, round, fallen);
      for (Person person : reached.people()) {
        String told = step.tell().word();
        calls.add(
            new Call(
                alert.id(),
                Call.Kind.STEP,
                base.toEpochMilli(),
                round,
                i,
                step.tell() instanceof Tell.Department ? told + ":" + person.id() : told,
                Optional.of(person.id()),
                why));
      }
      fallen.clear();
    }
    if (!fallen.isEmpty()) {
      calls.add(everybody(alert, base, round, policy.steps().size(), String.join("; ", fallen)));
    }
  }

  private static String why(Policy.Step step, int round, List<String> fallen) {
    String place =
        "%s after %d min%s"
            .formatted(step.tell().word(), step.after().toMinutes(), round == 0 ? "" : ", again");
    return fallen.isEmpty() ? place : place + ", at once: " + String.join("; ", fallen);
  }

  private static Call everybody(Alert alert, Instant from, int round, int step, String why) {
    return new Call(
        alert.id(),
        Call.Kind.EVERYBODY,
        from.toEpochMilli(),
        round,
        step,
        "everybody",
        Optional.empty(),
        why);
  }

  private Reached reach(Tell tell, Alert alert, Roster roster, Instant now) {
    if (tell instanceof Tell.Department) {
      return department(alert);
    }
    if (tell instanceof Tell.One one) {
      return reachable(one.person());
    }
    Role role = ((Tell.OnDuty) tell).role();
    Optional<String> who = roster.at(alert.site(), now).flatMap(shift -> shift.who(role));
    return who.map(this::reachable)
        .orElseGet(() -> new Reached(List.of(), "no " + role.word() + " is on duty"));
  }

  private Reached reachable(String id) {
    return people
        .find(id)
        .filter(Person::isReachable)
        .map(p -> new Reached(List.of(p), ""))
        .orElseGet(() -> new Reached(List.of(), id + " has no channel"));
  }

  private Reached department(Alert alert) {
    String owner = campus.area(alert.site(), alert.area()).owner();
    if (owner == null) {
      return new Reached(List.of(), "the area has no owner");
    }
    List<Person> there = people.ofDepartment(owner).stream().filter(Person::isReachable).toList();
    return new Reached(there, "nobody of department " + owner + " has a channel");
  }

  /** Who came on duty while the alert is open is told of it, also of one that somebody claimed. */
  private Optional<Call> shiftChange(Alert alert, Roster roster, Instant now) {
    Optional<Shift> shift = roster.at(alert.site(), now);
    if (shift.isEmpty()) {
      return Optional.empty();
    }
    Instant change = roster.inRoleSince(shift.get(), Role.OFFICER);
    boolean within = change.isAfter(shift.get().from());
    Optional<String> before =
        roster.at(alert.site(), change.minusMillis(1)).flatMap(s -> s.who(Role.OFFICER));
    boolean same = !within && before.equals(shift.get().who(Role.OFFICER));
    if (same || !change.isAfter(activeAt(alert))) {
      return Optional.empty();
    }
    List<String> fallen = new ArrayList<>();
    for (Role role : Role.values()) {
      Reached reached = reach(new Tell.OnDuty(role), alert, roster, now);
      if (!reached.people().isEmpty()) {
        String why =
            "the shift changed" + (fallen.isEmpty() ? "" : "; " + String.join("; ", fallen));
        return Optional.of(
            changeCall(alert, change, Optional.of(reached.people().get(0).id()), why));
      }
      fallen.add(reached.why());
    }
    String why = "the shift changed; " + String.join("; ", fallen);
    return Optional.of(changeCall(alert, change, Optional.empty(), why));
  }

  private static Call changeCall(Alert alert, Instant change, Optional<String> person, String why) {
    return new Call(
        alert.id(), Call.Kind.SHIFT_CHANGE, change.toEpochMilli(), 0, 0, "officer", person, why);
  }
}
