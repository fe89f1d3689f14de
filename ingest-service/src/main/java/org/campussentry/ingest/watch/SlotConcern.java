package org.campussentry.ingest.watch;

/**
 * A slot of the disinfection schedule that is not done. Immutable.
 *
 * @param slot its id
 * @param why a word for what is wrong, or empty
 * @param sinceMs milliseconds since 1970 UTC; the same each time, so that it is told once
 */
public record SlotConcern(
    String slot,
    String site,
    String area,
    Rule.Disinfection.Stage stage,
    String why,
    long sinceMs) {}
