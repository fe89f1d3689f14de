package org.campussentry.ingest.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campussentry.ingest.duty.Town.MONDAY;
import static org.campussentry.ingest.duty.Town.ROSTER;
import static org.campussentry.ingest.duty.Town.at;
import static org.campussentry.ingest.duty.Town.person;
import static org.campussentry.ingest.duty.Town.rota;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterCalendarTest {
  private static final String OUTLOOK =
      """
      BEGIN:VTIMEZONE
      TZID:China Standard Time
      BEGIN:STANDARD
      DTSTART:16010101T000000
      TZOFFSETFROM:+0800
      TZOFFSETTO:+0800
      END:STANDARD
      END:VTIMEZONE
      """;

  private static String calendar(String... events) {
    StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n");
    text.append(OUTLOOK);
    for (String event : events) {
      text.append("BEGIN:VEVENT\nDTSTAMP:20261101T000000Z\n").append(event);
      text.append("\nEND:VEVENT\n");
    }
    return text.append("END:VCALENDAR\n").toString().replace("\n", "\r\n");
  }

  private static List<Assignment> read(String text) {
    return RosterCalendar.read(text, ROSTER, Town.PEOPLE, Instant.EPOCH, Optional.empty());
  }

  private static List<Assignment> until(int day, String text) {
    return RosterCalendar.read(text, ROSTER, Town.PEOPLE, at(0, 0, 0), Optional.of(at(day, 0, 0)));
  }

  private static Assignment officer(int day, String shift, String who) {
    return new Assignment(MONDAY.plusDays(day), shift, Role.OFFICER, Optional.of(who));
  }

  /** In each of these a clock change, a half-hour offset or none at all lies within the days. */
  @Property(tries = 200)
  void what_was_exported_comes_back_as_the_same_shifts(
      @ForAll("names") Set<String> names, @ForAll List<Byte> picks, @ForAll("zones") ZoneId zone) {
    List<Person> people = new ArrayList<>();
    names.forEach(n -> people.add(person("p" + people.size(), n, "", true)));
    ShiftKind late =
        new ShiftKind("night-2", "夜班，北区", "", LocalTime.of(18, 30), LocalTime.of(2, 30), Days.ALL);
    Roster bare =
        new Roster(
            zone,
            List.of(Town.DAY, Town.NIGHT, late),
            List.of(rota("day", Role.OFFICER, "p0")),
            Holidays.NONE);
    List<Assignment> changes = new ArrayList<>();
    for (int i = 0; i < picks.size(); i++) {
      int pick = picks.get(i) & 0xff;
      changes.add(
          new Assignment(
              MONDAY.plusDays(i % 9),
              bare.kinds().get(pick % 3).id(),
              List.of(Role.values()).get(pick / 3 % 3),
              Optional.of("p" + pick % people.size())));
    }
    Roster changed = bare.with(changes);
    Instant from = MONDAY.atStartOfDay(zone).toInstant();
    Instant until = MONDAY.plusDays(10).atStartOfDay(zone).toInstant();
    People all = new People(people);
    String text = RosterCalendar.write(changed.between(from, until), all, from);
    List<Assignment> read = RosterCalendar.read(text, bare, all, Instant.EPOCH, Optional.empty());
    assertThat(bare.with(read).between(from, until)).isEqualTo(changed.between(from, until));
    assertThat(RosterCalendar.read(text, changed, all, Instant.EPOCH, Optional.empty())).isEmpty();
  }

  @Provide
  Arbitrary<Set<String>> names() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .withChars("王李张甲乙 ,;:\\\"\n'&%é🙂abc-")
            .ofMinLength(1)
            .ofMaxLength(60)
            .map(s -> s.replace("\n", " ").strip())
            .filter(s -> !s.isEmpty());
    return any.set().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of("Asia/Shanghai", "Europe/London", "Asia/Tehran", "Africa/Cairo")
        .map(ZoneId::of);
  }

  @Test
  void a_recurring_event_of_outlook_leaves_out_its_exceptions_and_takes_what_was_moved() {
    String weekly =
        """
        UID:1
        SUMMARY:夜班 值班员
         甲
        DTSTART;TZID=China Standard Time:20261123T200000
        DTEND;TZID=China Standard Time:20261124T080000
        RRULE:FREQ=DAILY;COUNT=5
        EXDATE;TZID=China Standard Time:20261125T200000""";
    String one =
        """
        UID:1
        RECURRENCE-ID;TZID=China Standard Time:20261126T200000
        SUMMARY:夜班 备班
        DTSTART;TZID=China Standard Time:20261126T200000
        DTEND;TZID=China Standard Time:20261127T080000""";
    String cancelled =
        """
        UID:1
        RECURRENCE-ID;TZID=China Standard Time:20261127T200000
        STATUS:CANCELLED
        SUMMARY:夜班 备班
        DTSTART;TZID=China Standard Time:20261127T200000""";
    assertThat(read(calendar(weekly, one, cancelled)))
        .containsExactlyInAnyOrder(
            officer(0, "night", "officer-a"),
            officer(1, "night", "officer-a"),
            officer(3, "night", "backup"));
  }

  @Test
  void an_endless_one_of_google_is_taken_for_the_time_that_was_asked_for() {
    String endless =
        """
        UID:abc@google.com
        SUMMARY:Duty
        DESCRIPTION:值班员：值班员乙<br>带班领导: leader\\nBring the keys: at the gate
        DTSTART;TZID=Asia/Shanghai:20261124T080000
        DURATION:PT12H
        RRULE:FREQ=WEEKLY;BYDAY=TU""";
    assertThat(until(14, calendar(endless)))
        .containsExactly(officer(1, "day", "officer-b"), officer(8, "day", "officer-b"));
    assertThatThrownBy(() -> read(calendar(endless)))
        .hasMessageContaining("line 12 (SUMMARY 'Duty', UID abc@google.com): recurs without end");
  }

  @Test
  void days_and_hours_without_zone_are_those_of_the_campus() {
    String days =
        "UID:1\nSUMMARY:夜班\nATTENDEE;CN=值班员甲:mailto:a@b.c\n"
            + "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126";
    String floating = "UID:2\nSUMMARY:值班员乙\nDTSTART:20261123T080000\nDTEND:20261123T200000";
    assertThat(read(calendar(days, floating)))
        .containsExactly(
            officer(1, "night", "officer-a"),
            officer(2, "night", "officer-a"),
            officer(0, "day", "officer-b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SUMMARY:值班员甲|20261123T090000|20261123T170000|is no shift (day 08:00–20:00, night",
        "SUMMARY:夜班 值班员甲|20261123T080000|20261123T200000|is called night 20:00–08:00 and has other times",
        "SUMMARY:谁|20261123T080000|20261123T200000|names nobody of `people:`",
        "SUMMARY:x\\nATTENDEE;CN=谁:mailto:a@b.c|20261123T080000|20261123T200000|'谁' is neither id nor",
        "SUMMARY:值班员甲 值班员乙|20261123T080000|20261123T200000|names several people (officer-a, officer-b)",
        "SUMMARY:x\\nDESCRIPTION:oficer: 值班员甲|20261123T080000|20261123T200000|'oficer' of 值班员甲 is no role",
        "SUMMARY:leader: nobody|20261123T080000|20261123T200000|'nobody' is neither id nor the name",
        "SUMMARY:值班员甲|20261123T080000|20261123T070000|does not end after it begins",
        "SUMMARY:值班员甲|tomorrow|20261123T070000|line 16: DTSTART: ",
        "SUMMARY:值班员甲\\nRRULE:FREQ=NEVER|20261123T080000|20261123T200000|RRULE: ",
        "SUMMARY:值班员甲\\nRRULE:FREQ=SECONDLY;COUNT=99999|20261123T080000|20261123T200000|recurs more often than daily (RRULE FREQ=SECONDLY)",
        "SUMMARY:值班员甲\\nRRULE:FREQ=HOURLY;INTERVAL=12|20261123T080000|20261123T200000|recurs more often than daily",
        "SUMMARY:值班员甲\\nRRULE:FREQ=DAILY;BYSECOND=1,2,3;COUNT=9|20261123T080000|20261123T200000|begins once a day",
        "SUMMARY:值班员甲\\nRRULE:FREQ=DAILY;COUNT=99999|20261123T080000|20261123T200000|makes more than 5000",
      })
  void what_can_not_be_mapped_is_refused_with_its_place(
      String head, String from, String to, String message) {
    String good = "UID:1\nSUMMARY:值班员甲\nDTSTART:20261124T080000\nDTEND:20261124T200000";
    String bad = "UID:2\n%s\nDTSTART:%s\nDTEND:%s".formatted(head.replace("\\n", "\n"), from, to);
    assertThatThrownBy(() -> read(calendar(bad, good)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("line 1");
  }

  @Test
  void what_is_no_whole_calendar_and_what_contradicts_itself_is_refused() {
    String night = "SUMMARY:%s\nDTSTART:20261123T120000Z\nDTEND:20261124T000000Z";
    String a = "UID:1\n" + night.formatted("值班员甲");
    String b = "UID:2\n" + night.formatted("leader");
    assertThatThrownBy(() -> read(calendar(a, b)))
        .hasMessageContaining(
            "line 19 (SUMMARY 'leader', UID 2): 2026-11-23 night officer is leader")
        .hasMessageContaining("by line 12 (SUMMARY '值班员甲', UID 1) it is officer-a");
    String whole = calendar(a);
    assertThatThrownBy(() -> read(whole.substring(0, whole.indexOf("END:VEVENT"))))
        .hasMessageContaining("the calendar is cut off: VEVENT has no END");
    assertThatThrownBy(() -> read("日期,班次\n")).hasMessageContaining("no BEGIN:VCALENDAR");
    assertThatThrownBy(() -> read(calendar())).hasMessageContaining("holds no event");
    String zone = "UID:3\nSUMMARY:值班员甲\nDTSTART;TZID=Moon:20261123T080000\nDURATION:PT12H";
    assertThatThrownBy(() -> read(calendar(zone)))
        .hasMessageStartingWith("line 16: the time zone 'Moon' is not known");
    String moved =
        RosterCalendar.write(ROSTER.between(at(0, 8, 0), at(0, 9, 0)), Town.PEOPLE, at(0, 0, 0))
            .replace("20261123T0", "20261124T0")
            .replace("20261123T1", "20261124T1");
    assertThatThrownBy(() -> read(moved)).hasMessageContaining("was moved to 2026-11-24");
  }

  /** From 1970 until now a rule of seconds has billions of times, of which nobody asked for one. */
  @Test
  void what_lies_before_the_time_asked_for_counts_too() {
    String event =
        "UID:1\nSUMMARY:值班员乙\nDTSTART:19700101T080000\nDTEND:19700101T200000\nRRULE:FREQ=";
    assertThatThrownBy(() -> until(14, calendar(event + "SECONDLY")))
        .hasMessageStartingWith("line 12 (SUMMARY '值班员乙', UID 1): recurs more often than daily");
    assertThat(until(1, calendar(event + "DAILY"))).containsExactly(officer(0, "day", "officer-b"));
    assertThatThrownBy(
            () ->
                RosterCalendar.read(
                    calendar(event + "DAILY"),
                    ROSTER,
                    Town.PEOPLE,
                    Instant.EPOCH,
                    Optional.of(at(0, 0, 0))))
        .hasMessageContaining("makes more than 5000 events");
  }
}
