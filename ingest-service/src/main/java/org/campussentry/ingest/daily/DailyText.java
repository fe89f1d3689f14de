package org.campussentry.ingest.daily;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reports and what steps say as JSON, in the order of their fields, and back. Thread-safe. */
public final class DailyText {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  private final ObjectMapper json;

  /**
   * @param zone in which times are written; they are the same in any
   */
  public DailyText(ZoneId zone) {
    SimpleModule module = new SimpleModule();
    writes(module, Instant.class, (time, out) -> out.writeString(ISO.format(time.atZone(zone))));
    writes(module, LocalDate.class, (date, out) -> out.writeString(date.toString()));
    writes(module, OptionalDouble.class, DailyText::write);
    writes(module, OptionalLong.class, DailyText::write);
    reads(module, Instant.class, in -> OffsetDateTime.parse(in.getText()).toInstant());
    reads(module, LocalDate.class, in -> LocalDate.parse(in.getText()));
    reads(module, OptionalDouble.class, in -> OptionalDouble.of(in.getDoubleValue()));
    reads(module, OptionalLong.class, in -> OptionalLong.of(in.getLongValue()));
    json = new ObjectMapper().registerModule(module);
  }

  private interface Writer<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  private interface Reader<T> {
    T read(JsonParser in) throws IOException;
  }

  private static void write(OptionalDouble value, JsonGenerator out) throws IOException {
    if (value.isPresent()) {
      out.writeNumber(value.getAsDouble());
    } else {
      out.writeNull();
    }
  }

  private static void write(OptionalLong value, JsonGenerator out) throws IOException {
    if (value.isPresent()) {
      out.writeNumber(value.getAsLong());
    } else {
      out.writeNull();
    }
  }

  private static <T> void writes(SimpleModule module, Class<T> type, Writer<T> writer) {
    module.addSerializer(
        new StdSerializer<>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            writer.write(value, out);
          }
        });
  }

  private static <T> void reads(SimpleModule module, Class<T> type, Reader<T> reader) {
    module.addDeserializer(
        type,
        new StdDeserializer<>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.currentToken() == JsonToken.VALUE_NULL
                ? getNullValue(context)
                : reader.read(in);
          }

          @Override
          public T getNullValue(DeserializationContext context) {
            return type.cast(empty(type));
          }
        });
  }

  private static Object empty(Class<?> type) {
    return type == OptionalDouble.class ? OptionalDouble.empty() : OptionalLong.empty();
  }

  /** One line. */
  public String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is made here can be written", e);
    }
  }

  DailyReport report(String content) {
    return read(content, DailyReport.class);
  }

  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a step of the journal can't be read: " + e.getMessage(), e);
    }
  }

  JsonNode tree(String text) {
    return read(text, JsonNode.class);
  }
}
