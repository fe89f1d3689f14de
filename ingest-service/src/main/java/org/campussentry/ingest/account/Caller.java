package org.campussentry.ingest.account;

import java.util.Optional;
import java.util.Set;

/**
 * Who asks: an account by its session, or a token in its name. Immutable.
 *
 * @param key the id of the session or token
 * @param token its name, when it is a token
 * @param rights what both the account and the token may
 */
public record Caller(
    Account account, String key, Optional<String> token, Role role, Set<Right> rights) {
  /** As the audit trail knows it. */
  public String name() {
    return token.map(t -> account.name() + "/" + t).orElse(account.name());
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }

  public boolean isWall() {
    return role == Role.WALL;
  }

  /** Whether nothing is open to it but a new password. */
  public boolean mustChange() {
    return token.isEmpty() && account.mustChange();
  }
}
