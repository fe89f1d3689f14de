package org.campussentry.ingest.ledger;

import java.time.Instant;
import org.campussentry.ingest.reading.PointId;

/**
 * A value that a person read by eye while the sensor said nothing (人工补录). Stands beside what was
 * measured, and is in no mean. Immutable.
 *
 * @param at when it was read
 * @param value in the unit of the point
 * @param person who read it, by the name that the campus file has
 * @param by the account that entered it
 */
public record HandValue(
    PointId point,
    Instant at,
    double value,
    String reason,
    String person,
    String by,
    Instant entered) {}
