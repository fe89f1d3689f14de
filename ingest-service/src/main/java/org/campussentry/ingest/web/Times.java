package org.campussentry.ingest.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the API writes them, ISO 8601 with the campus's offset, and reads them. Immutable. */
record Times(ZoneId zone) {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** Milliseconds since 1970; a number is taken as such. */
  static long parse(String name, String text) {
    try {
      return text.matches("-?\\d{1,15}")
          ? Long.parseLong(text)
          : OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw Problem.bad(
          "'" + name + "' is not a time such as 2026-11-21T14:32:00+08:00: '" + text + "'");
    }
  }
}
