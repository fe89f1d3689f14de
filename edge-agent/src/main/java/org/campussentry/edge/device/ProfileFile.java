package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.config.Section;

/** Reads a profile from YAML; every complaint names file, line and field. */
final class ProfileFile {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|([rnt0\\\\])|(.?))", Pattern.DOTALL);

  private ProfileFile() {}

  /** The profile, or empty when {@code problems} has grown. */
  static Optional<Profile> read(String name, String source, String text, Problems problems) {
    int before = problems.errors().size();
    Profile profile;
    try (Section top = Section.parse(source, text, problems)) {
      profile = profile(name, top);
    }
    return problems.errors().size() > before ? Optional.empty() : Optional.of(profile);
  }

  private static Profile profile(String name, Section top) {
    top.text("description");
    var fields = new ArrayList<Field>();
    Section named = top.section("fields");
    if (named.keys().isEmpty()) {
      top.error("fields", "must name at least one quantity");
    }
    for (String quantity : named.keys()) {
      if (!quantity.matches(ID)) {
        named.error(quantity, "must be of a-z, 0-9, - and _");
      }
      fields.add(FieldFile.read(quantity, named.section(quantity)));
    }
    Medium medium = medium(named, fields);
    Optional<String> ask = top.text("ask").map(text -> unescaped(top, text));
    Optional<Pattern> pattern = top.text("pattern").flatMap(text -> pattern(top, text));
    if (medium != Medium.TEXT) {
      for (String key : List.of("ask", "pattern")) {
        if (top.has(key)) {
          top.error(key, "goes with fields that have a `group:` of a serial line's text.");
        }
      }
    } else if (top.has("pattern")) {
      pattern.ifPresent(found -> groups(named, fields, found));
    } else {
      top.demand("pattern", "'T=(?<t>[0-9.]+)'");
    }
    Optional<CrossingRule> crossing =
        top.has("crossing")
            ? Optional.of(crossing(top.section("crossing"), fields))
            : Optional.empty();
    var profile = new Profile(name, medium, ask, pattern, List.copyOf(fields), crossing);
    events(named, profile);
    return profile;
  }

  private static Medium medium(Section named, List<Field> fields) {
    Medium medium = fields.isEmpty() ? Medium.REGISTERS : Medium.of(fields.get(0).source());
    for (Field field : fields) {
      if (Medium.of(field.source()) != medium) {
        named.error(
            field.quantity(),
            "does not lie in the same kind of answer as `%s`. Make two profiles of them."
                .formatted(fields.get(0).quantity()));
      }
    }
    return medium;
  }

  private static Optional<Pattern> pattern(Section top, String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      top.error(
          "pattern",
          "is no regular expression (%s at character %d). Put it in single quotes."
              .formatted(e.getDescription(), e.getIndex()));
      return Optional.empty();
    }
  }

  private static void groups(Section named, List<Field> fields, Pattern pattern) {
    for (Field field : fields) {
      boolean there =
          field.source() instanceof Source.Group group
              && pattern.pattern().contains("(?<" + group.name() + ">");
      if (!there) {
        named.error(
            field.quantity(), "names a `group:` that is not in `pattern:`, such as (?<t>[0-9.]+).");
      }
    }
  }

  private static void events(Section named, Profile profile) {
    for (Field field : profile.fields()) {
      if (field.event() && !profile.listens()) {
        named.error(
            field.quantity(),
            "is an event, but its device is polled. Events come by themselves; use `crossing:` for"
                + " a counter of people.");
      }
    }
  }

  /** C's way to write characters that have no key: \\r \\n \\t \\0 \\x02 and \\\\. */
  private static String unescaped(Section top, String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(character(top, found)));
  }

  private static String character(Section top, MatchResult found) {
    if (found.group(1) != null) {
      return String.valueOf((char) Integer.parseInt(found.group(1), 16));
    }
    if (found.group(2) != null) {
      return String.valueOf("\r\n\t\0\\".charAt("rnt0\\".indexOf(found.group(2))));
    }
    top.error(
        "ask",
        "has a backslash before `%s`. Write \\r, \\n, \\t, \\0, \\x02 or \\\\."
            .formatted(found.group(3)));
    return "";
  }

  private static CrossingRule crossing(Section section, List<Field> fields) {
    try (section) {
      var rule =
          new CrossingRule(
              section.required("counter", "crossings"),
              section.required("value", "body_temperature"),
              section.required("missed", "missed_crossings"));
      for (String key : List.of("counter", "value")) {
        String quantity = section.text(key).orElse("");
        if (fields.stream().noneMatch(field -> field.quantity().equals(quantity))) {
          section.error(key, "names `%s`, which is not among `fields:`".formatted(quantity));
        }
      }
      fields.stream()
          .filter(field -> field.quantity().equals(rule.counter()))
          .filter(field -> !countsPeople(field))
          .forEach(
              field ->
                  section.error(
                      "counter",
                      ("names `%s`, which is no plain `type: u16`. A counter of people is a whole"
                              + " number that wraps at 65536: give its line in `fields:` that type,"
                              + " and no `scale:` or `offset:`.")
                          .formatted(field.quantity())));
      return rule;
    }
  }

  private static boolean countsPeople(Field field) {
    return field.source() instanceof Source.Register register
        && register.type() == Type.U16
        && field.counter().isEmpty()
        && field.meaning().scale().compareTo(BigDecimal.ONE) == 0
        && field.meaning().offset().signum() == 0;
  }
}
