package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.config.Section;

/** Reads a profile from YAML; every complaint names file, line and field. */
final class ProfileFile {
  private static final Map<String, Type> TYPES =
      Arrays.stream(Type.values()).collect(Collectors.toMap(type -> type.key, type -> type));
  private static final Map<String, Boolean> WORD_ORDERS =
      Map.of("high-first", false, "low-first", true);
  private static final String ID = "[a-z0-9][a-z0-9_-]*";

  private ProfileFile() {}

  /** The profile, or empty when {@code problems} has grown. */
  static Optional<Profile> read(String name, String source, String text, Problems problems) {
    int before = problems.errors().size();
    var fields = new ArrayList<Field>();
    Optional<CrossingRule> crossing = Optional.empty();
    try (Section top = Section.parse(source, text, problems)) {
      top.text("description");
      Section named = top.section("fields");
      if (named.keys().isEmpty()) {
        top.error("fields", "must name at least one quantity");
      }
      for (String quantity : named.keys()) {
        if (!quantity.matches(ID)) {
          named.error(quantity, "must be of a-z, 0-9, - and _");
        }
        fields.add(field(named, quantity));
      }
      if (top.has("crossing")) {
        crossing = Optional.of(crossing(top.section("crossing"), fields));
      }
    }
    return problems.errors().size() > before
        ? Optional.empty()
        : Optional.of(new Profile(name, List.copyOf(fields), crossing));
  }

  private static Field field(Section named, String quantity) {
    try (Section section = named.section(quantity)) {
      section.demand("function", "4");
      section.demand("address", "0x0001");
      section.demand("type", "s16");
      Function function =
          Function.of(section.number("function", 4, 1, 4)).orElse(Function.INPUT_REGISTERS);
      Type type = section.choice("type", Type.U16, TYPES);
      if (function.bits() != (type == Type.BIT)) {
        section.error("type", "must be `bit` for function 1 and 2, and another for 3 and 4");
      }
      int address = section.number("address", 0, 0, 0x10000 - type.width);
      List<BigDecimal> range = range(section, type);
      return new Field(
          quantity,
          section.required("unit", "Cel"),
          function,
          address,
          type,
          section.choice("word-order", false, WORD_ORDERS),
          section.decimal("scale", BigDecimal.ONE),
          section.decimal("offset", BigDecimal.ZERO),
          sentinels(section),
          range.get(0),
          range.get(1));
    }
  }

  private static List<BigDecimal> range(Section section, Type type) {
    if (type == Type.BIT && !section.has("range")) {
      return List.of(BigDecimal.ZERO, BigDecimal.ONE);
    }
    section.demand("range", "[-40, 85]");
    try {
      List<BigDecimal> range = section.list("range").stream().map(BigDecimal::new).toList();
      if (range.size() == 2 && range.get(0).compareTo(range.get(1)) < 0) {
        return range;
      }
    } catch (NumberFormatException e) {
      // Told below, together with the other ways to get it wrong.
    }
    section.error("range", "must be two numbers, the smaller first, such as [-40, 85]");
    return List.of(BigDecimal.ZERO, BigDecimal.ONE);
  }

  private static Set<Long> sentinels(Section section) {
    var numbers = new HashSet<Long>();
    for (String text : section.list("sentinels")) {
      try {
        numbers.add(Long.decode(text));
      } catch (NumberFormatException e) {
        section.error("sentinels", "has `%s`, which is no number such as 0x8000".formatted(text));
      }
    }
    return Set.copyOf(numbers);
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
    return field.type() == Type.U16
        && field.scale().compareTo(BigDecimal.ONE) == 0
        && field.offset().signum() == 0;
  }
}
