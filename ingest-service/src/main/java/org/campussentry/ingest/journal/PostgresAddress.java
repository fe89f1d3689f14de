package org.campussentry.ingest.journal;

import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Which PostgreSQL database to use, and as whom. Immutable; its text shows no secret.
 *
 * @param url {@code postgresql://host:port/database}, and {@code ?sslmode=…&sslrootcert=…} for TLS
 */
public record PostgresAddress(String url, Optional<String> username, Optional<String> password) {
  private static final Pattern URL =
      Pattern.compile(
          "postgresql://[^/\\s@?]+/[^/\\s?]+(\\?ssl(mode|rootcert)=[^&\\s]+(&ssl(mode|rootcert)=[^&\\s]+)*)?");

  /** IllegalArgumentException says how it is written. */
  public PostgresAddress {
    if (!URL.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "journal.url '"
              + url.replaceAll("//[^/]*@", "//…@").replaceAll("\\?.*", "?…")
              + "' is not postgresql://host:port/database; user and password have keys of their own");
    }
  }

  String jdbc() {
    return "jdbc:" + url;
  }

  /** For the driver. */
  Properties login() {
    Properties login = new Properties();
    username.ifPresent(name -> login.setProperty("user", name));
    password.ifPresent(secret -> login.setProperty("password", secret));
    return login;
  }

  @Override
  public String toString() {
    return url.replaceAll("\\?.*", "");
  }
}
