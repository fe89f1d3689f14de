package org.campussentry.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  /** What mosquitto_passwd 2.0.11 made of user gw-a with password pw. */
  private static final String MOSQUITTOS =
      "gw-a:$7$101$ZqXpGi9/WsnYtiPo$9Gy5jdHIAHSDj+Bbi+u66H72scmxq"
          + "Q6H6ZBwOzRCxo0SGX1sRS4AYg+GZiOAx1wqmMcSS4E8xE87yBbF9+mMtQ==";

  @TempDir private Path folder;

  private Passwords read(String text) throws IOException {
    return Passwords.read(Files.writeString(folder.resolve("passwords"), text));
  }

  @Test
  void a_line_of_mosquitto_is_understood() throws IOException {
    Passwords passwords = read(MOSQUITTOS + "\n");
    assertThat(passwords.admit("gw-a", "pw")).isTrue();
    assertThat(passwords.admit("gw-a", "pw ")).isFalse();
    assertThat(passwords.admit("gw-b", "pw")).isFalse();
  }

  @Test
  void users_come_change_and_go_and_the_others_stay() throws IOException {
    String hash = Passwords.hash("one");
    Passwords two = read(MOSQUITTOS + "\n").with("gw-b", hash);
    assertThat(read(two.text()).admit("gw-b", "one")).isTrue();
    Passwords changed = two.with("gw-b", Passwords.hash("two"));
    assertThat(changed.admit("gw-b", "one")).isFalse();
    assertThat(changed.admit("gw-b", "two")).isTrue();
    assertThat(changed.without("gw-b").text()).isEqualTo(MOSQUITTOS + "\n");
  }

  @Test
  void two_hashes_of_a_password_differ_and_two_passwords_too() {
    assertThat(Passwords.hash("same")).isNotEqualTo(Passwords.hash("same"));
    assertThat(Passwords.random()).hasSize(32).isNotEqualTo(Passwords.random());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gw-a:pw",
        "gw-a:",
        "gw-a:$7$$$",
        "gw-a:$7$101$$",
        "gw-a:$7$101$AAAA$AAAA",
        "gw-a:$7$9999999$AAAA$AAAA",
        "gw-a:$7$101$***$***",
        "gw-a:$6$AAAA$AAAA"
      })
  void a_damaged_line_admits_nobody(String line) throws IOException {
    assertThat(read(line + "\n").admit("gw-a", "pw")).isFalse();
    assertThat(read(line + "\n").admit("gw-a", "")).isFalse();
  }

  @Test
  void a_file_that_is_missing_has_no_users() throws IOException {
    assertThat(Passwords.read(folder.resolve("none")).admit("gw-a", "pw")).isFalse();
  }
}
