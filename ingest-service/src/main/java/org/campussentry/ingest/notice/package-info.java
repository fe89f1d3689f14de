/**
 * Tells people. Takes in alerts that became active or recovered; each channel gets one delivery of
 * each, kept in the journal before it is sent and repeated under the same id until the channel has
 * taken it.
 */
package org.campussentry.ingest.notice;
