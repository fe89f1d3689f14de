/**
 * All that a program meets when it runs: a broker, a campus that answers, devices. Takes in a
 * folder for their files; hands on processes and what was heard.
 */
package org.campussentry.benchmarks.stage;
