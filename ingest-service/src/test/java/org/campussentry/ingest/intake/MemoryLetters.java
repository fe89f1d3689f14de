package org.campussentry.ingest.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Dead letters that are kept as the journal keeps them, for tests. */
final class MemoryLetters implements DeadLetter.Store {
  private final Map<Long, DeadLetter> letters = new TreeMap<>();
  private long added;

  @Override
  public synchronized void add(DeadLetter letter) {
    added++;
    letters.put(
        added,
        new DeadLetter(
            added,
            letter.time(),
            letter.rows(),
            letter.topic(),
            letter.fault(),
            letter.payload(),
            letter.length()));
  }

  @Override
  public void save() {}

  @Override
  public synchronized List<Long> ids() {
    return List.copyOf(letters.keySet());
  }

  @Override
  public synchronized Optional<DeadLetter> find(long id) {
    return Optional.ofNullable(letters.get(id));
  }

  @Override
  public synchronized void remove(List<Long> ids) {
    ids.forEach(letters::remove);
  }

  @Override
  public synchronized List<DeadLetter> list(Optional<String> gateway, int limit) {
    return all().stream()
        .filter(l -> gateway.isEmpty() || gateway.get().equals(l.gateway()))
        .sorted(Comparator.comparing(DeadLetter::id).reversed())
        .limit(limit)
        .toList();
  }

  synchronized List<DeadLetter> all() {
    return List.copyOf(letters.values());
  }
}
