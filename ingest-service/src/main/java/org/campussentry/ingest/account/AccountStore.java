package org.campussentry.ingest.account;

import java.util.List;
import java.util.Optional;

/**
 * Where accounts, and what hangs on them, are kept. Thread-safe. Passwords are stored as bcrypt,
 * tokens as SHA-256.
 */
public interface AccountStore extends SessionStore, TokenStore, AuditTrail {
  /** By name. */
  List<Account> accounts();

  Optional<Account> account(String name);

  Optional<String> passwordHash(String name);

  /** False when there is one of that name already. */
  boolean create(Account account, String passwordHash);

  /** Saves what {@link Account#with} changes. */
  void change(Account account);

  void setPassword(String name, String passwordHash, boolean mustChange, long at);

  void loggedIn(String name, long at);
}
