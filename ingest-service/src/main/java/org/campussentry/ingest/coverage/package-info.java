/**
 * What should have come, beside what came. Takes in catalogs and the counts of what was stored, and
 * hands on, per point and day, how much was expected, measured, late, unavailable, untimed and
 * missing. What is expected is decided here: a gateway can add to it, and only a person takes away.
 */
package org.campussentry.ingest.coverage;
