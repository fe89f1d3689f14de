package org.campussentry.edge.uplink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongUnaryOperator;
import org.campussentry.edge.outbox.Payload;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.outbox.Size;
import org.campussentry.edge.outbox.Stream;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;

/** Writes the messages of the wire contract, v1; pure. */
final class Wire {
  static final JsonFactory JSON = new JsonFactory();
  private static final int HASH_BYTES = 8;

  private Wire() {}

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static Payload message(Body body) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("v", 1);
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Payload(bytes.toByteArray());
  }

  /**
   * A batch, for `data` and `history`.
   *
   * @param unsure whether its times can't be trusted
   * @param clock the date of a tick
   */
  static Payload batch(
      String stream,
      long seq,
      String catalog,
      boolean unsure,
      List<Reading> readings,
      LongUnaryOperator clock) {
    long start = readings.stream().mapToLong(r -> clock.applyAsLong(r.tick())).min().orElse(0);
    return message(
        json -> {
          json.writeStringField("stream", stream);
          json.writeNumberField("seq", seq);
          json.writeStringField("cat", catalog);
          if (unsure) {
            json.writeStringField("clock", "unsure");
          }
          json.writeNumberField("t0", start);
          json.writeArrayFieldStart("r");
          for (Reading reading : readings) {
            row(json, reading, clock.applyAsLong(reading.tick()) - start);
          }
          json.writeEndArray();
        });
  }

  private static void row(JsonGenerator json, Reading reading, long after) throws IOException {
    json.writeStartArray();
    json.writeString(reading.point().id());
    json.writeNumber(after);
    if (reading instanceof Reading.Measured measured) {
      json.writeNumber(plain(measured.value()));
    } else if (reading instanceof Reading.Unavailable unavailable) {
      json.writeNull();
      json.writeString(unavailable.reason().wire());
    }
    json.writeEndArray();
  }

  /** The shortest way to write it without an exponent: 30.5, 418, 0. */
  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** The same batch with certain times: those of the payload were {@code shift} ms too early. */
  static Payload retimed(Payload payload, long shift) throws IOException {
    var bytes = new ByteArrayOutputStream(payload.size());
    try (JsonParser from = JSON.createParser(payload.bytes());
        JsonGenerator to = JSON.createGenerator(bytes)) {
      to.writeStartObject();
      from.nextToken();
      while (from.nextToken() == JsonToken.FIELD_NAME) {
        String key = from.currentName();
        from.nextToken();
        if (key.equals("t0")) {
          to.writeNumberField(key, from.getLongValue() + shift);
        } else if (!key.equals("clock")) {
          to.writeFieldName(key);
          to.copyCurrentStructureExact(from);
        }
      }
      to.writeEndObject();
    }
    return new Payload(bytes.toByteArray());
  }

  /** What the points are; the hash stands for it in batches. */
  static Payload catalog(String hash, List<Point> points) {
    return message(
        json -> {
          json.writeStringField("hash", hash);
          points(json, points);
        });
  }

  /** The same points have the same hash, across starts too. */
  static String hash(List<Point> points) {
    byte[] described = message(json -> points(json, points)).bytes();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(described);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void points(JsonGenerator json, List<Point> points) throws IOException {
    json.writeArrayFieldStart("points");
    for (Point point : points) {
      json.writeStartObject();
      json.writeStringField("id", point.id());
      json.writeStringField("area", point.area());
      json.writeStringField("device", point.device());
      json.writeStringField("quantity", point.quantity());
      json.writeStringField("unit", point.unit());
      if (point.event()) {
        json.writeBooleanField("event", true);
      } else {
        json.writeNumberField("every", point.everyMillis());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * That the agent is here, and how it is.
   *
   * @param dates the date of a tick
   */
  static Payload online(Status status, LongUnaryOperator dates) {
    return message(
        json -> {
          json.writeStringField("state", "online");
          json.writeNumberField("since", status.since());
          json.writeStringField("stream", status.stream().id());
          previous(json, status.stream());
          json.writeStringField("agent", status.agent());
          outbox(json, status.outbox(), status.lasts());
          json.writeStringField("clock", status.clock().wire());
          dropped(json, status.dropped());
          status.about().write(json, dates);
        });
  }

  private static void previous(JsonGenerator json, Stream stream) throws IOException {
    if (stream.previous().isEmpty()) {
      json.writeNullField("previous");
      return;
    }
    json.writeObjectFieldStart("previous");
    json.writeStringField("stream", stream.previous().get().stream());
    json.writeNumberField("seq", stream.previous().get().seq());
    json.writeEndObject();
  }

  private static void outbox(JsonGenerator json, Size size, OptionalDouble lasts)
      throws IOException {
    json.writeObjectFieldStart("outbox");
    json.writeNumberField("batches", size.batches());
    json.writeNumberField("bytes", size.bytes());
    if (size.oldest().isPresent()) {
      json.writeNumberField("oldest", size.oldest().getAsLong());
    } else {
      json.writeNullField("oldest");
    }
    json.writeNumberField("room", size.room());
    if (lasts.isPresent()) {
      json.writeFieldName("lasts");
      json.writeNumber(BigDecimal.valueOf(lasts.getAsDouble()).setScale(1, RoundingMode.DOWN));
    }
    json.writeEndObject();
  }

  private static void dropped(JsonGenerator json, List<Range> ranges) throws IOException {
    if (ranges.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("dropped");
    for (Range range : ranges) {
      json.writeStartArray();
      json.writeString(range.stream());
      json.writeNumber(range.first());
      json.writeNumber(range.last());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** That the agent is gone: the will, or its last word. */
  static Payload offline(String stream) {
    return message(
        json -> {
          json.writeStringField("state", "offline");
          json.writeStringField("stream", stream);
        });
  }

  /** For a log: no more than a line of something that came from outside. */
  static String excerpt(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
