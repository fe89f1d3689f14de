package org.campussentry.edge.outbox;

/** Batches of a stream from {@code first} to {@code last}, both included. */
public record Range(String stream, long first, long last) {}
