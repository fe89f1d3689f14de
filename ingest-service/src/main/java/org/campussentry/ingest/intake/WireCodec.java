package org.campussentry.ingest.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.campussentry.ingest.reading.Catalog;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;

/**
 * Reads payloads of the wire contract v1. Pure: bytes in, a sealed result out; no input throws.
 * Thread-safe.
 *
 * <p>A batch is read row by row: good rows go on, each bad one is named with its index.
 */
final class WireCodec {
  /** A gateway closes a batch at 64 KiB; anything near this limit is not ours. */
  static final int PAYLOAD_LIMIT = 1 << 20;

  /** A sample further ahead of its arrival than this has a clock that is wrong beyond use. */
  static final long AHEAD_LIMIT_MS = 24 * 3_600_000L;

  /** The end of the year 9999: stores know no later time. */
  static final long TIME_MAX = 253_402_300_799_999L;

  /** A batch a millisecond for thirty years; a number beyond is none of ours. */
  static final long SEQ_MAX = 1_000_000_000_000L;

  private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern WIRE_ID =
      Pattern.compile("(?=.{1,200}$)[a-z0-9][a-z0-9_-]*\\.[a-z0-9][a-z0-9_-]*");
  private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*");

  /** The journal has room for no more. */
  private static final Pattern UNIT = Pattern.compile("\\P{Cntrl}{1,40}");

  /** Where Jackson tells of its own settings. */
  private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at .*\\)");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What became of a payload. */
  sealed interface Decoded {}

  record DataBatch(Batch batch, List<BadRow> badRows) implements Decoded {}

  /** A row that can't be read, by its index. */
  record BadRow(int index, Fault fault) {
    String reason() {
      return fault.text();
    }
  }

  record GatewayStatus(Status status) implements Decoded {}

  record GatewayCatalog(Catalog catalog) implements Decoded {}

  record Unreadable(Fault fault) implements Decoded {
    String reason() {
      return fault.text();
    }
  }

  /** A refusal inside the codec; it never leaves it. */
  private static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault.Kind kind;

    Bad(Fault.Kind kind, String message) {
      super(message, null, false, false);
      this.kind = kind;
    }
  }

  private WireCodec() {}

  static Decoded decode(Topic topic, byte[] payload, long nowMs) {
    if (payload.length > PAYLOAD_LIMIT) {
      return new Unreadable(
          new Fault(
              Fault.Kind.TOO_LARGE,
              "payload of " + payload.length + " bytes; the limit is " + PAYLOAD_LIMIT));
    }
    try {
      JsonNode root = JSON.readTree(payload);
      if (root == null || !root.isObject()) {
        throw new Bad(Fault.Kind.NOT_JSON, "not a JSON object");
      }
      if (root.path("v").asInt(0) != 1) {
        throw new Bad(
            Fault.Kind.VERSION,
            "not v1 (\"v\" is " + root.path("v") + "): update the agent or this service");
      }
      claim(root, "gateway", topic.gateway());
      claim(root, "site", topic.site());
      return switch (topic.kind()) {
        case STATUS -> status(topic, root);
        case CATALOG -> catalog(topic, root);
        case DATA, HISTORY -> data(topic, root, nowMs);
      };
    } catch (JsonProcessingException e) {
      return notJson(START_MARKER.matcher(e.getOriginalMessage()).replaceAll(""));
    } catch (Bad e) {
      return new Unreadable(new Fault(e.kind, e.getMessage()));
    } catch (IOException e) {
      return notJson(e.getMessage());
    }
  }

  private static Unreadable notJson(String why) {
    return new Unreadable(new Fault(Fault.Kind.NOT_JSON, "not JSON: " + why));
  }

  /** The topic says who speaks, and the broker has checked it; a payload may only repeat it. */
  private static void claim(JsonNode root, String field, String spoken) throws Bad {
    if (root.has(field) && !spoken.equals(root.path(field).textValue())) {
      throw new Bad(
          Fault.Kind.CLAIM,
          "it claims \""
              + field
              + "\" "
              + shortened(root.path(field))
              + ", but came on a topic of "
              + spoken
              + ": the topic counts. Leave it out of the payload");
    }
  }

  private static Decoded data(Topic topic, JsonNode root, long nowMs) throws Bad {
    String stream = stream(text(root, "stream"));
    long seq = seq(root.path("seq"), 0);
    String cat = text(root, "cat");
    long t0 = Math.min(whole(root, "t0"), TIME_MAX + 1);
    boolean unsure = root.path("clock").asText("").equals("unsure");
    JsonNode rows = root.path("r");
    if (!rows.isArray()) {
      throw new Bad(Fault.Kind.FIELD, "\"r\" is not an array of rows");
    }
    List<Reading> readings = new ArrayList<>(rows.size());
    List<BadRow> bad = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      try {
        readings.add(row(topic.gateway(), rows.get(i), t0, unsure ? Long.MAX_VALUE : nowMs));
      } catch (Bad e) {
        bad.add(new BadRow(i, new Fault(e.kind, "row " + i + ": " + e.getMessage())));
      }
    }
    return new DataBatch(
        new Batch(topic.site(), topic.gateway(), stream, seq, cat, unsure, readings), bad);
  }

  private static Reading row(String gateway, JsonNode row, long t0, long nowMs) throws Bad {
    if (!row.isArray() || row.size() < 3 || row.size() > 4) {
      throw new Bad(
          Fault.Kind.ROW, "not [point, dt, value] or [point, dt, null, reason]: " + shortened(row));
    }
    String wire = row.get(0).asText("");
    if (!WIRE_ID.matcher(wire).matches()) {
      throw new Bad(Fault.Kind.ROW, "not a point id: " + shortened(row.get(0)));
    }
    if (!row.get(1).isIntegralNumber() || !row.get(1).canConvertToLong()) {
      throw new Bad(
          Fault.Kind.ROW,
          wire + ": dt is not a whole number of milliseconds: " + shortened(row.get(1)));
    }
    long dt = row.get(1).asLong();
    long time = t0 + dt;
    if (Math.abs(dt) > TIME_MAX || time < 0 || time > TIME_MAX) {
      throw new Bad(
          Fault.Kind.CLOCK,
          wire + ": t0 + dt is no time between 1970 and 9999: set the gateway's clock");
    }
    if (nowMs != Long.MAX_VALUE && time > nowMs + AHEAD_LIMIT_MS) {
      throw new Bad(
          Fault.Kind.CLOCK,
          "%s: sample time %s lies %d days ahead of this server: set the gateway's clock"
              .formatted(
                  wire, java.time.Instant.ofEpochMilli(time), (time - nowMs) / (24 * 3_600_000L)));
    }
    PointId id = new PointId(gateway, wire);
    JsonNode value = row.get(2);
    if (value.isNumber() && row.size() == 3 && Double.isFinite(value.asDouble())) {
      return new Reading.Measured(id, time, value.asDouble());
    }
    if (value.isNull() && row.size() == 4) {
      String reason = row.get(3).asText("");
      return new Reading.Unavailable(
          id,
          time,
          Reason.of(reason)
              .orElseThrow(
                  () ->
                      new Bad(
                          Fault.Kind.UNKNOWN_REASON,
                          wire + ": v1 has no reason '" + reason + "'")));
    }
    throw new Bad(
        Fault.Kind.ROW, wire + ": neither a number nor null with a reason: " + shortened(row));
  }

  /** The same batch with some of its rows only. Of what is no batch, the bytes as they are. */
  static byte[] withRows(byte[] payload, BiPredicate<Integer, JsonNode> wanted) {
    try {
      if (JSON.readTree(payload) instanceof ObjectNode root
          && root.path("r") instanceof ArrayNode rows) {
        ArrayNode some = root.putArray("r");
        for (int i = 0; i < rows.size(); i++) {
          if (wanted.test(i, rows.get(i))) {
            some.add(rows.get(i));
          }
        }
        return JSON.writeValueAsBytes(root);
      }
    } catch (IOException e) {
      // It was read before, so it can be; if not, all of it is kept.
    }
    return payload;
  }

  private static Decoded catalog(Topic topic, JsonNode root) throws Bad {
    String hash = text(root, "hash");
    JsonNode list = root.path("points");
    if (!list.isArray()) {
      throw new Bad(Fault.Kind.FIELD, "\"points\" is not an array");
    }
    List<Point> points = new ArrayList<>(list.size());
    for (JsonNode node : list) {
      String wire = text(node, "id");
      if (!WIRE_ID.matcher(wire).matches()) {
        throw new Bad(Fault.Kind.FIELD, "not a point id: '" + wire + "'");
      }
      boolean event = node.path("event").asBoolean(false);
      points.add(
          new Point(
              new PointId(topic.gateway(), wire),
              topic.site(),
              path(node, "area"),
              path(node, "device"),
              path(node, "quantity"),
              unit(node),
              event ? 0 : whole(node, "every"),
              event));
    }
    return new GatewayCatalog(new Catalog(topic.site(), topic.gateway(), hash, points));
  }

  private static Decoded status(Topic topic, JsonNode root) throws Bad {
    String state = text(root, "state");
    if (!state.equals("online") && !state.equals("offline")) {
      throw new Bad(Fault.Kind.FIELD, "\"state\" is neither online nor offline: '" + state + "'");
    }
    JsonNode outbox = root.path("outbox");
    List<Status.Dropped> dropped = new ArrayList<>();
    for (JsonNode range : root.path("dropped")) {
      if (range.size() != 3) {
        throw new Bad(Fault.Kind.FIELD, "\"dropped\" holds something else than [stream, from, to]");
      }
      dropped.add(
          new Status.Dropped(
              stream(range.get(0).asText()), seq(range.get(1), 0), seq(range.get(2), 0)));
    }
    return new GatewayStatus(
        new Status(
            topic.site(),
            topic.gateway(),
            state.equals("online"),
            stream(text(root, "stream")),
            previous(root.path("previous")),
            root.path("agent").asText(""),
            outbox.path("batches").asLong(0),
            outbox.path("bytes").asLong(0),
            outbox.path("oldest").asLong(0),
            root.path("clock").asText(""),
            dropped,
            SelfReport.of(root)));
  }

  private static Optional<StreamRecord.Previous> previous(JsonNode previous) throws Bad {
    return previous.isObject()
        ? Optional.of(
            new StreamRecord.Previous(
                stream(text(previous, "stream")), seq(previous.path("seq"), -1)))
        : Optional.empty();
  }

  private static long seq(JsonNode value, long min) throws Bad {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < min
        || value.asLong() > SEQ_MAX) {
      throw new Bad(Fault.Kind.FIELD, "not a sequence number: " + shortened(value));
    }
    return value.asLong();
  }

  static boolean isStream(String text) {
    return STREAM.matcher(text).matches();
  }

  /** A stream becomes a tag of what has no sure time. */
  private static String stream(String text) throws Bad {
    if (!isStream(text)) {
      throw new Bad(
          Fault.Kind.FIELD, "\"stream\" is not of letters, digits, - and _: '" + text + "'");
    }
    return text;
  }

  private static String text(JsonNode node, String field) throws Bad {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > 200) {
      throw new Bad(Fault.Kind.FIELD, "\"" + field + "\" is missing or not a short text");
    }
    return value.asText();
  }

  private static String unit(JsonNode node) throws Bad {
    String unit = text(node, "unit");
    if (!UNIT.matcher(unit).matches()) {
      throw new Bad(
          Fault.Kind.FIELD,
          "\"unit\" is not a text of up to 40 characters such as Cel: "
              + shortened(node.path("unit")));
    }
    return unit;
  }

  /** What becomes a tag in the store, and so may not hold a blank, a comma or an equals sign. */
  private static String path(JsonNode node, String field) throws Bad {
    String value = text(node, field);
    if (!PATH.matcher(value).matches()) {
      throw new Bad(Fault.Kind.FIELD, "\"" + field + "\" is not a path of ids: '" + value + "'");
    }
    return value;
  }

  private static long whole(JsonNode node, String field) throws Bad {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      throw new Bad(Fault.Kind.FIELD, "\"" + field + "\" is missing or not a whole number");
    }
    return value.asLong();
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
