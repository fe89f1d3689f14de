package org.campussentry.ingest.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody made of a rule on the page. Immutable.
 *
 * @param number counts the changes of this rule from 1
 * @param keys as it is written since then; empty gives it back to the file, or deletes what no file
 *     has
 * @param base as the file had it then; empty when no file had it
 */
public record RuleChange(
    String rule, int number, Optional<String> keys, Optional<String> base, String by, Instant at) {}
