package org.campussentry.ingest.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is on duty (值班表): a pure function of rota, changes and time. Immutable. */
public final class Roster {
  /** A campus may have shifts on holidays only; farther nothing is looked for. */
  private static final int NEXT_CHANGE_DAYS = 14;

  private record Place(LocalDate date, String shift, Role role) {}

  private final ZoneId zone;
  private final List<ShiftKind> kinds;
  private final List<Rota> rota;
  private final Holidays holidays;
  private final Map<Place, Assignment> assigned;

  public Roster(ZoneId zone, List<ShiftKind> kinds, List<Rota> rota, Holidays holidays) {
    this(zone, kinds, rota, holidays, Map.of());
  }

  private Roster(
      ZoneId zone,
      List<ShiftKind> kinds,
      List<Rota> rota,
      Holidays holidays,
      Map<Place, Assignment> assigned) {
    this.zone = zone;
    this.kinds = List.copyOf(kinds);
    this.rota = List.copyOf(rota);
    this.holidays = holidays;
    this.assigned = Map.copyOf(assigned);
  }

  /** The same rota with these changes and no others; the last one for a role of a shift holds. */
  public Roster with(Collection<Assignment> changes) {
    Map<Place, Assignment> next = new HashMap<>();
    for (Assignment change : changes) {
      Place place = new Place(change.date(), change.shift(), change.role());
      if (change.person().isPresent()) {
        next.put(place, change);
      } else {
        next.remove(place);
      }
    }
    return new Roster(zone, kinds, rota, holidays, next);
  }

  /** Of the sites that an instance takes in, and of all. */
  public Roster only(Collection<String> sites) {
    List<ShiftKind> own =
        kinds.stream().filter(k -> k.site().isEmpty() || sites.contains(k.site())).toList();
    return new Roster(zone, own, rota, holidays, assigned);
  }

  public ZoneId zone() {
    return zone;
  }

  public List<ShiftKind> kinds() {
    return kinds;
  }

  public Holidays holidays() {
    return holidays;
  }

  public Optional<ShiftKind> kind(String id) {
    return kinds.stream().filter(k -> k.id().equals(id)).findFirst();
  }

  /**
   * The shift on duty. A shift of the site goes before one of all sites, and of two that overlap
   * the one that began later.
   */
  public Optional<Shift> at(String site, Instant time) {
    LocalDate date = LocalDate.ofInstant(time, zone);
    return Stream.of(date.minusDays(1), date)
        .flatMap(day -> kinds.stream().filter(k -> k.serves(site)).flatMap(k -> shift(k, day)))
        .filter(shift -> shift.contains(time))
        .max(
            Comparator.comparing((Shift s) -> !s.site().isEmpty())
                .thenComparing(Shift::from)
                .thenComparing(Shift::kind));
  }

  /** Since when somebody else than the shift began with has that role; its start by the rota. */
  Instant inRoleSince(Shift shift, Role role) {
    return putIn(shift, role)
        .map(Assignment::putInAt)
        .filter(at -> at.isAfter(shift.from()))
        .orElse(shift.from());
  }

  /** Who was put into that role, whatever the rota says. */
  public Optional<Assignment> putIn(Shift shift, Role role) {
    return Optional.ofNullable(assigned.get(new Place(shift.date(), shift.kind(), role)));
  }

  /** Who would have that role if nobody was put in. */
  public Optional<String> byRota(Shift shift, Role role) {
    return kind(shift.kind()).flatMap(k -> turn(k, role, shift.date()));
  }

  /** All shifts that touch this time, by their start; {@code until} is exclusive. */
  public List<Shift> between(Instant from, Instant until) {
    List<Shift> found = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(until, zone);
    for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      LocalDate date = day;
      kinds.stream().flatMap(k -> shift(k, date)).forEach(found::add);
    }
    found.removeIf(s -> !s.from().isBefore(until) || !from.isBefore(s.until()));
    found.sort(Comparator.comparing(Shift::from).thenComparing(Shift::kind));
    return found;
  }

  /** The shift of that kind that begins on that date. */
  public Optional<Shift> shift(String kind, LocalDate date) {
    return kind(kind).flatMap(k -> shift(k, date).findFirst());
  }

  /** When next a shift of this site begins or ends, within two weeks. */
  public Optional<Instant> nextChange(String site, Instant after) {
    Instant last = after.plusSeconds(NEXT_CHANGE_DAYS * 86_400L);
    return between(after, last).stream()
        .filter(s -> s.site().isEmpty() || s.site().equals(site))
        .flatMap(s -> Stream.of(s.from(), s.until()))
        .filter(time -> time.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  /** Ids of all who have a turn or were put in. */
  Set<String> people() {
    return Stream.concat(
            rota.stream().flatMap(r -> r.people().stream()),
            assigned.values().stream().flatMap(a -> a.person().stream()))
        .collect(Collectors.toSet());
  }

  boolean needsHolidays() {
    return Stream.concat(rota.stream().map(Rota::days), kinds.stream().map(ShiftKind::days))
        .anyMatch(Days::needHolidays);
  }

  /**
   * Nothing on a day that the kind leaves out, unless somebody was put in, or in an hour that a
   * change of clocks left out.
   */
  private Stream<Shift> shift(ShiftKind kind, LocalDate date) {
    Map<Role, String> people = new EnumMap<>(Role.class);
    boolean regular = kind.days().include(date, holidays);
    boolean changed = false;
    for (Role role : Role.values()) {
      Optional<Assignment> put =
          Optional.ofNullable(assigned.get(new Place(date, kind.id(), role)));
      changed |= put.isPresent();
      put.flatMap(Assignment::person)
          .or(() -> turn(kind, role, date))
          .ifPresent(p -> people.put(role, p));
    }
    Instant from = kind.start(date, zone);
    Instant until = kind.end(date, zone);
    return (regular || changed) && from.isBefore(until)
        ? Stream.of(new Shift(kind.id(), kind.name(), kind.site(), date, from, until, people))
        : Stream.empty();
  }

  private Optional<String> turn(ShiftKind kind, Role role, LocalDate date) {
    return rota.stream()
        .filter(r -> r.shift().equals(kind.id()) && r.role() == role)
        .filter(r -> r.days().include(date, holidays))
        .findFirst()
        .map(r -> r.who(date));
  }
}
