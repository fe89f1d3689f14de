/**
 * What can go wrong on the campus. Takes in the files of a folder and hands on the faults that are
 * switched on: a file is something that a person, a script and a test can all make and remove.
 */
package org.campussentry.simulator.fault;
