package org.campussentry.ingest.amend;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody made of an entry on the page. Immutable.
 *
 * @param kind what sort of entry, such as {@code plan}
 * @param site that the entry is of; it never changes
 * @param number counts the changes of this entry from 1
 * @param keys as it is written since then, a JSON object with the keys of the campus file; empty
 *     gives it back to the file, or deletes what no file has
 * @param base as the file had it then; empty when no file had it
 */
public record Amendment(
    String kind,
    String entry,
    String site,
    int number,
    Optional<String> keys,
    Optional<String> base,
    String by,
    Instant at) {}
