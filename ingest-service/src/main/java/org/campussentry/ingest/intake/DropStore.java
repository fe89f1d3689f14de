package org.campussentry.ingest.intake;

/**
 * Keeps what gateways had to give up for want of room. Thread-safe; a call returns when its change
 * is durable.
 */
public interface DropStore {
  void add(String gateway, Status.Dropped dropped, long nowMs);
}
