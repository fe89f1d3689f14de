package org.campussentry.ingest.duty;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody does in a shift; in the order in which they are called. */
public enum Role {
  /** 值班员. */
  OFFICER,
  /** 备班. */
  BACKUP,
  /** 带班领导. */
  LEADER;

  /** Lower case, as configuration and API spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that word, or empty. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
  }
}
