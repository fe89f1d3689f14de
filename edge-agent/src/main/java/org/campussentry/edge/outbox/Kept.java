package org.campussentry.edge.outbox;

/** A batch in the outbox, with its place in the order of keeping. */
public record Kept(long position, Batch batch) {}
