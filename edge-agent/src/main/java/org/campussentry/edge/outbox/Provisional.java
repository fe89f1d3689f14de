package org.campussentry.edge.outbox;

/**
 * That nobody knew the date when a batch was encoded: its times are ticks of one boot of the
 * machine plus an offset that was a guess.
 *
 * @param boot id of that boot
 * @param offset the guess, in milliseconds
 */
public record Provisional(String boot, long offset) {}
