/**
 * The agent that runs on a gateway: {@link org.campussentry.edge.EdgeAgent} takes in a
 * configuration, builds the parts in the order in which data flows, and starts them. Only this
 * package sees them all.
 */
package org.campussentry.edge;
