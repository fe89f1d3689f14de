package org.campussentry.ingest.watch;

/** Told of each change after it is durable, on the watch's thread: hand off, don't work here. */
public interface AlertListener {
  void changed(Alert alert, Change change);
}
