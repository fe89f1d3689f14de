/**
 * What commands beside a running service ask of it. Takes in a line by a socket in its home, and
 * hands it on to the part that was named for it.
 */
package org.campussentry.ingest.command;
