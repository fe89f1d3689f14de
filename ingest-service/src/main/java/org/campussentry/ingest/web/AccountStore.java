package org.campussentry.ingest.web;

import java.util.Optional;

/**
 * Where accounts, sessions and the audit trail are kept. Thread-safe. Tokens are stored as hashes
 * only.
 */
public interface AccountStore {
  boolean isEmpty();

  Optional<String> passwordHash(String account);

  /** False when there is one of that name already. */
  boolean create(String account, String passwordHash, String role, long nowMs);

  void save(String account, String passwordHash, String role, long nowMs);

  void openSession(String tokenHash, String account, long expiresAt);

  /** The account of a session that has not expired. */
  Optional<String> sessionAccount(String tokenHash, long nowMs);

  void closeSession(String tokenHash);

  void audit(long time, String account, String act, String subject, String detail);
}
