package org.campussentry.ingest.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the files with what people changed on the page, and the book that follows both.
 * Thread-safe. While the journal is away the last of them hold.
 */
public final class RuleDesk {
  private static final Logger log = LoggerFactory.getLogger(RuleDesk.class);

  /** What came of a change that could be read. */
  public enum Outcome {
    DONE,
    /** Somebody else changed the same rule since it was looked at. */
    CHANGED_MEANWHILE,
    /** There is nothing to give back. */
    NOTHING_CHANGED
  }

  private final RuleReader reader;
  private final RuleStore store;
  private final RuleBook book;
  private volatile RuleSet current;
  private Optional<Watch> watch = Optional.empty();
  private boolean away;

  /**
   * Takes in at once what was changed before.
   *
   * @param book that follows; whoever holds it sees the rules of now
   */
  public RuleDesk(RuleReader reader, RuleStore store, RuleBook book) {
    this.reader = reader;
    this.store = store;
    this.book = book;
    current = RuleSet.of(reader, store.latest());
    tell(current);
    book.become(current.inForce(), current.reports());
  }

  /** From now on changes reach this watch, too. */
  public synchronized void watchedBy(Watch by) {
    watch = Optional.of(by);
  }

  /** As of now. */
  public RuleSet rules() {
    return current;
  }

  /** As {@link RuleReader#read}: nothing is changed by it. */
  public WrittenRule read(String keys) {
    return reader.read(keys);
  }

  /** All changes of one rule, the newest first. */
  public List<RuleChange> changes(String rule) {
    return store.of(rule);
  }

  /**
   * Changes one rule, or gives it back to the file; it holds when this returns.
   *
   * @param keys empty to give it back
   * @param seen the number of the last change that the person saw; 0 for none
   * @throws IllegalArgumentException with the key that is wrong, and the remedy
   */
  public synchronized Outcome change(
      String id, Optional<String> keys, int seen, String by, Instant now) {
    List<RuleChange> latest = new ArrayList<>(store.latest());
    Optional<RuleChange> last = latest.stream().filter(c -> c.rule().equals(id)).findFirst();
    if (last.map(RuleChange::number).orElse(0) != seen) {
      return Outcome.CHANGED_MEANWHILE;
    }
    if (keys.isEmpty() && last.flatMap(RuleChange::keys).isEmpty()) {
      return Outcome.NOTHING_CHANGED;
    }
    RuleSet before = RuleSet.of(reader, latest);
    Optional<String> base = before.inFile(id).map(WrittenRule::keys);
    RuleChange next = new RuleChange(id, seen + 1, keys, base, by, now);
    last.ifPresent(latest::remove);
    latest.add(next);
    RuleSet after = RuleSet.of(reader, latest);
    Map<String, String> unread = new HashMap<>(after.unread());
    unread.keySet().removeAll(before.unread().keySet());
    Optional.ofNullable(after.unread().get(id)).ifPresent(why -> unread.put(id, why));
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(unread.values().iterator().next());
    }
    if (!store.add(next)) {
      return Outcome.CHANGED_MEANWHILE;
    }
    become(after, by, now);
    return Outcome.DONE;
  }

  /** Takes in what another instance changed; call it every few seconds. */
  public synchronized void refresh(Instant now) {
    List<RuleChange> latest;
    try {
      latest = store.latest();
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        away = true;
        log.error("The journal does not tell what was changed of the rules; the last ones hold", e);
      }
      return;
    }
    if (!latest.equals(current.changes())) {
      RuleSet next = RuleSet.of(reader, latest);
      tell(next);
      become(next, latest.isEmpty() ? "" : latest.get(latest.size() - 1).by(), now);
    }
  }

  private void become(RuleSet next, String by, Instant now) {
    current = next;
    List<Rule> rules = next.inForce();
    Map<String, Duration> reports = next.reports();
    watch.ifPresentOrElse(
        w -> w.onRules(rules, reports, by, now.toEpochMilli()), () -> book.become(rules, reports));
  }

  private static void tell(RuleSet rules) {
    rules
        .unread()
        .forEach(
            (id, why) ->
                log.error(
                    "What was made of rule '{}' on the page does not hold, the file's does: {}."
                        + " Correct it on the page, or return to the file's version there",
                    id,
                    why));
  }
}
