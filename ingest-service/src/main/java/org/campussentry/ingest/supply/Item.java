package org.campussentry.ingest.supply;

import java.util.Optional;

/**
 * Something that is kept in stock. Immutable.
 *
 * @param unit in which it is counted
 * @param minimum less is too little; in its unit, at least 0
 * @param agent of the plans of disinfection that use it up; empty when only people do
 * @param area where it is kept; empty when nobody said
 */
public record Item(
    String id,
    String site,
    String name,
    String nameEn,
    String unit,
    String unitEn,
    double minimum,
    Optional<Agent> agent,
    Optional<String> area) {

  /**
   * What it is when it is mixed and sprayed.
   *
   * @param name as the plans of disinfection call it
   * @param strength milligrams of active substance in one unit, more than 0: 50,000 for a litre of
   *     5 %
   */
  public record Agent(String name, double strength) {}
}
