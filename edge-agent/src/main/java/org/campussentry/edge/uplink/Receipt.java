package org.campussentry.edge.uplink;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.campussentry.edge.outbox.Range;

/**
 * What ingest-service has done with batches. Immutable.
 *
 * @param now its time, in milliseconds since 1970 UTC
 * @param stream the stream that it answers; one of an earlier start may have waited in the broker
 */
record Receipt(
    long now, String stream, List<Range> stored, List<Rejection> rejected, List<Range> dropped) {

  record Rejection(Range range, String reason) {}

  /** Whether it says anything of a batch, so that the store is alive. */
  boolean settles() {
    return !stored.isEmpty() || !rejected.isEmpty();
  }

  /** Reads a payload; empty when it is no receipt of this version. */
  static Optional<Receipt> read(byte[] payload) {
    // By tokens: Jackson's trees are another library, whose classes cost a small gateway 4 MB.
    try (JsonParser json = Wire.JSON.createParser(payload)) {
      return read(json);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Receipt> read(JsonParser json) throws IOException {
    long version = 0;
    OptionalLong now = OptionalLong.empty();
    String stream = "";
    List<Range> stored = List.of();
    List<Rejection> rejected = List.of();
    List<Range> dropped = List.of();
    next(json, JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      switch (json.currentName()) {
        case "v" -> version = number(json);
        case "now" -> now = OptionalLong.of(number(json));
        case "stream" -> stream = text(json);
        case "stored" -> stored = rows(json, row -> range("", row));
        case "rejected" -> rejected = rows(json, Receipt::rejection);
        case "dropped" -> dropped = rows(json, row -> range(text(row), row));
        default -> {
          json.nextToken();
          json.skipChildren();
        }
      }
    }
    if (version != 1 || now.isEmpty()) {
      return Optional.empty();
    }
    String its = stream; // which may be named after its ranges
    return Optional.of(
        new Receipt(
            now.getAsLong(),
            its,
            stored.stream().map(range -> of(its, range)).toList(),
            rejected.stream()
                .map(row -> new Rejection(of(its, row.range()), row.reason()))
                .toList(),
            dropped));
  }

  private static Range of(String stream, Range range) {
    return new Range(stream, range.first(), range.last());
  }

  private interface Row<T> {
    T read(JsonParser json) throws IOException;
  }

  /** A list of lists; what a later version adds to these is passed over. */
  private static <T> List<T> rows(JsonParser json, Row<T> row) throws IOException {
    var rows = new ArrayList<T>();
    next(json, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      demand(json, JsonToken.START_ARRAY);
      rows.add(row.read(json));
      while (json.nextToken() != JsonToken.END_ARRAY) {
        json.skipChildren();
      }
    }
    return List.copyOf(rows);
  }

  private static Range range(String stream, JsonParser json) throws IOException {
    return new Range(stream, number(json), number(json));
  }

  private static Rejection rejection(JsonParser json) throws IOException {
    return new Rejection(range("", json), text(json));
  }

  private static long number(JsonParser json) throws IOException {
    next(json, JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private static String text(JsonParser json) throws IOException {
    next(json, JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static void next(JsonParser json, JsonToken wanted) throws IOException {
    json.nextToken();
    demand(json, wanted);
  }

  private static void demand(JsonParser json, JsonToken wanted) throws IOException {
    if (json.currentToken() != wanted) {
      throw new JsonParseException(json, "not " + wanted);
    }
  }
}
