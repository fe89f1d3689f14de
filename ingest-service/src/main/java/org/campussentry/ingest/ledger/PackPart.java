package org.campussentry.ingest.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;

/** One kind of records in the pack for an inspector. Thread-safe. */
public interface PackPart {
  /** What the index calls it. */
  String title(boolean english);

  /**
   * What there is of these days, in order; nothing is made until it is written.
   *
   * @param to included
   */
  List<File> files(LocalDate from, LocalDate to, boolean english);

  /**
   * One file.
   *
   * @param path within the pack: letters, digits, and {@code ._-/}
   * @param title what the index says of it
   */
  record File(String path, String title, Content content) {}

  /** Writes a file, and leaves the stream open. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }
}
