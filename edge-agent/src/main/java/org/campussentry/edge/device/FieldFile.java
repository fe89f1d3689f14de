package org.campussentry.edge.device;

import com.fasterxml.jackson.core.JsonPointer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.campussentry.edge.bus.Function;
import org.campussentry.edge.config.Section;

/** Reads one field of a profile. */
final class FieldFile {
  private static final Map<String, Type> TYPES =
      Arrays.stream(Type.values()).collect(Collectors.toMap(type -> type.key, type -> type));
  private static final Map<String, Boolean> WORD_ORDERS =
      Map.of("high-first", false, "low-first", true);
  private static final Map<String, Boolean> YES_NO = Map.of("true", true, "false", false);
  private static final Pattern ERROR_BIT = Pattern.compile("bit ([0-9]|[12][0-9]|3[01])");
  private static final long WRAPS_MAX = 1L << 32;

  private final Section section;

  private FieldFile(Section section) {
    this.section = section;
  }

  static Field read(String quantity, Section section) {
    try (section) {
      return new FieldFile(section).field(quantity);
    }
  }

  private Field field(String quantity) {
    Source source = source();
    Optional<Meaning.Bits> bits = bits(source);
    boolean event = section.choice("event", false, YES_NO);
    Optional<BigDecimal> slew = slew(event);
    Optional<PulseCounter.Rule> counter = counter(source);
    Optional<CurrentLoop> loop = loop();
    List<BigDecimal> range = range(source, bits, loop);
    var meaning =
        new Meaning(
            errorBit(source),
            bits,
            sentinels(),
            section.decimal("scale", BigDecimal.ONE),
            section.decimal("offset", BigDecimal.ZERO),
            loop,
            range.get(0),
            range.get(1));
    return new Field(
        quantity, section.required("unit", "Cel"), source, meaning, counter, slew, event);
  }

  private Source source() {
    if (section.has("group")) {
      return new Source.Group(section.text("group").orElse(""));
    }
    if (section.has("pointer")) {
      return pointer();
    }
    if (section.has("chip")) {
      section.choice("chip", "", Map.of("temperature", ""));
      return new Source.Chip();
    }
    section.demand("function", "4");
    section.demand("address", "0x0001");
    section.demand("type", "s16");
    Function function =
        Function.of(section.number("function", 4, 1, 4)).orElse(Function.INPUT_REGISTERS);
    Type type = section.choice("type", Type.U16, TYPES);
    if (function.bits() != (type == Type.BIT)) {
      section.error("type", "must be `bit` for function 1 and 2, and another for 3 and 4");
    }
    return new Source.Register(
        function,
        section.number("address", 0, 0, 0x10000 - type.width),
        type,
        section.choice("word-order", false, WORD_ORDERS));
  }

  private Source pointer() {
    String text = section.text("pointer").orElse("");
    boolean optional = section.choice("optional", false, YES_NO);
    try {
      return new Source.Pointer(JsonPointer.compile(text), optional);
    } catch (IllegalArgumentException e) {
      section.error(
          "pointer", "is `%s`, but must be a JSON pointer such as /temperature.".formatted(text));
      return new Source.Pointer(JsonPointer.empty(), optional);
    }
  }

  /** Only whole words have bits. */
  private void wordOnly(String key, Source source) {
    boolean word =
        source instanceof Source.Register register
            && (register.type() == Type.U16 || register.type() == Type.U32);
    if (section.has(key) && !word) {
      section.error(key, "needs a whole word. Give the field `type: u16` or `type: u32`.");
    }
  }

  private Optional<Meaning.Bits> bits(Source source) {
    wordOnly("bit", source);
    wordOnly("bits", source);
    if (section.has("bit")) {
      int bit = section.number("bit", 0, 0, 31);
      return Optional.of(new Meaning.Bits(bit, bit));
    }
    if (!section.has("bits")) {
      return Optional.empty();
    }
    List<String> ends = section.list("bits");
    if (ends.size() == 2 && ends.stream().allMatch(end -> end.matches("[0-9]|[12][0-9]|3[01]"))) {
      int low = Integer.parseInt(ends.get(0));
      int high = Integer.parseInt(ends.get(1));
      if (low <= high) {
        return Optional.of(new Meaning.Bits(low, high));
      }
    }
    section.error("bits", "must be the lowest and the highest bit, 0 to 31, such as [4, 7]");
    return Optional.empty();
  }

  private Optional<Integer> errorBit(Source source) {
    if (!(source instanceof Source.Register)) {
      wordOnly("invalid-when", source);
    }
    Optional<String> text = section.text("invalid-when");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = ERROR_BIT.matcher(text.get());
    if (matcher.matches()) {
      return Optional.of(Integer.parseInt(matcher.group(1)));
    }
    section.error("invalid-when", "is `%s`, but must be such as `bit 15`.".formatted(text.get()));
    return Optional.empty();
  }

  private Optional<BigDecimal> slew(boolean event) {
    if (!section.has("slew")) {
      return Optional.empty();
    }
    BigDecimal slew = section.decimal("slew", BigDecimal.ONE);
    if (slew.signum() <= 0) {
      section.error("slew", "must be above 0: the largest change in one second.");
    }
    if (event) {
      section.error("slew", "does not go with `event: true`: one person is not like the next.");
    }
    return Optional.of(slew);
  }

  private Optional<PulseCounter.Rule> counter(Source source) {
    if (!section.has("counter")) {
      return Optional.empty();
    }
    wordOnly("counter", source);
    try (Section counter = section.section("counter")) {
      BigDecimal wraps = counter.decimal("wraps", BigDecimal.valueOf(1 << 16));
      BigDecimal per = counter.decimal("per", BigDecimal.ONE);
      boolean fits =
          wraps.signum() > 0
              && wraps.compareTo(BigDecimal.valueOf(WRAPS_MAX)) <= 0
              && wraps.stripTrailingZeros().scale() <= 0;
      if (!fits) {
        counter.error("wraps", "must be a whole number from 1 to 4294967296, mostly 65536.");
      }
      if (per.signum() <= 0) {
        counter.error("per", "must be above 0: how many pulses make one of the unit.");
      }
      return fits && per.signum() > 0
          ? Optional.of(new PulseCounter.Rule(wraps.longValue(), per))
          : Optional.empty();
    }
  }

  private Optional<CurrentLoop> loop() {
    if (!section.has("current")) {
      return Optional.empty();
    }
    try (Section current = section.section("current")) {
      current.demand("at4", "0");
      current.demand("at20", "100");
      BigDecimal at4 = current.decimal("at4", BigDecimal.ZERO);
      BigDecimal at20 = current.decimal("at20", BigDecimal.TEN);
      if (at4.compareTo(at20) == 0) {
        current.error("at20", "must differ from `at4`.");
      }
      return Optional.of(new CurrentLoop(at4, at20));
    }
  }

  private List<BigDecimal> range(
      Source source, Optional<Meaning.Bits> bits, Optional<CurrentLoop> loop) {
    if (!section.has("range")) {
      boolean bit = source instanceof Source.Register register && register.type() == Type.BIT;
      if (bit) {
        return List.of(BigDecimal.ZERO, BigDecimal.ONE);
      }
      if (bits.isPresent()) {
        return List.of(BigDecimal.ZERO, BigDecimal.valueOf(bits.get().of(-1L)));
      }
      if (loop.isPresent()) {
        BigDecimal low = loop.get().value(CurrentLoop.LOWEST);
        BigDecimal high = loop.get().value(CurrentLoop.HIGHEST);
        return List.of(low.min(high), low.max(high));
      }
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

  private Set<Long> sentinels() {
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
}
