package org.campussentry.ingest;

/**
 * The configuration can't be used; the message names file, line or key, and the remedy. Exit code
 * 2.
 */
final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message, null, false, false);
  }
}
