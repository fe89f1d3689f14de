package org.campussentry.ingest.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Users and the hashes of their passwords, in the format of Mosquitto's password file: {@code
 * user:$7$iterations$salt$hash}, PBKDF2 with HMAC-SHA-512. Immutable.
 *
 * <p>A few iterations are enough, and many would hurt: the passwords made here are random, nobody
 * can try their 192 bits, and after an outage hundreds of gateways connect at once. The number is
 * Mosquitto's own.
 */
public final class Passwords {
  private static final int ITERATIONS = 101;

  /** More would let a line of the file keep the broker busy. */
  private static final int ITERATIONS_MAX = 1_000_000;

  private static final int SALT_BYTES = 12;
  private static final int HASH_BYTES = 64;
  private static final int PASSWORD_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> hashes;

  private Passwords(Map<String, String> hashes) {
    this.hashes = hashes;
  }

  /**
   * Reads a file; one that is missing has no users.
   *
   * @throws IOException when it can't be read
   */
  public static Passwords read(Path file) throws IOException {
    Map<String, String> hashes = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          hashes.put(line.substring(0, colon), line.substring(colon + 1));
        }
      }
    }
    return new Passwords(hashes);
  }

  /** A password that nobody can guess: 32 letters, digits, - and _. */
  public static String random() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES));
  }

  /** What is kept of a password. */
  public static String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    Base64.Encoder text = Base64.getEncoder();
    return "$7$%d$%s$%s"
        .formatted(
            ITERATIONS,
            text.encodeToString(salt),
            text.encodeToString(derive(password, salt, ITERATIONS, HASH_BYTES)));
  }

  /** These and another user, or another hash for the same. */
  public Passwords with(String user, String hash) {
    Map<String, String> more = new LinkedHashMap<>(hashes);
    more.put(user, hash);
    return new Passwords(more);
  }

  /** These without a user. */
  public Passwords without(String user) {
    Map<String, String> fewer = new LinkedHashMap<>(hashes);
    fewer.remove(user);
    return new Passwords(fewer);
  }

  public Optional<String> hashOf(String user) {
    return Optional.ofNullable(hashes.get(user));
  }

  /** Whether that is the user's password; false also for hashes of another kind. */
  public boolean admit(String user, String password) {
    String[] part = hashOf(user).orElse("").split("\\$", -1);
    if (part.length != 5 || !part[1].equals("7") || !part[2].matches("[1-9][0-9]{0,6}")) {
      return false;
    }
    int iterations = Integer.parseInt(part[2]);
    try {
      byte[] salt = Base64.getDecoder().decode(part[3]);
      byte[] hash = Base64.getDecoder().decode(part[4]);
      return iterations <= ITERATIONS_MAX
          && salt.length > 0
          && hash.length == HASH_BYTES
          && MessageDigest.isEqual(hash, derive(password, salt, iterations, hash.length));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] derive(String password, byte[] salt, int iterations, int length) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(password.toCharArray(), salt, iterations, length * Byte.SIZE);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2 with SHA-512", e);
    }
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** As the file has it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    hashes.forEach((user, hash) -> text.append(user).append(':').append(hash).append('\n'));
    return text.toString();
  }
}
