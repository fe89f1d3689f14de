package org.campussentry.ingest.amend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All entries of a kind: the file's, and over them what people changed on the page. Immutable.
 *
 * <p>A change displaces the file's entry of the same id, also after the file was edited, until
 * somebody gives it back. One that can't be read any more, or can't hold beside an edited file, is
 * set aside: the file's holds, and the rest goes on.
 */
public final class Amended<T> {
  private final List<Written<T>> base;
  private final List<Written<T>> all;
  private final List<Amendment> amendments;
  private final Map<String, String> unread;

  private Amended(
      List<Written<T>> base,
      List<Written<T>> all,
      List<Amendment> amendments,
      Map<String, String> unread) {
    this.base = base;
    this.all = all;
    this.amendments = amendments;
    this.unread = unread;
  }

  /** Of the file, and these changes in the order in which they were made. */
  static <T> Amended<T> of(EntryReader<T> reader, List<Amendment> amendments, Instant now) {
    List<Written<T>> base = reader.base();
    Map<String, Written<T>> own = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (Amendment amendment : amendments) {
      String id = amendment.entry();
      try {
        amendment.keys().ifPresent(keys -> own.put(id, reader.read(keys)));
      } catch (IllegalArgumentException e) {
        unread.put(id, e.getMessage());
      }
    }
    if (refused(reader, base, own, now).isPresent()) {
      setAside(reader, base, own, unread, now);
    }
    return new Amended<>(base, merged(base, own), List.copyOf(amendments), unread);
  }

  /** One after the other, each that can't hold beside those before it. */
  private static <T> void setAside(
      EntryReader<T> reader,
      List<Written<T>> base,
      Map<String, Written<T>> own,
      Map<String, String> unread,
      Instant now) {
    Map<String, Written<T>> wanted = Map.copyOf(own);
    List<String> inOrder = List.copyOf(own.keySet());
    own.clear();
    for (String id : inOrder) {
      own.put(id, wanted.get(id));
      Optional<String> why = refused(reader, base, own, now);
      if (why.isPresent()) {
        own.remove(id);
        unread.put(id, why.get());
      }
    }
  }

  private static <T> Optional<String> refused(
      EntryReader<T> reader, List<Written<T>> base, Map<String, Written<T>> own, Instant now) {
    try {
      reader.refuse(values(merged(base, own)), now);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static <T> List<Written<T>> merged(List<Written<T>> base, Map<String, Written<T>> own) {
    Map<String, Written<T>> all = new LinkedHashMap<>();
    base.forEach(w -> all.put(w.id(), w));
    all.putAll(own);
    return List.copyOf(all.values());
  }

  private static <T> List<T> values(List<Written<T>> of) {
    return of.stream().filter(Written::on).map(Written::value).toList();
  }

  /** Those switched off, too; in the order of the file, then of the page. */
  public List<Written<T>> all() {
    return all;
  }

  /** Those that are on. */
  public List<T> inForce() {
    return values(all);
  }

  /** The same, with another one in its place or behind the others; when it is on. */
  public List<T> inForceWith(Written<T> other) {
    List<Written<T>> with = new ArrayList<>(all);
    with.removeIf(w -> w.id().equals(other.id()));
    with.add(other);
    return values(with);
  }

  public Optional<Written<T>> find(String id) {
    return all.stream().filter(w -> w.id().equals(id)).findFirst();
  }

  /** As the file has it. */
  public Optional<Written<T>> inFile(String id) {
    return base.stream().filter(w -> w.id().equals(id)).findFirst();
  }

  /** The last change of an entry, also when that gave it back. */
  public Optional<Amendment> amendment(String id) {
    return amendments.stream().filter(a -> a.entry().equals(id)).findFirst();
  }

  /** Whether the file was edited since the page displaced its entry. */
  public boolean isFileEdited(String id) {
    return amendment(id).filter(a -> a.keys().isPresent()).stream()
        .anyMatch(a -> !a.base().equals(inFile(id).map(Written::keys)));
  }

  /** Why a change of the page does not hold, by id. */
  public Map<String, String> unread() {
    return unread;
  }

  List<Amendment> amendments() {
    return amendments;
  }
}
