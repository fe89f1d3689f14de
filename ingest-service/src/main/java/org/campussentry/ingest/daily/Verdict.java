package org.campussentry.ingest.daily;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a report says in one word. */
public enum Verdict {
  /** Nothing happened, and the readings of every point prove it. */
  CLEAN_ZERO,
  /** Nothing happened as far as was seen, and that is not all of it. */
  ZERO_WITH_GAPS,
  /** Something went beyond a limit, was not disinfected, or people are ill. */
  EXCEPTIONS,
  /** Nothing at all was measured: nothing can be said. */
  NO_DATA;

  /** As API and journal spell it. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
