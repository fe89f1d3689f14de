package org.campussentry.ingest.web;

import com.password4j.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Who may log in. Thread-safe. Passwords are kept as bcrypt hashes, session tokens as SHA-256. */
public final class Accounts {
  /** The first account; its password is printed once, or taken from the environment. */
  public static final String ADMIN = "admin";

  static final String ROLE = "administrator";
  static final Duration SESSION = Duration.ofHours(12);

  /** No 0 O 1 l I: it is read from a screen and typed on a phone. */
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

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
    if (configured.isPresent()) {
      if (!verify(ADMIN, configured.get())) {
        save(configured.get());
      }
      return Optional.empty();
    }
    if (!store.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      password.append(i > 0 && i % 4 == 0 ? "-" : "");
      password.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    // Of two instances that start for the first time, one makes it.
    boolean made = store.create(ADMIN, bcrypt(password.toString()), ROLE, clock.millis());
    return made ? Optional.of(password.toString()) : Optional.empty();
  }

  private void save(String password) {
    store.save(ADMIN, bcrypt(password), ROLE, clock.millis());
  }

  private static String bcrypt(String password) {
    return Password.hash(password).withBcrypt().getResult();
  }

  /** Takes about a tenth of a second on purpose; also for an account that does not exist. */
  boolean verify(String account, String password) {
    Optional<String> hash = store.passwordHash(account);
    if (hash.isEmpty()) {
      Password.hash(password).withBcrypt();
      return false;
    }
    return Password.check(password, hash.get()).withBcrypt();
  }

  String openSession(String account) {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    store.openSession(hash(token), account, clock.millis() + SESSION.toMillis());
    return token;
  }

  Optional<String> account(String token) {
    return store.sessionAccount(hash(token), clock.millis());
  }

  void closeSession(String token) {
    store.closeSession(hash(token));
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
