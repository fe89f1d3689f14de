/**
 * Measures the programs as their users run them. Takes in the name of a benchmark; hands on a line
 * per figure, with the limit that it should keep. Nothing here passes or fails.
 */
package org.campussentry.benchmarks;
