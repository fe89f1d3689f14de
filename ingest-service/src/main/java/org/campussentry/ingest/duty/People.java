package org.campussentry.ingest.duty;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people of the campus file, in its order. Immutable. */
public final class People {
  public static final People NONE = new People(List.of());

  private final Map<String, Person> byId;

  public People(Collection<Person> people) {
    Map<String, Person> ordered = new LinkedHashMap<>();
    people.forEach(p -> ordered.put(p.id(), p));
    byId = Collections.unmodifiableMap(ordered);
  }

  public Collection<Person> all() {
    return byId.values();
  }

  public Optional<Person> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** By id, or by a name that only one has: what people write into tables. */
  public Optional<Person> named(String text) {
    return find(text)
        .or(
            () -> {
              List<Person> same =
                  byId.values().stream().filter(p -> p.name().equals(text)).toList();
              return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
            });
  }

  /** The name when only this one has it, else the id; {@link #named} understands both. */
  public String label(String id) {
    return find(id)
        .map(Person::name)
        .filter(name -> named(name).map(Person::id).equals(Optional.of(id)))
        .orElse(id);
  }

  /** Those who stand for a department. */
  public List<Person> ofDepartment(String department) {
    return byId.values().stream().filter(p -> p.department().equals(department)).toList();
  }
}
