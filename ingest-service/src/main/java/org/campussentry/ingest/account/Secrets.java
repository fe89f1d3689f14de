package org.campussentry.ingest.account;

import com.password4j.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What is made up, and how it is kept. */
final class Secrets {
  /** No 0 O 1 l I: it is read from a screen and typed on a phone. */
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Some 79 random bits, in groups of four. */
  static String password() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      password.append(i > 0 && i % 4 == 0 ? "-" : "");
      password.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    return password.toString();
  }

  /** 256 random bits. */
  static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
  }

  /** Names a session or a token in the open. */
  static String id() {
    return HexFormat.of().formatHex(random(8));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Takes about a tenth of a second on purpose. */
  static String bcrypt(String password) {
    return Password.hash(password).withBcrypt().getResult();
  }

  /** Enough for what is random; looked up by each request. */
  static String sha256(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
