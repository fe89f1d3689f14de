/**
 * What must be sprayed when, what was sprayed, and whether the one proves the other. Takes in a
 * schedule, the readings of sprayers and what people register by hand; hands on, for each slot of
 * the schedule, its state with the evidence. What a meter proved and what a person said are never
 * mixed.
 */
package org.campussentry.ingest.disinfection;
