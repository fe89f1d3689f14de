package org.campussentry.ingest.daily;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is to be said of one day, by its readings and by what was kept of it. Immutable; texts are
 * empty where there is nothing to say. What people enter stands beside it and never in it.
 *
 * @param until up to when it counts; the end of a day that is over
 * @param over whether the day was over
 * @param sufficient whether a zero of this day is proven: each point within the limits, no gateway
 *     unknown
 * @param unknown listed gateways that never said what they have, so that nobody knows what is
 *     missing
 * @param sites in the order of the campus file
 * @param unproven stretches of time without proof, by point
 * @param calibrations instruments whose calibration has ended, or ends within 30 days of this one;
 *     left out where there are none
 */
public record DailyReport(
    LocalDate date,
    Instant from,
    Instant until,
    boolean over,
    Limits limits,
    Verdict verdict,
    boolean sufficient,
    Sum campus,
    List<SiteSum> sites,
    List<AreaSum> areas,
    List<PointLine> points,
    List<String> unknown,
    List<Stretch> unproven,
    List<Excursion> excursions,
    Entrance entrance,
    Disinfection disinfection,
    Alerts alerts,
    List<ShiftLine> shifts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Calibration> calibrations) {

  /** Reports that were kept before this was asked say nothing of calibrations. */
  public DailyReport {
    calibrations = calibrations == null ? List.of() : List.copyOf(calibrations);
  }

  /**
   * An instrument that somebody must have calibrated.
   *
   * @param due the last day on which it may be used without
   * @param expired whether that was before this day
   */
  public record Calibration(
      String point, String site, String area, String serial, LocalDate due, boolean expired) {}

  /**
   * What each point is held to.
   *
   * @param percent of the readings expected of it
   * @param criticalGapMs the longest time without proof where a rule is critical
   */
  public record Limits(double percent, long criticalGapMs) {}

  /**
   * The account of points together; readings.
   *
   * @param points of which readings are expected
   * @param proven values that came, late or not, but for those that prove nothing
   * @param voided values that came and prove nothing: of a stuck or shelved point, in maintenance,
   *     or with a calibration that has expired
   * @param unavailable by reason, as the wire spells it
   * @param percent proven of what was expected, rounded down to hundredths; empty when nothing was
   *     expected
   */
  public record Sum(
      int points,
      long expected,
      long measured,
      long late,
      long proven,
      long voided,
      Map<String, Long> unavailable,
      long untimed,
      long missing,
      OptionalDouble percent) {}

  /** Of a site. */
  public record SiteSum(String site, Sum sum) {}

  /** Of an area. */
  public record AreaSum(String site, String area, Sum sum) {}

  /**
   * One point of which readings are expected.
   *
   * @param id the full id
   * @param critical whether a critical rule looks at its values
   * @param longestMs the longest time without proof
   * @param shortOf what of the limits it does not keep; empty when it keeps them
   */
  public record PointLine(
      String id,
      String site,
      String area,
      boolean critical,
      Sum sum,
      long longestMs,
      List<Shortfall> shortOf) {}

  /** How a point falls short of the limits. */
  public enum Shortfall {
    COVERAGE,
    GAP;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why a time proves nothing. */
  public enum Why {
    /** Nothing came. */
    SILENT,
    /** The gateway said that there was no value. */
    UNAVAILABLE,
    STUCK,
    SHELVED,
    MAINTENANCE,
    CALIBRATION;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A time without proof.
   *
   * @param point the full id, or a gateway's where entrances were not seen
   * @param from may lie in the day before
   * @param reason what the gateway said, or a person wrote; may be empty
   */
  public record Stretch(
      String point, String site, String area, Instant from, Instant until, Why why, String reason) {
    long lengthMs() {
      return until.toEpochMilli() - from.toEpochMilli();
    }
  }

  /**
   * Something beyond a limit.
   *
   * @param event one occurrence, such as a fever, and not a state that lasted
   * @param alert its id; empty for what was found in late data alone
   * @param until its end, or up to when it is known to last
   * @param lasting whether it is not over
   * @param minutes of this day, rounded up
   * @param late found too late to wake anybody
   * @param maintained it is about something that was being maintained
   * @param handler the account that closed it, else that acknowledged it
   */
  public record Excursion(
      boolean event,
      String alert,
      String rule,
      String point,
      String site,
      String area,
      Instant from,
      Instant until,
      boolean lasting,
      long minutes,
      OptionalDouble peak,
      OptionalDouble limit,
      String unit,
      boolean late,
      boolean maintained,
      String handler,
      String note) {}

  /**
   * What thermometers at entrances counted.
   *
   * @param points how many there are; without any nothing is counted
   * @param measured readings (入校测温人次)
   * @param fever readings beyond the limit of their rule (发热)
   * @param unavailable readings without a value
   * @param missed people who passed without a reading (漏测), by counters; empty without a counter
   * @param unseen when a gateway of such a thermometer was not heard
   */
  public record Entrance(
      int points,
      long measured,
      long fever,
      long unavailable,
      OptionalLong missed,
      List<Stretch> unseen) {
    /** People of whom no temperature is known. */
    public long unmeasured() {
      return unavailable + missed.orElse(0);
    }
  }

  /**
   * Slots of the day.
   *
   * @param states how many are in which state
   * @param exceptions those that are not proven by a sprayer
   */
  public record Disinfection(int planned, Map<String, Integer> states, List<SlotLine> exceptions) {}

  /**
   * A slot that no sprayer proves.
   *
   * @param flaw the gravest one, or empty
   * @param person who registered it by hand, or empty
   */
  public record SlotLine(
      String id,
      String site,
      String area,
      Instant opens,
      Instant due,
      String state,
      String flaw,
      String person,
      String reason) {}

  /**
   * Alerts that became active on this day, whatever they are about.
   *
   * @param acknowledgedMs median time to the first acknowledgement; empty when there was none
   */
  public record Alerts(
      int count, int critical, int acknowledged, int closed, OptionalLong acknowledgedMs) {}

  /** Who was on duty; ids of people, empty where nobody was. */
  public record ShiftLine(
      String name, String site, Instant from, Instant until, String officer, String leader) {}

  /** Excursions that lasted, and were not of something that was being maintained. */
  public long exceedances() {
    return excursions.stream().filter(e -> !e.event() && !e.maintained()).count();
  }

  /** How many slots are in a state. */
  public int slots(String state) {
    return disinfection.states().getOrDefault(state, 0);
  }

  /** Points that don't keep the limits. */
  public List<PointLine> shortPoints() {
    return points.stream().filter(p -> !p.shortOf().isEmpty()).toList();
  }
}
