package org.campussentry.ingest.intake;

import java.util.List;
import org.campussentry.ingest.reading.Reading;

/**
 * The rows of one message that could be read. Immutable.
 *
 * @param stream opened anew at each start of a gateway's agent
 * @param seq counts the stream's batches without gaps, from 0
 * @param catalog the hash of the catalog it was written under
 * @param unsure the gateway could not tell the time; such rows are kept apart and never watched
 */
public record Batch(
    String site,
    String gateway,
    String stream,
    long seq,
    String catalog,
    boolean unsure,
    List<Reading> readings) {

  /** What a receipt names. */
  public record Key(String gateway, String stream, long seq) {}

  public Batch {
    readings = List.copyOf(readings);
  }

  public Key key() {
    return new Key(gateway, stream, seq);
  }
}
