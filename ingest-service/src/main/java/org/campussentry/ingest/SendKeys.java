package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.daily.DailyPlan;
import org.campussentry.ingest.sending.Form;
import org.campussentry.ingest.sending.Receiver;

/**
 * One of {@code report.send} of the campus file. Immutable; what is left out is null.
 *
 * @param channel a name below {@code channels:}, of type {@code email} or {@code webhook}
 * @param to a mailbox; only for e-mail
 * @param when {@code confirmed}, or a local time of the next day, or both
 * @param forms {@code pdf xlsx csv json}
 */
record SendKeys(String channel, String to, List<String> when, List<String> forms, String language) {
  private static final String CONFIRMED = "confirmed";

  /** Who gets each day's report, as the file has them. */
  static List<Receiver> receivers(
      Path file, DailyKeys report, Map<String, ChannelsFile.Keys> channels) throws ConfigException {
    List<SendKeys> all = report == null || report.send() == null ? List.of() : report.send();
    DailyPlan plan = DailyKeys.plan(file, report);
    List<Receiver> receivers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Place place = new Place(file, "/report/send/" + i);
      if (all.get(i) == null) {
        throw place.bad("", "it needs a `channel`");
      }
      Receiver one = all.get(i).receiver(place, plan, channels == null ? Map.of() : channels);
      if (receivers.stream()
          .anyMatch(r -> r.channel().equals(one.channel()) && r.to().equals(one.to()))) {
        throw place.bad(
            "", "the same channel and `to` stand there twice; write one with all forms");
      }
      receivers.add(one);
    }
    return receivers;
  }

  private record Place(Path file, String pointer) {
    ConfigException bad(String key, String message) {
      String at = key.isEmpty() ? pointer : pointer + "/" + key;
      String name = key.isEmpty() ? "report.send: " : "report.send." + key + ": ";
      return new ConfigException(YamlFile.at(file, at) + name + message);
    }
  }

  private Receiver receiver(Place place, DailyPlan plan, Map<String, ChannelsFile.Keys> channels)
      throws ConfigException {
    ChannelsFile.Keys keys = channels.get(String.valueOf(channel));
    if (keys == null) {
      throw place.bad("channel", "it is a name below `channels:`, not '" + channel + "'");
    }
    boolean mail = "email".equals(keys.type());
    if (!mail && !"webhook".equals(keys.type())) {
      throw place.bad(
          "channel",
          "a report goes by email or webhook, and '" + channel + "' is a " + keys.type());
    }
    if (!mail && to != null) {
      throw place.bad("to", "a webhook has its address in `channels:`");
    }
    if (to != null && !to.matches("[^@\\s]+@[^@\\s]+")) {
      throw place.bad("to", "it is one mailbox, not '" + to + "'");
    }
    if (mail && to == null && keys.to() == null) {
      throw place.bad("", "neither `to` nor the channel says to which mailbox");
    }
    if (language != null && !language.equals("zh") && !language.equals("en")) {
      throw place.bad("language", "it is zh or en, not '" + language + "'");
    }
    return new Receiver(
        channel,
        to == null ? "" : to,
        when == null || when.contains(CONFIRMED),
        at(place, plan),
        forms(place, mail),
        "en".equals(language));
  }

  private Optional<LocalTime> at(Place place, DailyPlan plan) throws ConfigException {
    Optional<LocalTime> at = Optional.empty();
    if (when != null && when.isEmpty()) {
      throw place.bad("when", "it names nothing; leave it out for [confirmed]");
    }
    for (String word : when == null ? List.<String>of() : when) {
      if (CONFIRMED.equals(word)) {
        continue;
      }
      if (at.isPresent()) {
        throw place.bad("when", "it has two times; whoever gets it twice reads neither");
      }
      at = Optional.of(time(place, word));
      if (!at.get().isAfter(plan.at())) {
        throw place.bad("when", word + " lies after report.at, " + plan.at() + ", when it is made");
      }
    }
    return at;
  }

  private static LocalTime time(Place place, String word) throws ConfigException {
    try {
      return LocalTime.parse(String.valueOf(word));
    } catch (DateTimeException e) {
      throw place.bad(
          "when", "it is `confirmed`, a local time such as \"09:00\", or both, not '" + word + "'");
    }
  }

  private List<Form> forms(Place place, boolean mail) throws ConfigException {
    if (forms == null) {
      return mail ? List.of(Form.PDF, Form.XLSX) : List.of(Form.JSON);
    }
    List<Form> all = new ArrayList<>();
    for (String word : forms) {
      Form form =
          Form.of(String.valueOf(word))
              .orElseThrow(
                  () -> place.bad("forms", "it is of pdf, xlsx, csv, json, not '" + word + "'"));
      if (!all.contains(form)) {
        all.add(form);
      }
    }
    if (all.isEmpty()) {
      throw place.bad("forms", "it names at least one of pdf, xlsx, csv, json");
    }
    return all;
  }
}
