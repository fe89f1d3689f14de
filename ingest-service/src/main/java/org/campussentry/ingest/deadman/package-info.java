/**
 * Who watches the watchman: a sign of life to somebody outside, and whether each round that this
 * service lives on still turns.
 */
package org.campussentry.ingest.deadman;
