/**
 * The words that every other package speaks: a {@link org.campussentry.edge.reading.Point} is one
 * quantity of one device, a {@link org.campussentry.edge.reading.Reading} is what it said at one
 * moment, or why it said nothing. Takes in nothing, knows nothing, is handed on by all.
 */
package org.campussentry.edge.reading;
