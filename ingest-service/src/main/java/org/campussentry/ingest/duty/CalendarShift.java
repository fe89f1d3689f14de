package org.campussentry.ingest.duty;

import biweekly.component.VEvent;
import biweekly.property.Attendee;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which shifts an event of a calendar is, and who is in them. */
final class CalendarShift {
  private static final Pattern LINE = Pattern.compile("\\s*([^:：]+?)\\s*[:：]\\s*(.*?)\\s*");
  private static final Pattern LINES = Pattern.compile("\\R|<br\\s*/?>");
  private static final Map<String, Role> ROLES =
      Map.of("值班员", Role.OFFICER, "备班", Role.BACKUP, "带班领导", Role.LEADER);

  private final CalendarEvents.Occurrence occurrence;
  private final VEvent event;
  private final Roster roster;
  private final People people;

  CalendarShift(CalendarEvents.Occurrence occurrence, Roster roster, People people) {
    this.occurrence = occurrence;
    this.event = occurrence.event();
    this.roster = roster;
    this.people = people;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(occurrence.place() + what);
  }

  List<Assignment> assignments() {
    Map<Role, String> who = who();
    List<Assignment> assignments = new ArrayList<>();
    LocalDate date = occurrence.from().toLocalDate();
    do {
      LocalDate day = date;
      String kind = kind(day).id();
      who.forEach((role, id) -> assignments.add(new Assignment(day, kind, role, Optional.of(id))));
      date = date.plusDays(1);
    } while (occurrence.wholeDays() && date.atStartOfDay().isBefore(occurrence.until()));
    return assignments;
  }

  private ShiftKind kind(LocalDate date) {
    List<ShiftKind> fitting =
        occurrence.wholeDays()
            ? roster.kinds()
            : roster.kinds().stream().filter(k -> hasTimesOf(k, date)).toList();
    if (fitting.isEmpty()) {
      throw wrong(
          "%s to %s is no shift (%s); give it the times of one, or make it a whole day and name the shift"
              .formatted(occurrence.from(), occurrence.until(), shifts(roster.kinds())));
    }
    List<ShiftKind> named = named();
    if (!named.isEmpty()) {
      fitting = fitting.stream().filter(named::contains).toList();
      if (fitting.isEmpty()) {
        throw wrong(
            "is called %s and has other times, from %s; one of the two is wrong"
                .formatted(shifts(named), occurrence.from()));
      }
    }
    List<ShiftKind> thatDay =
        fitting.stream().filter(k -> k.days().include(date, roster.holidays())).toList();
    List<ShiftKind> left = fitting.size() > 1 ? thatDay : fitting;
    if (left.size() != 1) {
      throw wrong(
          "does not say which shift of %s it is; write one of %s into SUMMARY or CATEGORIES"
              .formatted(date, shifts(left.isEmpty() ? fitting : left)));
    }
    return left.get(0);
  }

  private boolean hasTimesOf(ShiftKind kind, LocalDate date) {
    return ShiftKind.instant(occurrence.from(), roster.zone())
            .equals(kind.start(date, roster.zone()))
        && ShiftKind.instant(occurrence.until(), roster.zone())
            .equals(kind.end(date, roster.zone()));
  }

  private static String shifts(Collection<ShiftKind> kinds) {
    return kinds.stream()
        .map(k -> k.id() + " " + k.from() + "–" + k.to())
        .collect(Collectors.joining(", "));
  }

  /** By its id when it is one of ours, else by what it is called. */
  private List<ShiftKind> named() {
    String uid = CalendarEvents.uid(event);
    if (uid.endsWith(RosterCalendar.OURS)) {
      return List.of(ours(uid));
    }
    Stream<String> categories = event.getCategories().stream().flatMap(c -> c.getValues().stream());
    String text =
        Stream.concat(Stream.of(CalendarEvents.text(event.getSummary())), categories)
            .collect(Collectors.joining(" "));
    return mentioned(text, roster.kinds(), k -> List.of(k.id(), k.name()));
  }

  private ShiftKind ours(String uid) {
    String date = occurrence.from().toLocalDate().toString();
    Optional<ShiftKind> kind =
        roster.kinds().stream()
            .filter(
                k ->
                    uid.substring(Math.min(uid.length(), 10))
                        .equals("-" + k.id() + RosterCalendar.OURS))
            .findFirst();
    if (kind.isEmpty()) {
      throw wrong("is of a shift that is not among duty.shifts of the campus file");
    }
    if (!CalendarEvents.recurs(event) && !uid.equals(RosterCalendar.uid(date, kind.get().id()))) {
      throw wrong(
          "was moved to "
              + date
              + "; move it back and change the people of both shifts, or give it another UID");
    }
    return kind.get();
  }

  private Map<Role, String> who() {
    Map<Role, String> who = new EnumMap<>(Role.class);
    String summary = CalendarEvents.text(event.getSummary());
    for (String line : LINES.split(CalendarEvents.text(event.getDescription()), -1)) {
      roleLine(line, true, who);
    }
    if (who.isEmpty()) {
      roleLine(summary, false, who);
    }
    if (!who.isEmpty()) {
      return who;
    }
    Set<String> named = new LinkedHashSet<>(namesIn(summary));
    if (named.isEmpty()) {
      event.getAttendees().forEach(a -> named.add(attendee(a)));
    }
    if (named.size() > 1) {
      throw wrong(
          "names several people ("
              + String.join(", ", named)
              + ") without their roles; write lines such as 值班员：… and 带班领导：… into its description");
    }
    if (named.isEmpty() && !summary.contains(RosterCalendar.NOBODY)) {
      throw wrong(
          "names nobody of `people:`; write a name into SUMMARY, or a line 值班员：… into its description");
    }
    named.forEach(id -> who.put(Role.OFFICER, id));
    return who;
  }

  /**
   * @param refuse a line that names a person and no role; a summary may look like that by chance
   */
  private void roleLine(String line, boolean refuse, Map<Role, String> who) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return;
    }
    String word = parts.group(1);
    String person = parts.group(2);
    Optional<Role> role =
        Optional.ofNullable(ROLES.get(word)).or(() -> Role.of(word.toLowerCase(Locale.ROOT)));
    Optional<Person> known = people.named(person);
    if (role.isEmpty()) {
      if (refuse && known.isPresent()) {
        throw wrong(
            "'" + word + "' of " + person + " is no role; write 值班员, 备班 or 带班领导 before the colon");
      }
      return;
    }
    String id = known.orElseThrow(() -> unknown(person)).id();
    String before = who.put(role.get(), id);
    if (before != null && !before.equals(id)) {
      throw wrong("has two people as " + role.get().word() + "; leave one of them");
    }
  }

  private IllegalArgumentException unknown(String person) {
    boolean shared = people.all().stream().anyMatch(p -> p.name().equals(person));
    return wrong(
        shared
            ? "'" + person + "' is the name of several of `people:`; write the id"
            : "'" + person + "' is neither id nor the name of one of `people:`");
  }

  private Set<String> namesIn(String summary) {
    List<Person> found = mentioned(summary, people.all(), p -> List.of(p.id(), p.name()));
    found.stream()
        .map(Person::name)
        .filter(name -> summary.contains(name) && people.named(name).isEmpty())
        .forEach(
            name -> {
              throw unknown(name);
            });
    return found.stream().map(Person::id).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String attendee(Attendee attendee) {
    String name = attendee.getCommonName() == null ? "" : attendee.getCommonName().strip();
    String mail = attendee.getEmail() == null ? "" : attendee.getEmail();
    return people
        .named(name)
        .or(
            () ->
                people.all().stream()
                    .filter(
                        p -> p.addresses().stream().anyMatch(a -> a.to().equalsIgnoreCase(mail)))
                    .findFirst())
        .map(Person::id)
        .orElseThrow(() -> unknown(name.isEmpty() ? mail : name));
  }

  /**
   * What a text mentions: a Latin word as a whole, Chinese anywhere, and of words that lie in one
   * another the longest.
   */
  private static <T> List<T> mentioned(
      String text, Collection<T> all, Function<T, List<String>> words) {
    Set<String> said =
        all.stream()
            .flatMap(t -> words.apply(t).stream())
            .filter(word -> !word.isBlank() && says(text, word))
            .collect(Collectors.toSet());
    Set<String> longest =
        said.stream()
            .filter(w -> said.stream().noneMatch(o -> !o.equals(w) && o.contains(w)))
            .collect(Collectors.toSet());
    return all.stream().filter(t -> words.apply(t).stream().anyMatch(longest::contains)).toList();
  }

  private static boolean says(String text, String word) {
    return word.chars().anyMatch(c -> c > 0x7f)
        ? text.contains(word)
        : Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(word) + "(?![A-Za-z0-9_-])")
            .matcher(text)
            .find();
  }
}
