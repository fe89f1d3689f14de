package org.campussentry.ingest.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log, for a visitor and for a campus that has no other channel yet. */
public final class ConsoleChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger("alert");

  @Override
  public String type() {
    return "console";
  }

  @Override
  public Readers readers() {
    return Readers.LOG;
  }

  @Override
  public Outcome send(Message message) {
    log.info("{}", message.body());
    return new Taken();
  }
}
