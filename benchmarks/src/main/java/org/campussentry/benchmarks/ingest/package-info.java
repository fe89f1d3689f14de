/** What ingest-service does with what many gateways send, beside others that do the same. */
package org.campussentry.benchmarks.ingest;
