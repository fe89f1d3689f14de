package org.campussentry.ingest.web;

import java.util.Optional;

/** Where photos outlive the process. Thread-safe. */
public interface PhotoStore {
  /** False when the alert has one already; it stays. Returns when it is durable. */
  boolean add(Photo photo);

  Optional<Photo> find(String alert);

  /** Without reading its content. */
  Optional<Photo.About> about(String alert);
}
