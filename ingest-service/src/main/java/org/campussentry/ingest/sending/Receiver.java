package org.campussentry.ingest.sending;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Who gets the report of each day. Immutable.
 *
 * @param channel a name below {@code channels:}, of an e-mail or a webhook
 * @param to a mailbox; empty for the channel's own, and for a webhook
 * @param confirmed it is sent when two people have confirmed it
 * @param at local time of the next day at which what there is then is sent, confirmed or not
 * @param forms at least one
 * @param english else Chinese
 */
public record Receiver(
    String channel,
    String to,
    boolean confirmed,
    Optional<LocalTime> at,
    List<Form> forms,
    boolean english) {
  public Receiver {
    forms = List.copyOf(forms);
  }

  Optional<Instant> sentAt(LocalDate day, ZoneId zone) {
    return at.map(time -> day.plusDays(1).atTime(time).atZone(zone).toInstant());
  }

  boolean isOf(Sending sending) {
    return sending.channel().equals(channel) && sending.to().equals(to);
  }
}
