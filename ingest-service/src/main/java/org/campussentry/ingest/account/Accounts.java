package org.campussentry.ingest.account;

import com.password4j.Password;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may log in, and with which password. Thread-safe. What takes a password takes about a tenth
 * of a second.
 */
public final class Accounts {
  /** The first account; its password is printed once, or taken from the environment. */
  public static final String ADMIN = "admin";

  public static final int FULL_NAME_MAX = 80;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  /** What comes of asking for a password. */
  public sealed interface Outcome {
    /** It is known here and nowhere else, and has to be changed at the next login. */
    record Password(String password) implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  private final AccountStore store;
  private final InstantSource clock;

  public Accounts(AccountStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes the first account, or gives it the configured password.
   *
   * @return the password that was made up and must be shown once; empty when there was nothing to
   *     make up
   */
  public Optional<String> ensureAdmin(Optional<String> configured) {
    if (configured.isEmpty() && !store.accounts().isEmpty()) {
      return Optional.empty();
    }
    Account admin =
        new Account(
            ADMIN,
            "",
            Role.ADMINISTRATOR,
            Optional.empty(),
            true,
            false,
            clock.millis(),
            clock.millis(),
            0);
    String password = configured.orElseGet(Secrets::password);
    // Of two instances that start for the first time, one makes it.
    boolean made = store.create(admin, Secrets.bcrypt(password));
    if (configured.isPresent()) {
      PasswordPolicy.wrong(password, admin)
          .ifPresent(w -> log.warn("SENTRY_ADMIN_PASSWORD is a bad one: {}", w.why()));
      if (!made && !verify(ADMIN, password)) {
        store.setPassword(ADMIN, Secrets.bcrypt(password), false, clock.millis());
      }
      return Optional.empty();
    }
    return made ? Optional.of(password) : Optional.empty();
  }

  /** Takes as long for an account that does not exist; says nothing of whether one is enabled. */
  public boolean verify(String name, String password) {
    Optional<String> hash = store.passwordHash(name);
    if (hash.isEmpty()) {
      Secrets.bcrypt(password);
      return false;
    }
    return Password.check(password, hash.get()).withBcrypt();
  }

  /** By name. */
  public List<Account> all() {
    return store.accounts();
  }

  public Optional<Account> find(String name) {
    return store.account(name);
  }

  /** Makes one that can log in from now on, or says what is wrong with it. */
  public Outcome create(
      String name, String fullName, Role role, Optional<String> person, boolean enabled) {
    if (!NAME.matcher(name).matches()) {
      return new Outcome.Refused(
          "'name' begins with a small letter or digit, and has small letters, digits, dots and dashes, at most 60");
    }
    Account account =
        new Account(name, fullName, role, person, enabled, true, clock.millis(), clock.millis(), 0);
    Optional<String> refusal = refusal(account);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    String password = Secrets.password();
    return store.create(account, Secrets.bcrypt(password))
        ? new Outcome.Password(password)
        : new Outcome.Refused("there is an account '" + name + "' already");
  }

  /**
   * Saves what {@link Account#with} changed. Who is disabled is out at once.
   *
   * @return why not
   */
  public synchronized Optional<String> change(Account next) {
    Optional<String> refusal = refusal(next);
    if (refusal.isPresent()) {
      return refusal;
    }
    boolean another =
        store.accounts().stream()
            .anyMatch(a -> a.isAdministrator() && !a.name().equals(next.name()));
    if (!next.isAdministrator() && !another) {
      return Optional.of(
          "'" + next.name() + "' is the last administrator who can log in; make another one first");
    }
    store.change(next);
    if (!next.enabled()) {
      store.endSessions(next.name(), "");
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(Account account) {
    String name = account.fullName();
    if (name.codePointCount(0, name.length()) > FULL_NAME_MAX) {
      return Optional.of("'fullName' has at most " + FULL_NAME_MAX + " characters");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("'fullName' is one line");
    }
    return account.role() == Role.WALL
        ? Optional.of("'wall' is the role of a token, not of an account")
        : Optional.empty();
  }

  /** Makes up a password that has to be changed at the next login; ends the account's sessions. */
  public Outcome reset(String name) {
    if (store.account(name).isEmpty()) {
      String known = String.join(", ", store.accounts().stream().map(Account::name).toList());
      return new Outcome.Refused("there is no account '%s', only %s".formatted(name, known));
    }
    String password = Secrets.password();
    store.setPassword(name, Secrets.bcrypt(password), true, clock.millis());
    store.endSessions(name, "");
    return new Outcome.Password(password);
  }

  /** Sets one's own password; ends the other sessions of the account. */
  public Optional<PasswordPolicy.Wrong> setPassword(
      Account account, String password, String session) {
    Optional<PasswordPolicy.Wrong> wrong = PasswordPolicy.wrong(password, account);
    if (wrong.isEmpty()) {
      store.setPassword(account.name(), Secrets.bcrypt(password), false, clock.millis());
      store.endSessions(account.name(), session);
    }
    return wrong;
  }
}
