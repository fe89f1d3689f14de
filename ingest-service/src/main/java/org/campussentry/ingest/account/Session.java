package org.campussentry.ingest.account;

/**
 * Somebody who logged in, at one browser or program. Times in milliseconds since 1970. Immutable.
 *
 * @param id tells it from others; it opens nothing
 * @param endsAt at the latest; before, when it is not used for long
 * @param address from where
 * @param agent what the browser says that it is; shortened
 */
public record Session(
    String id,
    String account,
    long openedAt,
    long seenAt,
    long endsAt,
    String address,
    String agent) {}
