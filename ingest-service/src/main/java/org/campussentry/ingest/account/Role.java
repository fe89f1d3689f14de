package org.campussentry.ingest.account;

import static org.campussentry.ingest.account.Right.ACT;
import static org.campussentry.ingest.account.Right.LOOK;
import static org.campussentry.ingest.account.Right.PLAN;
import static org.campussentry.ingest.account.Right.RULE;
import static org.campussentry.ingest.account.Right.SIGN;
import static org.campussentry.ingest.account.Right.TEND;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an account is for. docs/roles.md shows each beside what it may do. */
public enum Role {
  VIEWER,
  DUTY_OFFICER,
  LEADER,
  TECHNICIAN,
  FACILITIES,
  ADMINISTRATOR,
  /** A token's only: what a screen on a wall needs, without telephone numbers. */
  WALL;

  public Set<Right> rights() {
    return switch (this) {
      case VIEWER -> Set.of(LOOK);
      case DUTY_OFFICER -> Set.of(LOOK, ACT);
      case LEADER -> Set.of(LOOK, ACT, SIGN, PLAN);
      case TECHNICIAN -> Set.of(LOOK, ACT, TEND);
      case FACILITIES -> Set.of(LOOK, ACT, PLAN, RULE);
      case ADMINISTRATOR -> Set.of(Right.values());
      case WALL -> Set.of();
    };
  }

  /** As it is written: {@code duty-officer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
  }
}
