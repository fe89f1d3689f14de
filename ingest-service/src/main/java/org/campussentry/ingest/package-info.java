/**
 * Starts the service: reads the configuration, builds the parts in the order in which data flows,
 * and wires them.
 */
package org.campussentry.ingest;
