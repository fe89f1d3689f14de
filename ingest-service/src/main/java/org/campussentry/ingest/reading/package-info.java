/**
 * The words that everything else speaks: points and their readings, the catalog in which a gateway
 * declares its points, and the campus with its sites, areas and owning departments. Takes in
 * nothing, knows nothing.
 */
package org.campussentry.ingest.reading;
