/**
 * What a measurement is: a benchmark, its figures, the machine that they are of, and what the
 * kernel says about a process.
 */
package org.campussentry.benchmarks.measure;
