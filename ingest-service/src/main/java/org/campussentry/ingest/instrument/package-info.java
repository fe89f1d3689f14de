/**
 * What measures at a point: serial number, calibration, and who changed it when. Takes in what
 * people record; hands on the instrument of today and those before it. A swapped sensor keeps its
 * point, and so its history.
 */
package org.campussentry.ingest.instrument;
