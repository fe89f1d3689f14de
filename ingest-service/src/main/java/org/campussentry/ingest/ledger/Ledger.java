package org.campussentry.ingest.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ledger (台账): one sheet a point. It says all by itself, names too, so that it can be read when
 * the campus file has changed. Immutable. Times are milliseconds since 1970 UTC.
 *
 * @param point the id of the point, where it is of one
 * @param span as {@link Span} writes it
 * @param zone by which days and hours count
 * @param leaders the leaders on shift (带班领导) of a day; none for a month
 */
public record Ledger(
    String site,
    String area,
    Optional<String> point,
    String span,
    String zone,
    Name siteName,
    Name areaName,
    List<String> leaders,
    List<Sheet> sheets) {

  /** In Chinese and English. */
  public record Name(String zh, String en) {
    public String in(boolean english) {
      return english ? en : zh;
    }
  }

  /**
   * One point.
   *
   * @param gauges the instruments that measured in this time, in order
   * @param low the lower limit by the rules when the ledger was made; the closest one
   * @param high likewise the upper
   * @param limitsByHour whether a limit holds at some hours only
   * @param sum of all cells; values of people are in none of it
   */
  public record Sheet(
      String point,
      String quantity,
      String unit,
      List<Gauge> gauges,
      OptionalDouble low,
      OptionalDouble high,
      boolean limitsByHour,
      List<Cell> cells,
      Cell.Account sum,
      Optional<Cell.Values> values,
      List<Excursion> excursions) {}

  /**
   * An instrument.
   *
   * @param calibrated the day of the certificate, such as 2026-11-20
   * @param due when it must be calibrated again
   * @param offset that the certificate states; the values are as they were measured, without it
   * @param expired whether that day was over while it measured here
   */
  public record Gauge(
      String serial,
      long sinceMs,
      Optional<String> calibrated,
      Optional<String> due,
      OptionalDouble offset,
      String certificate,
      boolean expired) {}

  /**
   * Something that went beyond, or was silent.
   *
   * @param alert its id; empty for what was found too late to tell anyone
   * @param kind as the API spells the kind of an alert
   * @param endedMs empty while it goes on
   * @param action what was done, by the note of who closed it
   * @param handler who closed it, else who acknowledged it
   */
  public record Excursion(
      String alert,
      String kind,
      long sinceMs,
      Optional<Long> endedMs,
      OptionalDouble worst,
      OptionalDouble limit,
      String action,
      String handler,
      boolean late) {}
}
