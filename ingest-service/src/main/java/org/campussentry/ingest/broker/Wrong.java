package org.campussentry.ingest.broker;

/** What is wrong with what a client does. */
record Wrong(Refusals.Reason reason, String what) {}
