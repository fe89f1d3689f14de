/**
 * From MQTT to decoded batches. Takes in messages of the wire contract v1, keeps what it can't read
 * as dead letters, and hands decoded batches on to the watch and to the store; sends a receipt when
 * the store has a batch and the journal its number, and not before.
 */
package org.campussentry.ingest.intake;
