package org.campussentry.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;

/**
 * A message, or rows of one, that could not be used. Immutable.
 *
 * @param id given by the store; 0 before
 * @param time arrival, milliseconds since 1970 UTC
 * @param rows the message was used but for these rows, and the payload holds no others
 * @param fault what is wrong, and what to do about it
 * @param payload as it came, or its first {@value #CUT_BYTES} bytes when there were more than
 *     {@value #WHOLE_BYTES}
 * @param length of it as it came, in bytes
 */
// The bytes are handed on, never changed; a copy a letter would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
    long id, long time, boolean rows, String topic, Fault fault, byte[] payload, long length) {
  /** A gateway closes a batch at 64 KiB, and one row more may be in it. */
  public static final int WHOLE_BYTES = 128 << 10;

  /** Enough to recognise a message by; a 10 MB one must not fill the journal. */
  public static final int CUT_BYTES = 8192;

  /** Where dead letters are kept: bounded, oldest first out. Thread-safe. */
  public interface Store {
    /** It may be in memory only until {@link #save} returns. */
    void add(DeadLetter letter);

    /** Makes all that was added durable. */
    void save();

    /** Of all that are kept, oldest first. */
    List<Long> ids();

    /**
     * Newest first.
     *
     * @param gateway of which only; empty for those of all, and of topics that no gateway may write
     */
    List<DeadLetter> list(Optional<String> gateway, int limit);

    Optional<DeadLetter> find(long id);

    void remove(List<Long> ids);
  }

  static DeadLetter ofMessage(long time, Intake.Message message, Fault fault) {
    return of(time, false, message.topic(), fault, message.payload());
  }

  /**
   * Rows of a batch that was used otherwise.
   *
   * @param faults one for each row, in any order
   * @param isOne by index and content
   */
  static DeadLetter ofRows(
      long time, Intake.Message message, List<Fault> faults, BiPredicate<Integer, JsonNode> isOne) {
    byte[] only = WireCodec.withRows(message.payload(), isOne);
    return of(time, true, message.topic(), faults.get(0).andMore(faults.size() - 1), only);
  }

  /** A reading that the store refuses, as a batch would bring it. */
  public static DeadLetter ofSample(long time, Sample sample, String reason) {
    Point point = sample.point();
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    batch.put("v", 1).put("stream", sample.isUntimed() ? sample.untimed() : "-").put("seq", 0);
    batch.put("cat", Catalogs.NEWEST).put("t0", sample.reading().time());
    if (sample.isUntimed()) {
      batch.put("clock", "unsure");
    }
    ArrayNode row = batch.putArray("r").addArray().add(point.id().wire()).add(0);
    if (sample.reading() instanceof Reading.Measured measured) {
      row.add(measured.value());
    } else if (sample.reading() instanceof Reading.Unavailable unavailable) {
      row.addNull().add(unavailable.reason().wire());
    }
    return of(
        time,
        true,
        "sentry/v1/%s/%s/history".formatted(point.site(), point.id().gateway()),
        new Fault(Fault.Kind.STORE, reason),
        batch.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static DeadLetter of(long time, boolean rows, String topic, Fault fault, byte[] payload) {
    byte[] kept = payload.length <= WHOLE_BYTES ? payload : Arrays.copyOf(payload, CUT_BYTES);
    return new DeadLetter(0, time, rows, topic, fault, kept, payload.length);
  }

  /** What is wrong, in full. */
  public String reason() {
    return fault.text();
  }

  /** Of the gateway that its topic names; empty when that is not one of a gateway. */
  public String gateway() {
    return Topic.parse(topic).map(Topic::gateway).orElse("");
  }

  public boolean isWhole() {
    return payload.length == length;
  }
}
