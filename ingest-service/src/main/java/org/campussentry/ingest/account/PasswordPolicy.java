package org.campussentry.ingest.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are taken, after NIST SP 800-63B: long ones, and none that everybody tries first.
 * No mixture of letters and signs is asked for, and none grows old.
 */
public final class PasswordPolicy {
  /** In characters. */
  public static final int SHORTEST = 10;

  /** In bytes of UTF-8; bcrypt reads no further. */
  public static final int LONGEST = 72;

  /** A name that is shorter stands in many good passwords by chance. */
  private static final int TELLING_NAME = 4;

  private static final Set<String> COMMON = common();

  /** Why a password is not taken. */
  public enum Wrong {
    SHORT("has fewer than " + SHORTEST + " characters"),
    LONG("has more than " + LONGEST + " bytes (Chinese characters have three each)"),
    COMMON("is one that everybody tries first"),
    NAME("holds the account's name");

    private final String why;

    Wrong(String why) {
      this.why = why;
    }

    public String why() {
      return "the password " + why;
    }

    /** For programs: {@code password-short}. */
    public String code() {
      return "password-" + name().toLowerCase(Locale.ROOT);
    }
  }

  private PasswordPolicy() {}

  /** What is wrong with a password for an account; empty when it is taken. */
  public static Optional<Wrong> wrong(String password, Account account) {
    String plain = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of(Wrong.SHORT);
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of(Wrong.LONG);
    }
    if (COMMON.contains(plain) || isMonotonous(plain)) {
      return Optional.of(Wrong.COMMON);
    }
    boolean named = holds(plain, account.name()) || holds(plain, account.fullName());
    return named ? Optional.of(Wrong.NAME) : Optional.empty();
  }

  private static boolean holds(String password, String name) {
    return name.length() >= TELLING_NAME && password.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Such as {@code aaaaaaaaaa}, {@code 1212121212} and {@code 0123456789}. */
  private static boolean isMonotonous(String password) {
    int[] letters = password.codePoints().toArray();
    boolean steps = true;
    for (int i = 2; i < letters.length; i++) {
      steps &= letters[i] - letters[i - 1] == letters[1] - letters[0];
    }
    return steps || password.chars().distinct().count() <= 2;
  }

  private static Set<String> common() {
    try (InputStream in = PasswordPolicy.class.getResourceAsStream("/common-passwords.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("common-passwords.txt", e);
    }
  }
}
