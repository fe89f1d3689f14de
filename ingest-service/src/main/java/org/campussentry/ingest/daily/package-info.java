/**
 * The report of each day (日报告、零报告): what of the day was seen, what went beyond a limit, and who
 * stands for it. Takes in the coverage, readings in buckets, alerts, slots of disinfection, the
 * roster and what people enter; hands on reports as chained steps of which none is ever changed,
 * the same as tables of sentences, and calls while one is not confirmed.
 */
package org.campussentry.ingest.daily;
