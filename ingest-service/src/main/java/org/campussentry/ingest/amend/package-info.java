/**
 * Entries of the campus file that people change on the page: takes in what the file has and each
 * change, whole and numbered; hands on what holds. Nothing is ever lost of either. The rules have
 * their own, in {@code watch}.
 */
package org.campussentry.ingest.amend;
