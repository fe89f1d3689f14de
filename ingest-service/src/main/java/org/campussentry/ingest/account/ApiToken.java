package org.campussentry.ingest.account;

/**
 * What a program, or a screen on a wall, shows instead of a password. Times in milliseconds since
 * 1970. Immutable.
 *
 * @param id tells it from others; it opens nothing
 * @param account who made it and answers for it; it does no more than that account may
 * @param usedAt 0 for never; a few minutes late
 * @param revokedAt 0 while it was not
 */
public record ApiToken(
    String id,
    String name,
    String account,
    Role role,
    long createdAt,
    long expiresAt,
    long usedAt,
    long revokedAt) {
  boolean isGood(long now) {
    return revokedAt == 0 && now < expiresAt;
  }
}
