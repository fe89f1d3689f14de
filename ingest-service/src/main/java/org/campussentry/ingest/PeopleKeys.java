package org.campussentry.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.duty.Address;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;

/** {@code people:} of the campus file. */
final class PeopleKeys {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";

  /** One person as the file spells it; {@code pin-file} starts at the file's folder. */
  record PersonKeys(
      String name,
      String telephone,
      String language,
      String department,
      List<Address> channels,
      String pinHash,
      String pinFile) {
    @Override
    public String toString() {
      return "person " + name;
    }
  }

  private PeopleKeys() {}

  static People people(
      Path file, Map<String, PersonKeys> keys, Set<String> departments, Set<String> channels)
      throws ConfigException {
    List<Person> people = new ArrayList<>();
    for (var entry : (keys == null ? Map.<String, PersonKeys>of() : keys).entrySet()) {
      String place =
          YamlFile.at(file, "/people/" + entry.getKey()) + "person '" + entry.getKey() + "': ";
      people.add(person(place, file, entry.getKey(), entry.getValue(), departments, channels));
    }
    return new People(people);
  }

  private static Person person(
      String place,
      Path file,
      String id,
      PersonKeys keys,
      Set<String> departments,
      Set<String> channels)
      throws ConfigException {
    if (!id.matches(ID)) {
      throw new ConfigException(place + "the id is not of [a-z0-9_-]");
    }
    if (keys == null || keys.name() == null) {
      throw new ConfigException(place + "`name` is missing");
    }
    if (keys.department() != null && !departments.contains(keys.department())) {
      throw new ConfigException(
          place + "department '" + keys.department() + "' is not among `departments:`");
    }
    List<Address> addresses = keys.channels() == null ? List.of() : keys.channels();
    if (addresses.isEmpty()) {
      throw new ConfigException(
          place + "nothing reaches this person; write channels: [{channel: NAME, to: WHERE}]");
    }
    for (Address address : addresses) {
      if (address.to() == null || address.channel() == null) {
        throw new ConfigException(place + "each of `channels` has `channel` and `to`");
      }
      if (!channels.contains(address.channel())) {
        throw new ConfigException(
            "%schannel '%s' is not among `channels:`, which has %s"
                .formatted(place, address.channel(), String.join(", ", channels)));
      }
    }
    return new Person(
        id,
        keys.name(),
        keys.telephone() == null ? "" : keys.telephone(),
        language(place, keys.language()),
        keys.department() == null ? "" : keys.department(),
        addresses,
        pin(place, file, keys));
  }

  private static Person.Language language(String place, String word) throws ConfigException {
    return switch (word == null ? "zh" : word) {
      case "zh" -> Person.Language.ZH;
      case "en" -> Person.Language.EN;
      default -> throw new ConfigException(place + "`language` is zh or en, not '" + word + "'");
    };
  }

  private static Optional<String> pin(String place, Path file, PersonKeys keys)
      throws ConfigException {
    if (keys.pinHash() != null && keys.pinFile() != null) {
      throw new ConfigException(place + "give one of `pin-hash` and `pin-file`");
    }
    Optional<String> hash = Optional.ofNullable(keys.pinHash());
    if (keys.pinFile() != null) {
      Path pin = file.toAbsolutePath().resolveSibling(keys.pinFile());
      try {
        hash = Optional.of(Files.readString(pin).strip());
      } catch (IOException e) {
        throw new ConfigException(place + "pin-file " + pin + " can't be read");
      }
    }
    if (hash.isPresent() && !hash.get().matches("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
      throw new ConfigException(
          place + "the PIN is not a bcrypt hash; `htpasswd -nbB x PIN` prints one after the colon");
    }
    return hash;
  }
}
