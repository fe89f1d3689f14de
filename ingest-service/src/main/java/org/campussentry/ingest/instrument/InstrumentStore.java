package org.campussentry.ingest.instrument;

import java.util.List;

/** Where entries outlive the process; none is ever changed. Thread-safe. */
public interface InstrumentStore {
  /** Each point's in order of time. */
  List<Instrument> all();

  /** Returns when it is durable. */
  void add(Instrument entry);
}
