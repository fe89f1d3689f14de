package org.campussentry.ingest.duty;

import java.util.Optional;

/** Whom a step tells. */
public sealed interface Tell {
  /** As configuration and API spell it. */
  String word();

  /** Who has this role in the shift on duty. */
  record OnDuty(Role role) implements Tell {
    @Override
    public String word() {
      return role.word();
    }
  }

  /** All who stand for the department that owns the area (谁主管谁负责). */
  record Department() implements Tell {
    @Override
    public String word() {
      return "department";
    }
  }

  /** One person, by id. */
  record One(String person) implements Tell {
    @Override
    public String word() {
      return "person:" + person;
    }
  }

  /** {@code officer}, {@code backup}, {@code leader}, {@code department} or {@code person:ID}. */
  static Optional<Tell> of(String word) {
    if (word.equals("department")) {
      return Optional.of(new Department());
    }
    if (word.startsWith("person:") && word.length() > "person:".length()) {
      return Optional.of(new One(word.substring("person:".length())));
    }
    return Role.of(word).map(OnDuty::new);
  }
}
