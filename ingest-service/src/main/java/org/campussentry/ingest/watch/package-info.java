/**
 * Decides what is an alert. Takes in readings as they arrive, the passing of time and the acts of
 * people; hands on alerts. The machines are pure functions of (alert, reading or tick, now); {@link
 * Watch} keeps their state.
 */
package org.campussentry.ingest.watch;
