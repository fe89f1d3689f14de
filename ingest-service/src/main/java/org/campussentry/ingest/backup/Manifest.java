package org.campussentry.ingest.backup;

import java.util.List;

/**
 * The last entry of a backup: what all the others must be.
 *
 * @param format 1
 * @param version of the program that wrote it
 * @param time ISO 8601
 */
record Manifest(int format, String version, String time, List<Part> parts) {
  static final String NAME = "manifest.json";
  static final int FORMAT = 1;

  /** One file, by its path in the home; SHA-256 in hexadecimal digits. */
  record Part(String name, long size, String sha256) {}
}
