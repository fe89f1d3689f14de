package org.campussentry.ingest.reading;

/**
 * One quantity of one device, as its gateway's catalog declares it. Immutable.
 *
 * @param area a path such as {@code canteen-1/cold-store}
 * @param unit UCUM code as SenML writes it ({@code Cel}, {@code %RH}, …)
 * @param everyMillis the poll period in milliseconds; 0 for an event point, which reads once a
 *     person
 * @param event each reading stands for one occurrence, not for a state
 */
public record Point(
    PointId id,
    String site,
    String area,
    String device,
    String quantity,
    String unit,
    long everyMillis,
    boolean event) {}
