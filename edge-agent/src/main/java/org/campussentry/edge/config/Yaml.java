package org.campussentry.edge.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML file as a tree that remembers its lines, so that every complaint can name one. */
sealed interface Yaml {
  /** What bytes become that are no UTF-8. */
  char NO_CHARACTER = '\uFFFD';

  int line();

  record Scalar(int line, String text) implements Yaml {}

  record Sequence(int line, List<Yaml> items) implements Yaml {}

  /** Key order is kept. Mutable, because the environment may override values. */
  record Mapping(int line, Map<String, Yaml> values, Map<String, Integer> lines) implements Yaml {}

  /** Parses {@code text}; what cannot be read at all becomes a problem and an empty mapping. */
  static Mapping parse(String source, String text, Problems problems) {
    int foreign = text.indexOf(NO_CHARACTER);
    if (foreign >= 0) {
      long line = 1 + text.chars().limit(foreign).filter(letter -> letter == '\n').count();
      problems.error(source + ":" + line, "this is not UTF-8. Save the file in that encoding.");
      return empty();
    }
    var reader = new Reader(source, problems);
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        return empty();
      }
      if (reader.node(parser) instanceof Mapping mapping) {
        return mapping;
      }
      problems.error(source + ":1", "the file must be a list of `key: value`");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.error(
          source + ":" + line,
          "this is not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("unreadable")
              + ". Check indentation (spaces, no tabs) and quotes.");
    } catch (IOException e) {
      problems.error(source + ":1", "cannot be read: " + e.getMessage());
    }
    return empty();
  }

  private static Mapping empty() {
    return new Mapping(1, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Turns the parser's tokens into the tree. */
  record Reader(String source, Problems problems) {

    Yaml node(JsonParser parser) throws IOException {
      int line = parser.currentTokenLocation().getLineNr();
      return switch (parser.currentToken()) {
        case START_OBJECT -> mapping(parser, line);
        case START_ARRAY -> sequence(parser, line);
        case VALUE_NULL -> new Scalar(line, "");
        default -> new Scalar(line, parser.getText());
      };
    }

    private Mapping mapping(JsonParser parser, int line) throws IOException {
      var mapping = new Mapping(line, new LinkedHashMap<>(), new LinkedHashMap<>());
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        int keyLine = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        Yaml value = node(parser);
        Integer before = mapping.lines().putIfAbsent(key, keyLine);
        if (before == null) {
          mapping.values().put(key, value);
        } else {
          problems.error(
              source + ":" + keyLine,
              "`%s` is already given in line %d. Remove one of the two.".formatted(key, before));
        }
      }
      return mapping;
    }

    private Sequence sequence(JsonParser parser, int line) throws IOException {
      var items = new ArrayList<Yaml>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser));
      }
      return new Sequence(line, items);
    }
  }
}
