package org.campussentry.ingest.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;

/** A campus of one site with a day and a night shift, and a cold store that gets warm. */
public final class Town {
  public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  public static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  public static final ShiftKind DAY =
      new ShiftKind("day", "白班", "", LocalTime.of(8, 0), LocalTime.of(20, 0), Days.ALL);
  public static final ShiftKind NIGHT =
      new ShiftKind("night", "夜班", "", LocalTime.of(20, 0), LocalTime.of(8, 0), Days.ALL);

  public static final People PEOPLE =
      new People(
          List.of(
              person("officer-a", "值班员甲", "", true),
              person("officer-b", "值班员乙", "", true),
              person("backup", "备班", "", true),
              person("leader", "带班领导", "", true),
              person("cook", "餐饮科", "catering", true),
              person("mute", "无渠道", "catering", false)));

  public static final Campus CAMPUS =
      new Campus(
          SHANGHAI,
          Map.of(
              "main",
              new Campus.Site(
                  "主校区",
                  "Main",
                  Map.of("canteen-1/cold-store", new Campus.Area("冷库", "Cold", "catering")))),
          Map.of(),
          Map.of());

  /** Officer a has the days and b the nights. */
  public static final Roster ROSTER =
      new Roster(
          SHANGHAI,
          List.of(DAY, NIGHT),
          List.of(
              rota("day", Role.OFFICER, "officer-a"),
              rota("night", Role.OFFICER, "officer-b"),
              rota("day", Role.BACKUP, "backup"),
              rota("night", Role.BACKUP, "backup"),
              rota("day", Role.LEADER, "leader"),
              rota("night", Role.LEADER, "leader")),
          Holidays.NONE);

  public static final Policy LADDER =
      new Policy(
          Optional.empty(),
          AreaGlob.ALL,
          List.of(
              step(0, "officer"), step(5, "backup"), step(15, "leader"), step(30, "department")),
          Optional.of(Duration.ofMinutes(30)),
          Policy.LEASE);

  private Town() {}

  public static Person person(String id, String name, String department, boolean reachable) {
    List<Address> addresses = reachable ? List.of(new Address("sms", id)) : List.of();
    return new Person(
        id, name, "13800000000", Person.Language.ZH, department, addresses, Optional.empty());
  }

  public static Rota rota(String shift, Role role, String... people) {
    return new Rota(shift, role, Days.ALL, Arrays.asList(people), 1, MONDAY);
  }

  public static Policy.Step step(long minutes, String tell) {
    return new Policy.Step(Duration.ofMinutes(minutes), Tell.of(tell).orElseThrow());
  }

  /** On the Monday, or so many days after it. */
  public static Instant at(int day, int hour, int minute) {
    return MONDAY.plusDays(day).atTime(hour, minute).atZone(SHANGHAI).toInstant();
  }

  public static Alert alert(Severity severity, Instant activeAt) {
    return alert(severity, activeAt, Optional.empty(), Optional.empty(), Alert.State.ACTIVE);
  }

  public static Alert alert(
      Severity severity,
      Instant activeAt,
      Optional<Instant> acknowledged,
      Optional<Instant> shelvedUntil,
      Alert.State state) {
    return new Alert(
        "a1",
        "cold",
        "gw:cold1.temperature",
        "main",
        "canteen-1/cold-store",
        "temperature",
        "Cel",
        severity,
        Alert.Kind.THRESHOLD,
        OptionalDouble.of(8),
        false,
        new Alert.Course(
            state,
            OptionalDouble.of(9),
            "",
            activeAt.toEpochMilli(),
            Optional.of(activeAt.toEpochMilli()),
            Optional.empty(),
            Optional.empty(),
            1),
        new Alert.Handling(
            acknowledged.map(t -> new Alert.Mark("admin", t.toEpochMilli(), "")),
            shelvedUntil.map(t -> new Alert.Shelf("admin", "化霜", t.toEpochMilli(), 0)),
            false,
            Optional.empty()));
  }
}
