/**
 * A person's look at devices. Takes in a bus and what hangs on it, asks once, reading only, and
 * hands on what was said on the wire and what it means, for people and for programs.
 */
package org.campussentry.edge.inspect;
