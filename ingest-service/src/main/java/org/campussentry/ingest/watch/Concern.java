package org.campussentry.ingest.watch;

/**
 * Something that people have to see to, and that no reading ends: a slot of the disinfection
 * schedule that is not done, an item of which too little is left. Immutable.
 *
 * @param source id of the slot or of the item
 * @param condition of the rules that tell of it
 * @param why a word for what is wrong, or empty
 * @param sinceMs milliseconds since 1970 UTC; the same each time, so that it is told once
 */
public record Concern(
    String source, String site, String area, Rule.Condition condition, String why, long sinceMs) {}
