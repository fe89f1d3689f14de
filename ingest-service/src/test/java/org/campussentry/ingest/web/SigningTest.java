package org.campussentry.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Bcrypt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.junit.jupiter.api.Test;

class SigningTest {
  /** As htpasswd writes it: of the kind 2y, which is 2b by another name. */
  private static final String HASH =
      Password.hash("4711")
          .with(BcryptFunction.getInstance(Bcrypt.B, 5))
          .getResult()
          .replace("$2b$", "$2y$");

  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final Signing signing =
      new Signing(
          new People(
              List.of(person("a", "甲", Optional.of(HASH)), person("b", "乙", Optional.empty()))),
          () -> now);

  private static Person person(String id, String name, Optional<String> pin) {
    return new Person(id, name, "", Person.Language.ZH, "", List.of(), pin);
  }

  @Test
  void who_has_a_pin_stands_for_nothing_without_it() {
    assertThat(signing.named("recorder", "甲", "4711").id()).isEqualTo("a");
    assertThat(signing.named("recorder", "b", "").id()).isEqualTo("b");
    assertThatThrownBy(() -> signing.named("recorder", "a", ""))
        .hasMessageContaining("the PIN of a is wrong");
    assertThatThrownBy(() -> signing.named("reviewer", "丙", ""))
        .hasMessageContaining("'reviewer' is the id or the name of one of `people:`");
  }

  @Test
  void a_pin_can_not_be_guessed() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> signing.named("recorder", "a", "0000")).hasMessageContaining("PIN");
    }
    assertThatThrownBy(() -> signing.named("recorder", "a", "4711"))
        .as("the right one, too late")
        .hasMessageContaining("more than 5 times");
    now = now.plus(Duration.ofMinutes(2));
    assertThat(signing.named("recorder", "a", "4711").id()).isEqualTo("a");
  }
}
