package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.campussentry.ingest.deadman.CanaryPlan;
import org.campussentry.ingest.duty.Address;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.reading.Campus;

/**
 * {@code canary:} of {@code campus.yaml}. Immutable; what is left out is null.
 *
 * @param at local time of each day, before the shift
 * @param person who is told, or {@code channel}
 * @param within which a channel has to take it, 10 s to 1 h; 5 min
 */
record CanaryKeys(String at, String person, String channel, Duration within) {
  private static final Duration USUAL = Duration.ofMinutes(5);
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofHours(1);

  CanaryPlan plan(
      Path file, Campus campus, People people, Map<String, ChannelsFile.Planned> channels)
      throws ConfigException {
    String place = YamlFile.at(file, "/canary") + "canary: ";
    Duration limit = within == null ? USUAL : within;
    if (limit.compareTo(LEAST) < 0 || limit.compareTo(MOST) > 0) {
      throw new ConfigException(place + "`within` is from 10s to 1h");
    }
    if ((person == null) == (channel == null)) {
      throw new ConfigException(place + "give one of `person` and `channel`");
    }
    if (campus.sites().isEmpty()) {
      throw new ConfigException(place + "it is sent in the name of a site, and `sites:` has none");
    }
    Optional<Person> who = Optional.empty();
    Set<String> through = new TreeSet<>();
    if (person != null) {
      who = people.find(person).filter(Person::isReachable);
      who.ifPresent(p -> p.addresses().stream().map(Address::channel).forEach(through::add));
      if (who.isEmpty()) {
        throw new ConfigException(
            place + "'" + person + "' is not among `people:`, or has no channel");
      }
    } else if (channels.containsKey(channel)) {
      if (!channels.get(channel).reachesEverybody()) {
        throw new ConfigException(
            "%s'%s' reaches nobody without a name: give it `to:`, or name a `person`"
                .formatted(place, channel));
      }
      through.add(channel);
    } else {
      throw new ConfigException(
          "%s'%s' is not among `channels:`, which has %s"
              .formatted(place, channel, String.join(", ", channels.keySet())));
    }
    return new CanaryPlan(time(place), campus.timezone(), who, through, limit);
  }

  private LocalTime time(String place) throws ConfigException {
    try {
      return LocalTime.parse(String.valueOf(at));
    } catch (DateTimeException e) {
      throw new ConfigException(place + "`at` is a time such as \"07:10\", not '" + at + "'");
    }
  }
}
