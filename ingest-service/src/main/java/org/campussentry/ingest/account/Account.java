package org.campussentry.ingest.account;

import java.util.Optional;

/**
 * Somebody who may log in. Immutable.
 *
 * @param name what is typed at the login; it is never given to another one
 * @param fullName as people are called, shown as it is; empty when nobody said it
 * @param person the id of one of {@code people:} of the campus file, which may be gone by now
 * @param mustChange whether the password was made up by somebody else, and is good for changing it
 *     only
 * @param loggedInAt milliseconds since 1970; 0 for never, as with {@code passwordAt}
 */
public record Account(
    String name,
    String fullName,
    Role role,
    Optional<String> person,
    boolean enabled,
    boolean mustChange,
    long createdAt,
    long passwordAt,
    long loggedInAt) {
  /** The same account with what an administrator may change of it. */
  public Account with(String newName, Role newRole, Optional<String> newPerson, boolean open) {
    return new Account(
        name, newName, newRole, newPerson, open, mustChange, createdAt, passwordAt, loggedInAt);
  }

  boolean isAdministrator() {
    return enabled && role == Role.ADMINISTRATOR;
  }
}
