/**
 * The embedded broker and its lock: who may enter, and what a gateway may say and hear. Takes in
 * certificates and hashes of passwords from files that {@code provision} writes, hands on what it
 * refuses as counts and log lines.
 */
package org.campussentry.ingest.broker;
