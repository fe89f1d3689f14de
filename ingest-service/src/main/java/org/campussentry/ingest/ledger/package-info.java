/**
 * The ledger (台账): what was measured at a point or in an area on a day or in a month, cell by cell,
 * with what lacks and why. Takes in buckets of the history, the account of what came, instruments,
 * alerts and what people read by eye; hands on ledgers, those that were issued as versions that
 * nobody changes, the pack for an inspector, and what is thrown away when its time is over.
 */
package org.campussentry.ingest.ledger;
