/**
 * Configuration that the campus sends. Takes in signed messages, and hands on texts to run instead
 * of the local file; remembers across restarts which version runs, which is on trial, and which was
 * refused. Decides by its state alone: what a text means, and whether the campus was reached with
 * it, it is told.
 */
package org.campussentry.edge.remote;
