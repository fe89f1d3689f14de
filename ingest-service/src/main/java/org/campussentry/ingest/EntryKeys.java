package org.campussentry.ingest;

import java.nio.file.Path;
import java.util.Optional;
import org.campussentry.ingest.reading.Campus;

/**
 * Where an entry stands that is read, and the places that it may name. Immutable.
 *
 * @param file empty when somebody wrote it on the page
 */
record EntryKeys(Optional<Path> file, Campus campus) {
  static final String ID = "[a-z0-9][a-z0-9_-]*";

  String id(String pointer, String id) throws ConfigException {
    if (id == null || !id.matches(ID)) {
      throw bad(pointer, "`id` is missing or not of [a-z0-9_-]");
    }
    return id;
  }

  /** The one that is given, or the only one there is. */
  String site(String pointer, String given) throws ConfigException {
    if (given == null && campus.sites().size() == 1) {
      return campus.sites().keySet().iterator().next();
    }
    if (given == null || !campus.sites().containsKey(given)) {
      throw bad(pointer, "`site` is one of " + String.join(", ", campus.sites().keySet()));
    }
    return given;
  }

  void known(String pointer, String site, String area) throws ConfigException {
    if (area == null || !campus.lists(site, area)) {
      throw bad(pointer, "area '" + area + "' is not among the areas of site '" + site + "'");
    }
  }

  String text(String pointer, String key, String text) throws ConfigException {
    if (text == null || text.isBlank()) {
      throw bad(pointer, "`" + key + "` is missing");
    }
    return text;
  }

  ConfigException bad(String pointer, String message) {
    return new ConfigException(
        file.map(f -> YamlFile.at(f, pointer) + pointer.substring(1).replace('/', '.') + ": ")
                .orElse("")
            + message);
  }
}
