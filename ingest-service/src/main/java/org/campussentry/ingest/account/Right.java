package org.campussentry.ingest.account;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; a {@link Role} has some of them. */
public enum Right {
  /** See all but accounts and the audit trail, and change what is one's own. */
  LOOK,
  /** Acknowledge, close and shelve alerts, add photos, sign hand-overs, practise, report upward. */
  ACT,
  /** Answer for the college: set a report upward aside. */
  SIGN,
  /** Shifts and maintenance. */
  PLAN,
  /** Gateways, points and their sensors, dead letters, floor plans. */
  TEND,
  /** Rules of the watch. */
  RULE,
  /** Accounts, the audit trail, channels, and whatever has no right of its own. */
  ADMINISTER;

  /** As it is written: {@code administer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Right> of(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
  }

  /** The roles that have it. */
  public List<Role> holders() {
    return Arrays.stream(Role.values()).filter(r -> r.rights().contains(this)).toList();
  }
}
