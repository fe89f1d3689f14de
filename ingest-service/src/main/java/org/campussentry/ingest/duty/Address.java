package org.campussentry.ingest.duty;

/**
 * Where a person is reached. Immutable.
 *
 * @param channel a name below {@code channels:}
 * @param to the person in that channel: a number, a mailbox, a user id
 */
public record Address(String channel, String to) {}
