package org.campussentry.acceptance.chaos;

/**
 * A process of the campus that can die, hang, or be cut off from its next one.
 *
 * @param gateway which one, from 0, of an agent or a bus; else 0
 */
record Part(Role role, int gateway) {
  enum Role {
    AGENT,
    BUS,
    BROKER,
    SERVICE,
    STORE
  }

  @Override
  public String toString() {
    String name = role.name().toLowerCase(java.util.Locale.ROOT);
    return role == Role.AGENT || role == Role.BUS ? name + "-" + gateway : name;
  }
}
