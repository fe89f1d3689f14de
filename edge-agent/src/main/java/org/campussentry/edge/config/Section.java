package org.campussentry.edge.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A mapping of a YAML file, read key by key with types. What is wrong goes to {@link Problems} with
 * file and line, and reading goes on with a stand-in, so that all problems are told at once. Keys
 * that nobody asked for are refused by {@link #close()}. Not thread-safe.
 */
public final class Section implements AutoCloseable {
  private static final int DIGITS_MAX = 30;

  private final String source;
  private final Path folder;
  private final String path;
  private final Yaml.Mapping mapping;
  private final Map<String, String> environment;
  private final Problems problems;
  private final Set<String> asked = new TreeSet<>();

  private Section(
      String source,
      Path folder,
      String path,
      Yaml.Mapping mapping,
      Map<String, String> environment,
      Problems problems) {
    this.source = source;
    this.folder = folder;
    this.path = path;
    this.mapping = mapping;
    this.environment = environment;
    this.problems = problems;
  }

  /** The top of a file. {@code source} is the name that complaints give it. */
  public static Section parse(String source, String text, Problems problems) {
    return parse(source, text, Map.of(), problems);
  }

  /**
   * The top of a file whose single values, but not lists, may come from the environment instead:
   * {@code SENTRY_} and the path in upper case, with `.` and `-` as `_`.
   */
  public static Section parse(
      String source, String text, Map<String, String> environment, Problems problems) {
    Path folder = Path.of(source).toAbsolutePath().getParent();
    return parse(source, folder, text, environment, problems);
  }

  /** The same for a text that is no file; its relative paths start at {@code folder}. */
  public static Section parse(
      String source, Path folder, String text, Map<String, String> environment, Problems problems) {
    Yaml.Mapping mapping = Yaml.parse(source, text, problems);
    return new Section(source, folder, "", mapping, environment, problems);
  }

  /** Where it is: {@code file:line}, of a key if it is present, else of the section. */
  public String place(String key) {
    return source + ":" + mapping.lines().getOrDefault(key, mapping.line());
  }

  /** Line of a key, or of the section if it is absent. */
  public int line(String key) {
    return mapping.lines().getOrDefault(key, mapping.line());
  }

  /** Where everything that is wrong is collected. */
  public Problems problems() {
    return problems;
  }

  /** The keys that are present, in order. */
  public List<String> keys() {
    return List.copyOf(mapping.values().keySet());
  }

  /** Whether the key is present. */
  public boolean has(String key) {
    return value(key) != null;
  }

  /** What the environment or else the file gives for a key, or null. */
  private Yaml value(String key) {
    asked.add(key);
    Yaml present = mapping.values().get(key);
    String given = environment.get(variable(key));
    boolean single = present == null || present instanceof Yaml.Scalar;
    return given != null && single ? new Yaml.Scalar(line(key), given) : present;
  }

  private String variable(String key) {
    String name = "SENTRY_" + (path + key).toUpperCase(java.util.Locale.ROOT);
    return name.replace('.', '_').replace('-', '_');
  }

  /** Complains about a key, in the file or in the environment. */
  public void error(String key, String message) {
    String name = variable(key);
    String where = environment.containsKey(name) ? name : place(key);
    problems.error(where, "`" + path + key + "` " + message);
  }

  /** A nested section; empty when the key is absent, or all below it is a comment. */
  public Section section(String key) {
    asked.add(key);
    Yaml value = mapping.values().get(key);
    if (value instanceof Yaml.Mapping nested) {
      return nested(key, nested);
    }
    boolean nothing = value instanceof Yaml.Scalar scalar && scalar.text().isEmpty();
    if (value != null && !nothing) {
      error(key, "must hold `key: value` pairs");
    }
    var empty = new Yaml.Mapping(line(key), new LinkedHashMap<>(), new LinkedHashMap<>());
    return nested(key, empty);
  }

  private Section nested(String key, Yaml.Mapping nested) {
    return new Section(source, folder, path + key + ".", nested, environment, problems);
  }

  /** The text of a key, or empty when it is absent. */
  public Optional<String> text(String key) {
    Yaml value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Yaml.Scalar scalar && !scalar.text().isEmpty()) {
      return Optional.of(scalar.text());
    }
    error(key, "must have one value");
    return Optional.empty();
  }

  /** The text of a key that has to be there; an empty text stands in for it. */
  public String required(String key, String example) {
    demand(key, example);
    return text(key).orElse("");
  }

  /** Complains when a key is absent. */
  public void demand(String key, String example) {
    if (!has(key)) {
      error(key, "is missing. Add it, for example `%s: %s`.".formatted(key, example));
    }
  }

  /** A whole number, decimal or 0x…, within limits. */
  public int number(String key, int standard, int min, int max) {
    return value(
        key,
        standard,
        text -> {
          int number = Integer.decode(text);
          return number < min || number > max ? Optional.empty() : Optional.of(number);
        },
        "must be a whole number from %d to %d".formatted(min, max));
  }

  /** A decimal number; sums with 1e999999999 would take all memory there is. */
  public BigDecimal decimal(String key, BigDecimal standard) {
    return value(
        key,
        standard,
        text ->
            Optional.of(new BigDecimal(text))
                .filter(found -> found.precision() <= DIGITS_MAX)
                .filter(found -> found.scale() >= -DIGITS_MAX && found.scale() <= DIGITS_MAX),
        "must be a number of at most %d digits".formatted(DIGITS_MAX));
  }

  /** A duration such as {@code 5s}, within limits. */
  public Duration duration(String key, Duration standard, Duration min, Duration max) {
    return value(
        key,
        standard,
        text ->
            Amounts.duration(text)
                .filter(found -> found.compareTo(min) >= 0 && found.compareTo(max) <= 0),
        "must be a duration from %s to %s, such as 300ms, 5s, 10m or 1h"
            .formatted(Amounts.text(min), Amounts.text(max)));
  }

  /** A number of bytes such as {@code 256MiB}, at least {@code min}. */
  public long bytes(String key, long standard, long min) {
    return value(
        key,
        standard,
        text -> Amounts.bytes(text).filter(found -> found >= min),
        "must be a size of at least %d KiB, such as 64MiB or 1GiB".formatted(min >> 10));
  }

  /** One of some words. */
  public <T> T choice(String key, T standard, Map<String, T> words) {
    String found = text(key).orElse(null);
    if (found == null) {
      return standard;
    }
    T value = words.get(found);
    if (value == null) {
      error(
          key,
          "is `%s`, but must be one of %s.%s"
              .formatted(
                  found,
                  String.join(", ", new TreeSet<>(words.keySet())),
                  Nearest.hint(found, words.keySet())));
      return standard;
    }
    return value;
  }

  /** The texts of a list, or of one value; empty when the key is absent. */
  public List<String> list(String key) {
    Yaml value = value(key);
    var texts = new ArrayList<String>();
    if (value instanceof Yaml.Sequence sequence) {
      for (Yaml item : sequence.items()) {
        if (item instanceof Yaml.Scalar scalar) {
          texts.add(scalar.text());
        } else {
          error(key, "must be a list such as [a, b], of single values");
        }
      }
    } else if (value instanceof Yaml.Scalar scalar) {
      texts.add(scalar.text());
    } else if (value != null) {
      error(key, "must be a list such as [a, b]");
    }
    return texts;
  }

  private <T> T value(String key, T standard, Function<String, Optional<T>> reader, String rule) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return standard;
    }
    Optional<T> value;
    try {
      value = reader.apply(text.get());
    } catch (NumberFormatException e) {
      value = Optional.empty();
    }
    if (value.isEmpty()) {
      error(key, "is `%s`, but %s.".formatted(text.get(), rule));
    }
    return value.orElse(standard);
  }

  /** The path that a key gives as {@code text}, relative to the folder of the file. */
  public Path path(String key, String text) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      error(key, "is no path: %s.".formatted(e.getReason()));
      return folder;
    }
  }

  /** The file that a key names, if it can be read. */
  public Optional<Path> readable(String key) {
    Optional<Path> found = text(key).map(text -> path(key, text));
    if (found.isPresent() && !Files.isReadable(found.get())) {
      error(key, "names %s, which cannot be read.".formatted(found.get()));
      return Optional.empty();
    }
    return found;
  }

  /** The secret that `password` gives, or the file that `password-file` names. */
  public Optional<Secret> password() {
    Optional<String> direct = text("password");
    Optional<Path> from = readable("password-file");
    if (direct.isPresent() && from.isPresent()) {
      error("password-file", "and `%spassword` are both given. Remove one.".formatted(path));
    }
    if (from.isEmpty()) {
      return direct.map(Secret::new);
    }
    try {
      return Optional.of(new Secret(Files.readString(from.get()).strip()));
    } catch (IOException e) {
      error("password-file", "names %s, which cannot be read.".formatted(from.get()));
      return Optional.empty();
    }
  }

  /** Refuses the keys that nobody asked for. */
  @Override
  public void close() {
    for (String key : mapping.values().keySet()) {
      if (!asked.contains(key)) {
        error(key, "is not a key that I know.%s".formatted(Nearest.hint(key, asked)));
      }
    }
  }
}
