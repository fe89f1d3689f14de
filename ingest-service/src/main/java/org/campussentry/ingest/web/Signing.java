package org.campussentry.ingest.web;

import java.time.InstantSource;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;

/** That a named person stands for what is recorded, by a PIN where that person has one. */
final class Signing {
  private static final int TRIES = 5;
  private static final int NAME_MAX = 200;

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

  /**
   * The id of the person of that id or name; the name itself where the campus file names nobody.
   * Takes a while for a PIN: not on the event loop.
   */
  String who(String key, String text, String pin) {
    if (!people.all().isEmpty()) {
      return named(key, text, pin).id();
    }
    if (text.isBlank() || text.length() > NAME_MAX) {
      throw Problem.bad(
          "'%s' is the name of who stands for it, in 1 to %d letters".formatted(key, NAME_MAX));
    }
    return text;
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
