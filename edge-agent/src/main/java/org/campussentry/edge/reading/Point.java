package org.campussentry.edge.reading;

/**
 * One quantity of one device, as the catalog announces it. Immutable.
 *
 * @param id {@code device.quantity}, unique in a gateway
 * @param area path of the area where it hangs, such as {@code canteen-1/cold-store}
 * @param device id of the device
 * @param quantity what is measured, such as {@code temperature}
 * @param unit UCUM code as SenML writes it, such as {@code Cel}
 * @param everyMillis sampling period in milliseconds; 0 for an event point, which has none
 */
public record Point(
    String id, String area, String device, String quantity, String unit, long everyMillis) {

  /** Whether the point gives one reading a happening (a person passes) instead of one a period. */
  public boolean event() {
    return everyMillis == 0;
  }
}
