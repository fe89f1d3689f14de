/**
 * What goes to others by schedule. Takes in days whose report is confirmed, or whose hour of
 * sending has come, orders one delivery for each receiver, and puts it together when it is sent.
 */
package org.campussentry.ingest.sending;
