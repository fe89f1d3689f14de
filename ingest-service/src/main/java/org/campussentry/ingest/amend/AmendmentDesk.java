package org.campussentry.ingest.amend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of one kind with what people changed on the page, and whoever follows both.
 * Thread-safe. While the journal is away the last of them hold.
 */
public final class AmendmentDesk<T> {
  private static final Logger log = LoggerFactory.getLogger(AmendmentDesk.class);

  /** What came of a change that could be read. */
  public enum Outcome {
    DONE,
    /** Somebody else changed the same entry since it was looked at. */
    CHANGED_MEANWHILE,
    /** There is nothing to give back. */
    NOTHING_CHANGED
  }

  private final String kind;
  private final EntryReader<T> reader;
  private final AmendmentStore store;
  private BiConsumer<List<T>, Instant> follower = (all, now) -> {};
  private volatile Amended<T> current;
  private boolean away;

  /** Takes in at once what was changed before. */
  public AmendmentDesk(String kind, EntryReader<T> reader, AmendmentStore store, Instant now) {
    this.kind = kind;
    this.reader = reader;
    this.store = store;
    current = Amended.of(reader, store.latest(kind), now);
    tell();
  }

  /**
   * From now on changes reach this one, too.
   *
   * @param by given the entries that hold after each change
   */
  public synchronized void followedBy(BiConsumer<List<T>, Instant> by) {
    follower = by;
  }

  /** As of now. */
  public Amended<T> entries() {
    return current;
  }

  /** All changes of one entry, the newest first. */
  public List<Amendment> changes(String id) {
    return store.of(kind, id);
  }

  /**
   * Reads an entry, and looks whether it could hold; nothing is changed by it.
   *
   * @throws IllegalArgumentException with the key that is wrong, or what it can't stand beside
   */
  public Written<T> read(String keys, Instant now) {
    Written<T> written = reader.read(keys);
    sameSite(current, written);
    reader.refuse(current.inForceWith(written), now);
    return written;
  }

  private void sameSite(Amended<T> known, Written<T> written) {
    known
        .find(written.id())
        .filter(w -> !w.site().equals(written.site()))
        .ifPresent(
            w -> {
              throw new IllegalArgumentException(
                  "%s '%s' stays in site '%s'; end it there and make another one in '%s'"
                      .formatted(kind, written.id(), w.site(), written.site()));
            });
  }

  /**
   * Changes one entry, or gives it back to the file; it holds when this returns.
   *
   * @param keys empty to give it back
   * @param seen the number of the last change that the person saw; 0 for none
   * @throws IllegalArgumentException with the key that is wrong, and the remedy
   */
  public synchronized Outcome change(
      String id, Optional<String> keys, int seen, String by, Instant now) {
    List<Amendment> latest = new ArrayList<>(store.latest(kind));
    Optional<Amendment> last = latest.stream().filter(a -> a.entry().equals(id)).findFirst();
    if (last.map(Amendment::number).orElse(0) != seen) {
      return Outcome.CHANGED_MEANWHILE;
    }
    if (keys.isEmpty() && last.flatMap(Amendment::keys).isEmpty()) {
      return Outcome.NOTHING_CHANGED;
    }
    Amended<T> before = Amended.of(reader, latest, now);
    String site =
        keys.map(reader::read).map(Written::site).or(() -> last.map(Amendment::site)).orElseThrow();
    keys.map(reader::read).ifPresent(written -> sameSite(before, written));
    Amendment next =
        new Amendment(
            kind, id, site, seen + 1, keys, before.inFile(id).map(Written::keys), by, now);
    last.ifPresent(latest::remove);
    latest.add(next);
    Amended<T> after = Amended.of(reader, latest, now);
    Map<String, String> unread = new LinkedHashMap<>(after.unread());
    unread.keySet().removeIf(other -> !other.equals(id) && before.unread().containsKey(other));
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(unread.values().iterator().next());
    }
    if (!store.add(next)) {
      return Outcome.CHANGED_MEANWHILE;
    }
    become(after, now);
    return Outcome.DONE;
  }

  /** Takes in what another instance changed; call it every few seconds. */
  public synchronized void refresh(Instant now) {
    List<Amendment> latest;
    try {
      latest = store.latest(kind);
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        away = true;
        log.error("The journal does not tell what was changed; the last {}s hold", kind, e);
      }
      return;
    }
    if (!latest.equals(current.amendments())) {
      become(Amended.of(reader, latest, now), now);
      tell();
    }
  }

  /** Who can't follow now is told again by the next refresh. */
  private void become(Amended<T> next, Instant now) {
    follower.accept(next.inForce(), now);
    current = next;
  }

  private void tell() {
    current
        .unread()
        .forEach(
            (id, why) ->
                log.error(
                    "What was made of {} '{}' on the page does not hold, the file's does: {}."
                        + " Correct it on the page, or return to the file's version there",
                    kind,
                    id,
                    why));
  }
}
