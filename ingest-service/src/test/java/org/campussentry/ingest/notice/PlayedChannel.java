package org.campussentry.ingest.notice;

import java.util.function.Function;

/** A channel whose other side is a function. */
public record PlayedChannel(Channel.Readers readers, Function<Message, Channel.Outcome> otherSide)
    implements Channel {
  @Override
  public String type() {
    return "played";
  }

  @Override
  public boolean reachesEverybody() {
    return readers != Channel.Readers.PERSON;
  }

  @Override
  public Outcome send(Message message) {
    return otherSide.apply(message);
  }

  /** Whether a message tells of an alert or of its end. */
  static String word(Message message) {
    return message.body().contains("\"state\":\"active\"") ? "active" : "recovered";
  }
}
