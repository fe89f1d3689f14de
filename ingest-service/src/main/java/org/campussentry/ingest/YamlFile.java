package org.campussentry.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.campussentry.ingest.history.Retention;

/**
 * Reads YAML into records: kebab-case keys, durations such as {@code 10m}; what it does not know it
 * refuses by line.
 */
final class YamlFile {
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(words())
          .build();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .addModule(words())
          .build();

  private YamlFile() {}

  private static SimpleModule words() {
    return new SimpleModule()
        .addSerializer(Duration.class, new DurationWriter())
        .addDeserializer(Duration.class, new DurationReader())
        .addDeserializer(Retention.class, new RetentionReader());
  }

  static <T> T read(Path file, Class<T> type) throws ConfigException {
    return bind(file, type);
  }

  /** A file of the jar. */
  static <T> T resource(String name, TypeReference<T> type) {
    try (var in = YamlFile.class.getResourceAsStream(name)) {
      return YAML.readValue(in, type);
    } catch (IOException e) {
      throw new IllegalStateException(name + " in the jar: " + e.getMessage(), e);
    }
  }

  /** Keys as they could stand in a file, as JSON; what is not given is left out. */
  static String json(Object keys) {
    try {
      return JSON.writeValueAsString(keys);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("keys that were read can be written", e);
    }
  }

  /** A part of a file, as JSON. */
  static <T> T json(String text, Class<T> type) throws ConfigException {
    try {
      return YAML.readValue(text, type);
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigException(
          "unknown key '"
              + e.getPropertyName()
              + "'"
              + nearest(e.getPropertyName(), e.getKnownPropertyIds()));
    } catch (JsonMappingException e) {
      throw new ConfigException(path(e) + said(e));
    } catch (JsonProcessingException e) {
      throw new ConfigException(firstLine(e.getOriginalMessage()));
    }
  }

  /**
   * As {@link #read}, then each {@code SENTRY_…} variable over the key of that path, {@code
   * SENTRY_WEB_PORT} over web.port. What a list holds stands between commas, {@code
   * SENTRY_SITES=main,west}.
   */
  static <T> T read(Path file, Class<T> type, Map<String, String> environment)
      throws ConfigException {
    read(file, type);
    try {
      ObjectNode root = (ObjectNode) YAML.readTree(Files.readAllBytes(file));
      environment.forEach((name, value) -> overlay(root, type, name, value));
      return JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .addModule(words())
          .build()
          .treeToValue(root, type);
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigException(
          "environment: a variable SENTRY_… sets '"
              + path(e).replace(": ", "")
              + "', which is no key of "
              + file.getFileName()
              + nearest(e.getPropertyName(), e.getKnownPropertyIds()));
    } catch (JsonProcessingException e) {
      throw new ConfigException("environment: " + said(e));
    } catch (IOException e) {
      throw new ConfigException(file + ": " + e.getMessage());
    }
  }

  private static void overlay(ObjectNode root, Class<?> type, String name, String value) {
    if (!name.startsWith("SENTRY_")) {
      return;
    }
    String path = name.substring("SENTRY_".length()).toLowerCase(java.util.Locale.ROOT);
    int cut = path.indexOf('_');
    if (isList(type, path)) {
      ArrayNode list = root.putArray(path);
      Stream.of(value.split(",", -1)).map(String::strip).forEach(list::add);
    } else if (cut < 0) {
      root.put(path, value);
    } else {
      String section = path.substring(0, cut);
      ObjectNode keys =
          root.path(section) instanceof ObjectNode there ? there : root.putObject(section);
      keys.put(path.substring(cut + 1).replace('_', '-'), value);
    }
  }

  private static boolean isList(Class<?> type, String key) {
    return Stream.of(type.getRecordComponents())
        .anyMatch(part -> part.getName().equals(key) && part.getType() == List.class);
  }

  private static <T> T bind(Path file, Class<T> type) throws ConfigException {
    try {
      T value = YAML.readValue(Files.readAllBytes(file), type);
      if (value == null) {
        throw new ConfigException(file + ": the file is empty");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigException(
          atKey(file, e.getPropertyName(), e.getLocation())
              + "unknown key '"
              + e.getPropertyName()
              + "'"
              + nearest(e.getPropertyName(), e.getKnownPropertyIds()));
    } catch (JsonMappingException e) {
      throw new ConfigException(at(file, e.getLocation()) + path(e) + said(e));
    } catch (JsonProcessingException e) {
      throw new ConfigException(at(file, e.getLocation()) + firstLine(e.getOriginalMessage()));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new ConfigException(
          file + ": there is no such file; check --config, and `campus:` in it");
    } catch (IOException e) {
      throw new ConfigException(file + ": " + e.getMessage());
    }
  }

  /**
   * Jackson's location lies behind the value, at worst on the next line; the key stands on or above
   * it.
   */
  private static String atKey(Path file, String key, JsonLocation behind) throws ConfigException {
    try {
      List<String> lines = Files.readAllLines(file);
      Pattern wanted = Pattern.compile("(^|[\\s{,-])\"?" + Pattern.quote(key) + "\"?\\s*:");
      for (int i = Math.min(lines.size(), behind.getLineNr()); i >= 1; i--) {
        if (wanted.matcher(lines.get(i - 1)).find()) {
          return file + ":" + i + ": ";
        }
      }
      return at(file, behind);
    } catch (IOException e) {
      throw new ConfigException(file + ": " + e.getMessage());
    }
  }

  /** File and line of what a JSON pointer names; the file alone when it is not there. */
  static String at(Path file, String pointer) {
    try (JsonParser parser = YAML.createParser(file.toFile())) {
      while (parser.nextToken() != null) {
        if (parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
          return at(file, parser.currentTokenLocation());
        }
      }
    } catch (IOException e) {
      return file + ": ";
    }
    return file + ": ";
  }

  private static String at(Path file, JsonLocation where) {
    return where == null ? file + ": " : file + ":" + where.getLineNr() + ": ";
  }

  /** Jackson shows the text that stands where keys should; that can be an address with its key. */
  private static String said(JsonProcessingException e) {
    String message = firstLine(e.getOriginalMessage());
    return message.contains("from String value (")
        ? "a text stands where keys are expected"
        : message;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    e.getPath()
        .forEach(
            r -> {
              if (r.getFieldName() != null) {
                path.append(path.length() == 0 ? "" : ".").append(r.getFieldName());
              }
            });
    return path.length() == 0 ? "" : path + ": ";
  }

  private static String nearest(String key, Collection<Object> known) {
    if (known == null || known.isEmpty()) {
      return "";
    }
    String best =
        known.stream().map(Object::toString).min(Comparator.comparing(k -> distance(key, k))).get();
    return distance(key, best) <= 2
        ? "; did you mean '" + best + "'?"
        : "; known keys here: "
            + String.join(", ", known.stream().map(Object::toString).sorted().toList());
  }

  /** Levenshtein. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }

  /** In the largest unit that says it without a fraction. */
  private static final class DurationWriter extends StdSerializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationWriter() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration duration, JsonGenerator to, SerializerProvider by)
        throws IOException {
      long ms = duration.toMillis();
      String text =
          ms % 1000 != 0
              ? ms + "ms"
              : ms % 60_000 != 0 || ms == 0
                  ? ms / 1000 + "s"
                  : ms % 3_600_000 != 0
                      ? ms / 60_000 + "m"
                      : ms % 86_400_000 != 0 ? ms / 3_600_000 + "h" : ms / 86_400_000 + "d";
      to.writeString(text);
    }
  }

  private static final class DurationReader extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        throw JsonMappingException.from(
            parser, "'" + text + "' is not a duration such as 500ms, 5s, 10m or 1h");
      }
      long n = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(n);
        case "s" -> Duration.ofSeconds(n);
        case "m" -> Duration.ofMinutes(n);
        case "h" -> Duration.ofHours(n);
        default -> Duration.ofDays(n);
      };
    }
  }

  private static final class RetentionReader extends StdDeserializer<Retention> {
    private static final long serialVersionUID = 1L;

    RetentionReader() {
      super(Retention.class);
    }

    @Override
    public Retention deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return Retention.of(parser.getText());
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, e.getMessage());
      }
    }
  }
}
