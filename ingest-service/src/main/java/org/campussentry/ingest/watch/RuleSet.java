package org.campussentry.ingest.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules as they are written: the files', and over them what people changed on the page. Pure,
 * immutable.
 *
 * <p>A change displaces the file's rule of the same id, also after the file was edited, until
 * somebody gives it back. One that can't be read any more, or would tell everything twice beside an
 * edited file, is set aside: the file's holds, and the rest goes on.
 */
public final class RuleSet {
  private final List<WrittenRule> base;
  private final List<WrittenRule> rules;
  private final List<RuleChange> changes;
  private final Map<String, String> unread;

  private RuleSet(
      List<WrittenRule> base,
      List<WrittenRule> rules,
      List<RuleChange> changes,
      Map<String, String> unread) {
    this.base = base;
    this.rules = rules;
    this.changes = changes;
    this.unread = unread;
  }

  /** Of the files, and these changes in the order in which they were made. */
  static RuleSet of(RuleReader reader, List<RuleChange> changes) {
    List<WrittenRule> base = reader.base();
    Map<String, WrittenRule> own = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (RuleChange change : changes) {
      try {
        change.keys().ifPresent(keys -> own.put(change.rule(), reader.read(keys)));
      } catch (IllegalArgumentException e) {
        unread.put(change.rule(), e.getMessage());
      }
    }
    Map<String, WrittenRule> settled = rivals(reader, base, own).isEmpty() ? own : Map.of();
    if (settled.isEmpty()) {
      settled = withoutRivals(reader, base, own, unread);
    }
    return new RuleSet(base, merged(base, settled), List.copyOf(changes), unread);
  }

  /** One after the other, each that does not rival those before it. */
  private static Map<String, WrittenRule> withoutRivals(
      RuleReader reader,
      List<WrittenRule> base,
      Map<String, WrittenRule> own,
      Map<String, String> unread) {
    Map<String, WrittenRule> settled = new LinkedHashMap<>();
    own.forEach(
        (id, rule) -> {
          settled.put(id, rule);
          rivals(reader, base, settled)
              .ifPresent(
                  why -> {
                    settled.remove(id);
                    unread.put(id, why);
                  });
        });
    return settled;
  }

  private static Optional<String> rivals(
      RuleReader reader, List<WrittenRule> base, Map<String, WrittenRule> own) {
    try {
      reader.refuseRivals(ofCampus(merged(base, own)));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The default ones last: of two that are equally close the first one counts. */
  private static List<WrittenRule> merged(List<WrittenRule> base, Map<String, WrittenRule> own) {
    Map<String, WrittenRule> first = new LinkedHashMap<>();
    base.stream()
        .filter(r -> r.origin() == WrittenRule.Origin.CAMPUS)
        .forEach(r -> first.put(r.id(), r));
    first.putAll(own);
    List<WrittenRule> all = new ArrayList<>(first.values());
    base.stream().filter(r -> !first.containsKey(r.id())).forEach(all::add);
    return List.copyOf(all);
  }

  private static List<Rule> ofCampus(List<WrittenRule> rules) {
    return rules.stream()
        .filter(r -> r.on() && r.origin() != WrittenRule.Origin.DEFAULT)
        .map(WrittenRule::rule)
        .toList();
  }

  /** Those switched off, too. */
  public List<WrittenRule> all() {
    return rules;
  }

  public Optional<WrittenRule> find(String id) {
    return rules.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** As the files have it. */
  public Optional<WrittenRule> inFile(String id) {
    return base.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  /** The last change of a rule, also when that gave it back. */
  public Optional<RuleChange> change(String id) {
    return changes.stream().filter(c -> c.rule().equals(id)).findFirst();
  }

  /** Whether the file was edited since the page displaced its rule. */
  public boolean isFileEdited(String id) {
    return change(id).filter(c -> c.keys().isPresent()).stream()
        .anyMatch(c -> !c.base().equals(inFile(id).map(WrittenRule::keys)));
  }

  /** Why a change of the page does not hold, by id. */
  public Map<String, String> unread() {
    return unread;
  }

  List<RuleChange> changes() {
    return changes;
  }

  List<Rule> inForce() {
    return rules.stream().filter(WrittenRule::on).map(WrittenRule::rule).toList();
  }

  Map<String, Duration> reports() {
    Map<String, Duration> within = new LinkedHashMap<>();
    rules.stream()
        .filter(WrittenRule::on)
        .forEach(r -> r.reportWithin().ifPresent(w -> within.put(r.id(), w)));
    return within;
  }
}
