package org.campussentry.ingest.journal;

import java.util.Optional;
import org.campussentry.ingest.web.AccountStore;
import org.jdbi.v3.core.Jdbi;

/** {@link AccountStore} in the journal. */
public final class JournalAccounts implements AccountStore {
  private final Jdbi jdbi;

  JournalAccounts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean isEmpty() {
    return jdbi.withHandle(
            h -> h.createQuery("SELECT COUNT(*) FROM account").mapTo(Integer.class).one())
        == 0;
  }

  @Override
  public Optional<String> passwordHash(String account) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT password_hash FROM account WHERE name = :n")
                .bind("n", account)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public boolean create(String account, String passwordHash, String role, long nowMs) {
    return jdbi.withHandle(
            h ->
                h.execute(
                    "INSERT INTO account VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    account,
                    passwordHash,
                    role,
                    nowMs))
        == 1;
  }

  @Override
  public void save(String account, String passwordHash, String role, long nowMs) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO account VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
                    + " password_hash = excluded.password_hash",
                account,
                passwordHash,
                role,
                nowMs));
  }

  @Override
  public void openSession(String tokenHash, String account, long expiresAt) {
    jdbi.useHandle(
        h -> h.execute("INSERT INTO web_session VALUES (?, ?, ?)", tokenHash, account, expiresAt));
  }

  @Override
  public Optional<String> sessionAccount(String tokenHash, long nowMs) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT account FROM web_session WHERE token_hash = :t AND expires_at > :now")
                .bind("t", tokenHash)
                .bind("now", nowMs)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void closeSession(String tokenHash) {
    jdbi.useHandle(h -> h.execute("DELETE FROM web_session WHERE token_hash = ?", tokenHash));
  }

  @Override
  public void audit(long time, String account, String act, String subject, String detail) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO audit VALUES (?, ?, ?, ?, ?)", time, account, act, subject, detail));
  }
}
