package org.campussentry.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.duty.AreaGlob;
import org.campussentry.ingest.duty.Days;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Policy;
import org.campussentry.ingest.duty.QuietHours;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Rota;
import org.campussentry.ingest.duty.ShiftKind;
import org.campussentry.ingest.duty.Tell;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Severity;

/** {@code duty:} of the campus file, read with its people. */
final class DutyKeys {
  /** The section as the file spells it. */
  record Keys(
      Map<String, ShiftKeys> shifts,
      List<RotaKeys> rota,
      String holidaysFile,
      List<PolicyKeys> escalation,
      QuietKeys quiet) {}

  /** A kind of shift. */
  record ShiftKeys(String name, String site, String from, String to, List<String> days) {}

  /** Who has a role in turn; {@code each} is day or week. */
  record RotaKeys(
      String shift,
      String role,
      List<String> days,
      List<String> people,
      String each,
      String anchor) {}

  /** Whom an alert calls. */
  record PolicyKeys(
      String severity, String area, List<StepKeys> steps, Duration repeat, Duration lease) {}

  /** One of its steps. */
  record StepKeys(Duration after, String tell) {}

  /** For information only; local times. */
  record QuietKeys(String from, @JsonProperty("to") String to) {}

  private final Path file;
  private final Campus campus;
  private final People people;

  private DutyKeys(Path file, Campus campus, People people) {
    this.file = file;
    this.campus = campus;
    this.people = people;
  }

  /** Without the section nobody is on duty, and every channel is told. */
  static DutyPlan plan(Path file, Keys keys, Campus campus, People people) throws ConfigException {
    Keys given = keys == null ? new Keys(null, null, null, null, null) : keys;
    return new DutyKeys(file, campus, people).plan(given);
  }

  private DutyPlan plan(Keys keys) throws ConfigException {
    List<ShiftKind> kinds = new ArrayList<>();
    for (var entry : orEmpty(keys.shifts()).entrySet()) {
      kinds.add(kind(entry.getKey(), entry.getValue()));
    }
    List<Rota> rota = new ArrayList<>();
    for (RotaKeys turn : orEmpty(keys.rota())) {
      rota.add(turn("/duty/rota/" + rota.size(), turn, orEmpty(keys.shifts()).keySet()));
    }
    Holidays holidays = HolidayFile.shipped();
    if (keys.holidaysFile() != null) {
      holidays =
          holidays.with(
              HolidayFile.load(file.toAbsolutePath().resolveSibling(keys.holidaysFile())));
    }
    List<Policy> policies = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (PolicyKeys policy : orEmpty(keys.escalation())) {
      String pointer = "/duty/escalation/" + policies.size();
      policies.add(policy(pointer, policy));
      if (!places.add(policy.severity() + "|" + policy.area())) {
        throw bad(pointer, "there is a policy for the same severity and area already");
      }
    }
    Optional<QuietHours> quiet = Optional.empty();
    if (keys.quiet() != null) {
      String pointer = "/duty/quiet";
      quiet =
          Optional.of(
              new QuietHours(
                  time(pointer, keys.quiet().from()),
                  time(pointer, keys.quiet().to()),
                  campus.timezone()));
    }
    return new DutyPlan(
        people,
        new Roster(campus.timezone(), kinds, rota, holidays),
        new Policies(policies, quiet),
        List.copyOf(campus.sites().keySet()));
  }

  private ShiftKind kind(String id, ShiftKeys keys) throws ConfigException {
    String pointer = "/duty/shifts/" + id;
    if (!id.matches("[a-z0-9][a-z0-9_-]*")) {
      throw bad(pointer, "the id of a shift is of [a-z0-9_-], not '" + id + "'");
    }
    if (keys.site() != null && !campus.sites().containsKey(keys.site())) {
      throw bad(pointer, "site '" + keys.site() + "' is not among `sites:`");
    }
    return new ShiftKind(
        id,
        keys.name() == null ? id : keys.name(),
        keys.site() == null ? "" : keys.site(),
        time(pointer, keys.from()),
        time(pointer, keys.to()),
        days(pointer, keys.days()));
  }

  private Rota turn(String pointer, RotaKeys keys, Set<String> shifts) throws ConfigException {
    if (!shifts.contains(String.valueOf(keys.shift()))) {
      throw bad(pointer, "shift '" + keys.shift() + "' is not among duty.shifts");
    }
    Role role =
        Role.of(String.valueOf(keys.role()))
            .orElseThrow(
                () ->
                    bad(pointer, "`role` is officer, backup or leader, not '" + keys.role() + "'"));
    if (orEmpty(keys.people()).isEmpty()) {
      throw bad(pointer, "`people` names nobody");
    }
    for (String person : keys.people()) {
      known(pointer, person);
    }
    String each = keys.each() == null ? "day" : keys.each();
    if (!each.equals("day") && !each.equals("week")) {
      throw bad(pointer, "`each` is day or week, not '" + each + "'");
    }
    if (keys.anchor() == null && keys.people().size() > 1) {
      throw bad(pointer, "`anchor`, the first day of " + keys.people().get(0) + ", is missing");
    }
    return new Rota(
        keys.shift(),
        role,
        days(pointer, keys.days()),
        keys.people(),
        each.equals("day") ? 1 : 7,
        keys.anchor() == null ? LocalDate.EPOCH : date(pointer, keys.anchor()));
  }

  private Policy policy(String pointer, PolicyKeys keys) throws ConfigException {
    List<Policy.Step> steps = new ArrayList<>();
    for (StepKeys step : orEmpty(keys.steps())) {
      Tell tell =
          Tell.of(String.valueOf(step.tell()))
              .orElseThrow(
                  () ->
                      bad(
                          pointer,
                          "`tell` is officer, backup, leader, department or person:ID, not '"
                              + step.tell()
                              + "'"));
      if (tell instanceof Tell.One one) {
        known(pointer, one.person());
      }
      steps.add(new Policy.Step(step.after() == null ? Duration.ZERO : step.after(), tell));
    }
    try {
      return new Policy(
          severity(pointer, keys.severity()),
          keys.area() == null ? AreaGlob.ALL : new AreaGlob(keys.area()),
          steps,
          Optional.ofNullable(keys.repeat()),
          keys.lease() == null ? Policy.LEASE : keys.lease());
    } catch (IllegalArgumentException e) {
      throw bad(pointer, e.getMessage());
    }
  }

  private Optional<Severity> severity(String pointer, String word) throws ConfigException {
    if (word == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Severity.values())
            .filter(s -> s.word().equals(word))
            .findFirst()
            .orElseThrow(
                () -> bad(pointer, "`severity` is info, warning or critical, not '" + word + "'")));
  }

  private void known(String pointer, String person) throws ConfigException {
    if (people.find(person).isEmpty()) {
      throw bad(pointer, "'" + person + "' is not among `people:`");
    }
  }

  private Days days(String pointer, List<String> words) throws ConfigException {
    try {
      return Days.of(orEmpty(words));
    } catch (IllegalArgumentException e) {
      throw bad(pointer, "days: " + e.getMessage());
    }
  }

  private LocalTime time(String pointer, String text) throws ConfigException {
    try {
      return LocalTime.parse(String.valueOf(text));
    } catch (DateTimeException e) {
      throw bad(pointer, "`from` and `to` are times such as \"20:00\", not '" + text + "'");
    }
  }

  private LocalDate date(String pointer, String text) throws ConfigException {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw bad(pointer, "`anchor` is a date such as 2026-11-23, not '" + text + "'");
    }
  }

  private ConfigException bad(String pointer, String message) {
    return new ConfigException(
        YamlFile.at(file, pointer) + pointer.substring(1).replace('/', '.') + ": " + message);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <V> Map<String, V> orEmpty(Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
