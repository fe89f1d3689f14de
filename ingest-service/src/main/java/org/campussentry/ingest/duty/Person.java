package org.campussentry.ingest.duty;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who does duty or answers for areas. Immutable; its text shows neither telephone nor PIN.
 *
 * @param telephone empty when there is none
 * @param department the id of the department (责任部门) that the person stands for; empty for none
 * @param addresses where messages go, the first one first
 * @param pinHash bcrypt; a PIN itself is kept nowhere
 */
public record Person(
    String id,
    String name,
    String telephone,
    Language language,
    String department,
    List<Address> addresses,
    Optional<String> pinHash) {

  /** In which messages are written. */
  public enum Language {
    ZH,
    EN
  }

  public Person {
    addresses = List.copyOf(addresses);
  }

  public boolean isReachable() {
    return !addresses.isEmpty();
  }

  public boolean hasPin() {
    return pinHash.isPresent();
  }

  /** Takes a while on purpose, as long as the hash asks for. False when no PIN is set. */
  public boolean hasPin(String pin) {
    // By the kind and the cost that the hash itself names: htpasswd writes others than we would.
    return pinHash.stream()
        .anyMatch(hash -> Password.check(pin, hash).with(BcryptFunction.getInstanceFromHash(hash)));
  }

  @Override
  public String toString() {
    return id;
  }
}
