/**
 * Drills (演练): a labelled excursion at a point, told as a real one would be, and kept apart from
 * what really happened.
 */
package org.campussentry.ingest.drill;
