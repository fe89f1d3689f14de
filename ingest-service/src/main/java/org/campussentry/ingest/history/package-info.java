/**
 * The time series. Takes in samples, writes them in batches to InfluxDB or to the embedded QuestDB,
 * and says when they are safe; hands on series in buckets for pages and reports, wide ones out of
 * five-minute buckets that it keeps beside the store. Rewriting the same point and time changes
 * nothing.
 */
package org.campussentry.ingest.history;
