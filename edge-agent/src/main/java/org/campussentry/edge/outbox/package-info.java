/**
 * What must not be lost. Takes in encoded batches and keeps them in a bounded file, in order, until
 * somebody says that they are stored elsewhere; hands on what is still there, oldest first, and
 * what had to be dropped. Knows nothing of what is in a batch.
 */
package org.campussentry.edge.outbox;
