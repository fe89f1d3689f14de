/**
 * What must outlive the process and is not a time series: alerts, deliveries, catalogs, what
 * arrived and what is expected, dead letters, accounts. Each class implements the store interface
 * of one package above; nothing above imports this package but the root.
 */
package org.campussentry.ingest.journal;
