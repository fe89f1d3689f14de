/**
 * What registers, lines of text and messages mean. Takes in profiles (data files) and the answers
 * of a bus, and hands on readings with units, or why there are none. Also plans which registers are
 * read in one request. Pure, but for reading the files.
 */
package org.campussentry.edge.device;
