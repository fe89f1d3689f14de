package org.campussentry.ingest.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for what would leave an alert without somebody who hears it. Pure. */
public final class RosterCheck {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Roster roster;
  private final People people;
  private final ZoneId zone;

  /** What comes each day is one finding: its first place, and how often. */
  private final Map<String, Finding> first = new LinkedHashMap<>();

  private final Map<String, Integer> times = new LinkedHashMap<>();

  private RosterCheck(Roster roster, People people) {
    this.roster = roster;
    this.people = people;
    this.zone = roster.zone();
  }

  /**
   * All findings between two times; none when there are no shifts at all.
   *
   * @param sites whose duty must be without gaps
   */
  public static List<Finding> of(
      Roster roster, People people, Collection<String> sites, Instant from, Instant until) {
    return roster.kinds().isEmpty()
        ? List.of()
        : new RosterCheck(roster, people).run(sites, from, until);
  }

  private List<Finding> run(Collection<String> sites, Instant from, Instant until) {
    List<Shift> shifts = roster.between(from, until);
    sites.forEach(site -> gaps(site, shifts, from, until));
    for (int i = 0; i < shifts.size(); i++) {
      leader(shifts.get(i));
      twoRoles(shifts.get(i));
      for (int j = i + 1;
          j < shifts.size() && shifts.get(j).from().isBefore(shifts.get(i).until());
          j++) {
        twoShifts(shifts.get(i), shifts.get(j));
      }
    }
    roster.people().stream().sorted().forEach(this::reachable);
    if (roster.needsHolidays()) {
      years(from, until);
    }
    return first.entrySet().stream()
        .map(e -> counted(e.getValue(), times.get(e.getKey())))
        .toList();
  }

  private static Finding counted(Finding finding, int count) {
    return new Finding(
        finding.kind(),
        finding.place(),
        finding.detail(),
        finding.remedy(),
        finding.facts(),
        count);
  }

  private void add(
      Finding.Kind kind,
      String same,
      String place,
      String detail,
      String remedy,
      Map<String, String> facts) {
    String key = kind + "|" + same;
    first.putIfAbsent(key, new Finding(kind, place, detail, remedy, facts, 1));
    times.merge(key, 1, Integer::sum);
  }

  private void gaps(String site, List<Shift> shifts, Instant from, Instant until) {
    Instant covered = from;
    for (Shift shift : shifts) {
      boolean counts =
          (shift.site().isEmpty() || shift.site().equals(site))
              && shift.who(Role.OFFICER).isPresent();
      if (counts) {
        gap(site, covered, shift.from());
        covered = shift.until().isAfter(covered) ? shift.until() : covered;
      }
    }
    gap(site, covered, until);
  }

  private void gap(String site, Instant from, Instant until) {
    if (from.isBefore(until)) {
      add(
          Finding.Kind.GAP,
          site + from.atZone(zone).toLocalTime() + until.atZone(zone).toLocalTime(),
          site,
          "nobody is on duty from " + time(from) + " to " + time(until),
          "add an officer to `duty.rota`, or put one in with PUT /api/v1/duty/shifts",
          Map.of("site", site, "from", time(from), "to", time(until)));
    }
  }

  private void leader(Shift shift) {
    if (shift.who(Role.LEADER).isEmpty()) {
      add(
          Finding.Kind.NO_LEADER,
          shift.kind(),
          shift.label(),
          "has no leader on shift",
          "add a leader (带班领导) for `" + shift.kind() + "` to `duty.rota`",
          Map.of("date", shift.date().toString(), "shift", shift.kind()));
    }
  }

  private void twoRoles(Shift shift) {
    for (Role role : Role.values()) {
      for (Role other : Role.values()) {
        Optional<String> who = shift.who(role);
        if (role.compareTo(other) < 0 && who.isPresent() && who.equals(shift.who(other))) {
          add(
              Finding.Kind.DOUBLE_BOOKING,
              shift.kind() + who.get() + role + other,
              shift.label(),
              who.get() + " is " + role.word() + " and " + other.word(),
              "give one of the roles to somebody else",
              Map.of(
                  "date",
                  shift.date().toString(),
                  "shift",
                  shift.kind(),
                  "person",
                  who.get(),
                  "role",
                  role.word(),
                  "other-role",
                  other.word()));
        }
      }
    }
  }

  private void twoShifts(Shift one, Shift other) {
    if (!one.meets(other)) {
      return;
    }
    one.people().values().stream()
        .distinct()
        .filter(other.people()::containsValue)
        .forEach(
            who ->
                add(
                    Finding.Kind.DOUBLE_BOOKING,
                    one.kind() + other.kind() + who,
                    one.label(),
                    who + " is in " + other.label() + " at the same time",
                    "give one of the shifts to somebody else",
                    Map.of(
                        "date",
                        one.date().toString(),
                        "shift",
                        one.kind(),
                        "person",
                        who,
                        "other-date",
                        other.date().toString(),
                        "other-shift",
                        other.kind())));
  }

  private void reachable(String id) {
    Optional<Person> person = people.find(id);
    if (person.isEmpty()) {
      add(
          Finding.Kind.UNKNOWN_PERSON,
          id,
          id,
          "does duty and is not among `people:`",
          "add this person, or put somebody else in with PUT /api/v1/duty/shifts",
          Map.of("person", id));
    } else if (!person.get().isReachable()) {
      add(
          Finding.Kind.NO_CHANNEL,
          id,
          id,
          "does duty and has no channel",
          "add `channels:` to people." + id,
          Map.of("person", id));
    }
  }

  private void years(Instant from, Instant until) {
    int last = LocalDate.ofInstant(until, zone).getYear();
    for (int year = LocalDate.ofInstant(from, zone).getYear(); year <= last; year++) {
      if (!roster.holidays().know(year)) {
        add(
            Finding.Kind.NO_HOLIDAYS,
            String.valueOf(year),
            String.valueOf(year),
            "no holiday data for " + year + ": its holidays count as the days of the week they are",
            "write the published days into a file and name it in `duty.holidays-file`",
            Map.of("year", String.valueOf(year)));
      }
    }
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }
}
