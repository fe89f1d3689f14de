package org.campussentry.ingest.web;

import java.time.InstantSource;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;

/** That a named person stands for what is recorded, by a PIN where that person has one. */
final class Signing {
  private static final int TRIES = 5;

  private final People people;
  private final LoginLimit tries;

  Signing(People people, InstantSource clock) {
    this.people = people;
    this.tries = new LoginLimit(TRIES, clock);
  }

  /**
   * The person of that id or name. Takes a while for a PIN: not on the event loop.
   *
   * @param key of the request, for the answer
   */
  Person named(String key, String text, String pin) {
    Person person =
        people
            .named(text)
            .orElseThrow(
                () ->
                    Problem.bad(
                        "'%s' is the id or the name of one of `people:` of the campus file, not '%s'"
                            .formatted(key, text)));
    check(person, pin);
    return person;
  }

  void check(Person person, String pin) {
    if (!person.hasPin()) {
      return;
    }
    if (!tries.mayTry(person.id()) || !person.hasPin(pin)) {
      throw Problem.bad(
          "the PIN of %s is wrong, or was tried more than %d times a minute"
              .formatted(person.id(), TRIES));
    }
    tries.succeeded(person.id());
  }
}
