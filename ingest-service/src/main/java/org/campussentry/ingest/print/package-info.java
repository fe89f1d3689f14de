/**
 * Forms in which a report leaves the house: PDF, XLSX, CSV. Takes in a page or a table and hands on
 * bytes; knows nothing of what is in them.
 */
package org.campussentry.ingest.print;
