package org.campussentry.ingest.notice;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.Escalation;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.watch.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls that escalation asks for, each once. Rather twice than not at all: a call is
 * remembered after it was handed over, and a journal that is away delays none. Thread-safe.
 */
public final class Caller {
  private static final Logger log = LoggerFactory.getLogger(Caller.class);

  private final DutyDesk desk;
  private final Escalation escalation;
  private final Map<String, Set<String>> made = new ConcurrentHashMap<>();

  public Caller(DutyDesk desk, Escalation escalation) {
    this.desk = desk;
    this.escalation = escalation;
  }

  /** Hands over a call. */
  interface Telling {
    void tell(Alert alert, Call call);
  }

  /** The calls of one alert that are due. */
  synchronized void round(Alert alert, Instant now, Telling telling) {
    Set<String> keys = made.computeIfAbsent(alert.id(), this::remembered);
    for (Call call : escalation.due(alert, desk.roster(), keys, now)) {
      telling.tell(alert, call);
      keys.add(call.key());
      try {
        desk.store().call(call, now);
      } catch (RuntimeException e) {
        log.warn("The journal does not remember the call {}: {}", call.key(), e.getMessage());
      }
    }
  }

  /** Forgets what is no alert any more. */
  synchronized void only(List<Alert> open) {
    made.keySet().retainAll(open.stream().map(Alert::id).collect(Collectors.toSet()));
  }

  private Set<String> remembered(String alert) {
    try {
      return new HashSet<>(desk.store().calls(alert));
    } catch (RuntimeException e) {
      log.warn(
          "The journal can't tell which calls were made for alert {}: {}. They may come again",
          alert,
          e.getMessage());
      return new HashSet<>();
    }
  }

  /** All whom some channel reaches. */
  List<Person> everybody() {
    return desk.plan().people().all().stream().filter(Person::isReachable).toList();
  }

  /** The person of a call, as long as the campus file has it. */
  Optional<Person> person(Call call) {
    return call.person().flatMap(this::person);
  }

  /** That person, as long as the campus file has it. */
  Optional<Person> person(String id) {
    return desk.plan().people().find(id);
  }
}
