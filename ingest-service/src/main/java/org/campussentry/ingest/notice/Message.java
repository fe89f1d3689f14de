package org.campussentry.ingest.notice;

import java.util.List;

/**
 * What a channel sends. Immutable.
 *
 * @param id the same over all attempts, so that a receiver can tell a repetition
 * @param about what it is about, the same for all messages of one alert
 * @param to the person in that channel; empty for nobody in particular
 * @param body for programs: JSON as the API's document has it
 * @param notice for people
 * @param enclosures files that go with it; only e-mail and webhooks carry them
 */
public record Message(
    String id, String about, String to, String body, Notice notice, List<Enclosure> enclosures) {

  Message with(List<Enclosure> files) {
    return new Message(id, about, to, body, notice, List.copyOf(files));
  }

  Message to(String other) {
    return new Message(id, about, other, body, notice, enclosures);
  }
}
