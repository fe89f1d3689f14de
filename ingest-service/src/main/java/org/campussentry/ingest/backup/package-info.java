/**
 * Backups of a home. Takes in the folder of a service, running or not, and hands on one file that
 * holds all of it, checked when it is unpacked.
 */
package org.campussentry.ingest.backup;
