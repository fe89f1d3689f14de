package org.campussentry.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;

/**
 * Reads a batch in one pass, without a tree, when all of it is as a gateway in order writes it: a
 * known catalog, declared points, no bad row. For anything else it gives no answer, and {@link
 * WireCodec} says what is wrong. Confined to the intake's thread, as its catalogs are.
 *
 * <p>What it takes, WireCodec takes too and reads the same; its readings share the ids of the
 * catalog.
 */
final class BatchReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private static final int TEXT_MAX = 200;
  private static final long UNSEEN = -1;

  private final Catalogs catalogs;

  BatchReader(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  Optional<Batch> read(Topic topic, byte[] payload, long nowMs) {
    if (payload.length > WireCodec.PAYLOAD_LIMIT) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(payload)) {
      Fields fields = new Fields(topic.gateway(), nowMs);
      return parser.nextToken() == JsonToken.START_OBJECT && fields.read(parser)
          ? fields.batch(topic)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private final class Fields {
    private final String gateway;
    private final long nowMs;
    private final Set<String> seen = new HashSet<>();
    private boolean v1;
    private String stream = "";
    private String cat = "";
    private String clock = "";
    private long seq = UNSEEN;
    private long t0 = UNSEEN;
    private List<Reading> readings = List.of();
    private boolean rows;
    private boolean ahead;

    Fields(String gateway, long nowMs) {
      this.gateway = gateway;
      this.nowMs = nowMs;
    }

    /** False at the first thing that is not as usual. */
    boolean read(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (!field(name, parser)) {
          return false;
        }
      }
      return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private boolean field(String name, JsonParser parser) throws IOException {
      if (!seen.add(name)) {
        return false;
      }
      switch (name) {
        case "v" -> v1 = whole(parser) == 1;
        case "stream" -> stream = text(parser);
        case "seq" -> seq = whole(parser);
        case "cat" -> cat = text(parser);
        case "clock" -> clock = text(parser);
        case "t0" -> t0 = whole(parser);
        case "r" -> rows = t0 >= 0 && t0 <= WireCodec.TIME_MAX && rows(parser);
        // Whom it claims to be is WireCodec's to judge.
        case "site", "gateway" -> {
          return false;
        }
        default -> parser.skipChildren();
      }
      return !name.equals("r") || rows;
    }

    private boolean rows(JsonParser parser) throws IOException {
      Optional<Map<String, Point>> points = catalogs.find(gateway, cat);
      if (points.isEmpty() || parser.currentToken() != JsonToken.START_ARRAY) {
        return false;
      }
      readings = new ArrayList<>();
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        if (!row(parser, points.get())) {
          return false;
        }
      }
      return parser.currentToken() == JsonToken.END_ARRAY;
    }

    private boolean row(JsonParser parser, Map<String, Point> points) throws IOException {
      Point point = points.get(String.valueOf(parser.nextTextValue()));
      if (point == null || parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        return false;
      }
      long dt = parser.getLongValue();
      long time = t0 + dt;
      if (Math.abs(dt) > WireCodec.TIME_MAX || time < 0 || time > WireCodec.TIME_MAX) {
        return false;
      }
      ahead |= time > nowMs + WireCodec.AHEAD_LIMIT_MS;
      return value(parser, point.id(), time) && parser.nextToken() == JsonToken.END_ARRAY;
    }

    private boolean value(JsonParser parser, PointId id, long time) throws IOException {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
        double value = parser.getDoubleValue();
        return Double.isFinite(value) && readings.add(new Reading.Measured(id, time, value));
      }
      if (token != JsonToken.VALUE_NULL) {
        return false;
      }
      Optional<Reason> reason = Reason.of(String.valueOf(parser.nextTextValue()));
      return reason.isPresent() && readings.add(new Reading.Unavailable(id, time, reason.get()));
    }

    private String text(JsonParser parser) throws IOException {
      boolean isText =
          parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() <= TEXT_MAX;
      return isText ? parser.getText() : "";
    }

    private long whole(JsonParser parser) throws IOException {
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : UNSEEN;
    }

    Optional<Batch> batch(Topic topic) {
      boolean unsure = clock.equals("unsure");
      boolean numbered = seq >= 0 && seq <= WireCodec.SEQ_MAX && WireCodec.isStream(stream);
      if (!v1 || !numbered || !rows || (ahead && !unsure)) {
        return Optional.empty();
      }
      return Optional.of(
          new Batch(topic.site(), topic.gateway(), stream, seq, cat, unsure, readings));
    }
  }
}
