package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.account.Account;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.account.ApiToken;
import org.campussentry.ingest.account.Role;
import org.campussentry.ingest.account.Session;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** {@link AccountStore} in the journal. */
public final class JournalAccounts implements AccountStore {
  private final Jdbi jdbi;

  JournalAccounts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A role that only a newer version knows may look. */
  private static Role role(String word) {
    return Role.of(word).orElse(Role.VIEWER);
  }

  private static Account account(ResultSet row, StatementContext ctx) throws SQLException {
    return new Account(
        row.getString("name"),
        row.getString("full_name"),
        role(row.getString("role")),
        Optional.ofNullable(row.getString("person")),
        row.getInt("enabled") != 0,
        row.getInt("must_change") != 0,
        row.getLong("created_at"),
        row.getLong("password_at"),
        row.getLong("logged_in_at"));
  }

  @Override
  public List<Account> accounts() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM account ORDER BY name")
                .map(JournalAccounts::account)
                .list());
  }

  @Override
  public Optional<Account> account(String name) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM account WHERE name = ?")
                .bind(0, name)
                .map(JournalAccounts::account)
                .findOne());
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT password_hash FROM account WHERE name = ?")
                .bind(0, name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public boolean create(Account account, String passwordHash) {
    return execute(
            "INSERT INTO account (name, password_hash, role, created_at, full_name, person, enabled, must_change,"
                + " password_at, logged_in_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            account.name(),
            passwordHash,
            account.role().word(),
            account.createdAt(),
            account.fullName(),
            account.person().orElse(null),
            account.enabled() ? 1 : 0,
            account.mustChange() ? 1 : 0,
            account.passwordAt(),
            account.loggedInAt())
        == 1;
  }

  @Override
  public void change(Account account) {
    execute(
        "UPDATE account SET full_name = ?, role = ?, person = ?, enabled = ? WHERE name = ?",
        account.fullName(),
        account.role().word(),
        account.person().orElse(null),
        account.enabled() ? 1 : 0,
        account.name());
  }

  @Override
  public void setPassword(String name, String passwordHash, boolean mustChange, long at) {
    execute(
        "UPDATE account SET password_hash = ?, must_change = ?, password_at = ? WHERE name = ?",
        passwordHash,
        mustChange ? 1 : 0,
        at,
        name);
  }

  @Override
  public void loggedIn(String name, long at) {
    execute("UPDATE account SET logged_in_at = ? WHERE name = ?", at, name);
  }

  private static Session session(ResultSet row, StatementContext ctx) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getString("account"),
        row.getLong("opened_at"),
        row.getLong("seen_at"),
        row.getLong("ends_at"),
        row.getString("address"),
        row.getString("agent"));
  }

  @Override
  public void openSession(String tokenHash, Session session) {
    execute(
        "INSERT INTO web_session VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tokenHash,
        session.id(),
        session.account(),
        session.openedAt(),
        session.seenAt(),
        session.endsAt(),
        session.address(),
        session.agent());
  }

  @Override
  public Optional<Session> session(String tokenHash) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM web_session WHERE token_hash = ?")
                .bind(0, tokenHash)
                .map(JournalAccounts::session)
                .findOne());
  }

  @Override
  public List<Session> sessions() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM web_session ORDER BY seen_at DESC, id")
                .map(JournalAccounts::session)
                .list());
  }

  @Override
  public void sessionSeen(String id, long at) {
    execute("UPDATE web_session SET seen_at = ? WHERE id = ?", at, id);
  }

  @Override
  public boolean endSession(String id) {
    return execute("DELETE FROM web_session WHERE id = ?", id) == 1;
  }

  @Override
  public void endSessions(String account, String but) {
    execute("DELETE FROM web_session WHERE account = ? AND id <> ?", account, but);
  }

  @Override
  public void forgetSessions(long endedBy, long unusedSince) {
    execute("DELETE FROM web_session WHERE ends_at <= ? OR seen_at <= ?", endedBy, unusedSince);
  }

  private static ApiToken token(ResultSet row, StatementContext ctx) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("name"),
        row.getString("account"),
        role(row.getString("role")),
        row.getLong("created_at"),
        row.getLong("expires_at"),
        row.getLong("used_at"),
        row.getLong("revoked_at"));
  }

  @Override
  public void addToken(String tokenHash, ApiToken token) {
    execute(
        "INSERT INTO api_token VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tokenHash,
        token.id(),
        token.name(),
        token.account(),
        token.role().word(),
        token.createdAt(),
        token.expiresAt(),
        token.usedAt(),
        token.revokedAt());
  }

  @Override
  public Optional<ApiToken> token(String tokenHash) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM api_token WHERE token_hash = ?")
                .bind(0, tokenHash)
                .map(JournalAccounts::token)
                .findOne());
  }

  @Override
  public List<ApiToken> tokens() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM api_token ORDER BY created_at DESC, id")
                .map(JournalAccounts::token)
                .list());
  }

  @Override
  public void tokenUsed(String id, long at) {
    execute("UPDATE api_token SET used_at = ? WHERE id = ?", at, id);
  }

  @Override
  public boolean revokeToken(String id, long at) {
    return execute("UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at = 0", at, id)
        == 1;
  }

  @Override
  public void audit(
      long time,
      String account,
      String act,
      String subject,
      String detail,
      String before,
      String after) {
    execute(
        "INSERT INTO audit_entry (time, account, act, subject, detail, was, is_now) VALUES (?, ?, ?, ?, ?, ?, ?)",
        time,
        account,
        act,
        subject,
        detail,
        before,
        after);
  }

  private static Entry entry(ResultSet row, StatementContext ctx) throws SQLException {
    return new Entry(
        row.getLong("id"),
        row.getLong("time"),
        row.getString("account"),
        row.getString("act"),
        row.getString("subject"),
        row.getString("detail"),
        row.getString("was"),
        row.getString("is_now"));
  }

  @Override
  public List<Entry> audited(Query query) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM audit_entry WHERE time >= :from AND time < :until AND id < :below"
                        + " AND (:user = '' OR account = :user OR account LIKE :tokens ESCAPE '!')"
                        + " AND (:subject = '' OR subject LIKE :part ESCAPE '!')"
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("from", query.from())
                .bind("until", query.until())
                .bind("below", query.below())
                .bind("user", query.user().orElse(""))
                .bind("tokens", literal(query.user().orElse("")) + "/%")
                .bind("subject", query.subject().orElse(""))
                .bind("part", "%" + literal(query.subject().orElse("")) + "%")
                .bind("limit", query.limit())
                .map(JournalAccounts::entry)
                .list());
  }

  /** For LIKE. */
  private static String literal(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private int execute(String sql, Object... values) {
    return jdbi.withHandle(h -> h.execute(sql, values));
  }
}
