package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.campussentry.edge.outbox.Payload;
import org.campussentry.edge.outbox.Range;
import org.campussentry.edge.outbox.Size;
import org.campussentry.edge.outbox.Stream;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.Test;

/** What the agent writes equals the golden messages, byte for byte. */
class WireTest {
  private static final Path GOLDEN = Path.of("../mosquitto/messages");
  private static final String HASH = "9f3c5a10";
  private static final String STREAM = "k3v9q2x7a1b4";
  private static final Point TEMPERATURE =
      new Point("cold1.temperature", "canteen-1/cold-store", "cold1", "temperature", "Cel", 5000);
  private static final Point HUMIDITY =
      new Point("cold1.humidity", "canteen-1/cold-store", "cold1", "humidity", "%RH", 5000);
  private static final Point FEVER =
      new Point("gate1.body_temperature", "gate/entrance", "gate1", "body_temperature", "Cel", 0);
  private static final Point CROSSINGS =
      new Point("gate1.crossings", "gate/entrance", "gate1", "crossings", "1", 1000);
  private static final Point FLOW =
      new Point("spray1.flow", "canteen-1/hall", "spray1", "flow", "L/min", 1000);

  static String golden(String name) throws IOException {
    return Files.readString(GOLDEN.resolve(name)).stripTrailing();
  }

  /** Ticks that count from 1970, so that they are dates. */
  private static Payload batch(
      String stream, long seq, String catalog, boolean unsure, List<Reading> readings) {
    return Wire.batch(stream, seq, catalog, unsure, readings, tick -> tick);
  }

  private static Reading measured(Point point, long time, String value) {
    return new Reading.Measured(point, time, new BigDecimal(value));
  }

  @Test
  void data() throws IOException {
    long start = 1_760_000_000_000L;
    var batch =
        batch(
            STREAM,
            812,
            HASH,
            false,
            List.of(
                measured(TEMPERATURE, start, "3.40"),
                measured(HUMIDITY, start, "61.2"),
                new Reading.Unavailable(FLOW, start + 15, Reason.TIMEOUT),
                measured(FEVER, start + 120, "36.6"),
                measured(CROSSINGS, start + 120, "418")));
    assertThat(batch).hasToString(golden("data.json"));
  }

  @Test
  void history_is_data_in_another_lane() throws IOException {
    long start = 1_759_999_000_000L;
    var batch =
        batch(
            "j8r1m5p0c6d2",
            790,
            HASH,
            false,
            List.of(
                measured(TEMPERATURE, start, "-18.5"),
                new Reading.Unavailable(TEMPERATURE, start + 5000, Reason.OUT_OF_RANGE)));
    assertThat(batch).hasToString(golden("history.json"));
  }

  @Test
  void times_that_cannot_be_trusted_are_marked() throws IOException {
    var batch = batch(STREAM, 0, HASH, true, List.of(measured(TEMPERATURE, 12_000, "3.4")));
    assertThat(batch).hasToString(golden("data-unsure.json"));
  }

  @Test
  void once_the_time_is_told_only_the_start_changes_and_the_mark_goes() throws IOException {
    var readings =
        List.of(
            measured(TEMPERATURE, 12_000, "3.40"),
            new Reading.Unavailable(FLOW, 12_015, Reason.TIMEOUT));
    var unsure = batch(STREAM, 0, HASH, true, readings);
    assertThat(Wire.retimed(unsure, 1_760_000_000_000L))
        .hasToString(
            Wire.batch(STREAM, 0, HASH, false, readings, tick -> tick + 1_760_000_000_000L)
                .toString());
  }

  @Test
  void the_earliest_reading_gives_the_start() {
    var batch =
        batch(
            STREAM,
            1,
            HASH,
            false,
            List.of(measured(TEMPERATURE, 2000, "1"), measured(HUMIDITY, 1990, "2")));
    assertThat(batch.toString())
        .endsWith("\"t0\":1990,\"r\":[[\"cold1.temperature\",10,1],[\"cold1.humidity\",0,2]]}");
  }

  @Test
  void numbers_have_no_exponent_and_no_idle_zeros() {
    var batch =
        batch(
            STREAM,
            1,
            HASH,
            false,
            List.of(
                measured(CROSSINGS, 0, "1000"),
                measured(CROSSINGS, 0, "0.00"),
                measured(CROSSINGS, 0, "1E+3"),
                measured(CROSSINGS, 0, "-0.050")));
    assertThat(batch.toString()).contains(",0,1000]", ",0,0]", ",0,1000]", ",0,-0.05]");
  }

  @Test
  void catalog() throws IOException {
    var points = List.of(TEMPERATURE, HUMIDITY, FEVER, CROSSINGS, FLOW);
    assertThat(Wire.catalog(HASH, points)).hasToString(golden("catalog.json"));
  }

  @Test
  void the_hash_tells_catalogs_apart() {
    assertThat(Wire.hash(List.of(TEMPERATURE)))
        .isEqualTo(Wire.hash(List.of(TEMPERATURE)))
        .isNotEqualTo(Wire.hash(List.of(HUMIDITY)))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void status_online() throws IOException {
    var lasts = OptionalDouble.of(74.29);
    var status = status(Optional.of(811L), size(0, 0, 0), lasts, Trust.SYNCED, List.of());
    assertThat(Wire.online(status, tick -> tick)).hasToString(golden("status-online.json"));
  }

  @Test
  void status_of_the_first_start() throws IOException {
    var size = size(3, 1840, 1_759_999_990_000L);
    var status = status(Optional.empty(), size, OptionalDouble.empty(), Trust.ASSUMED, List.of());
    assertThat(Wire.online(status, tick -> tick)).hasToString(golden("status-first-start.json"));
  }

  @Test
  void status_with_dropped_ranges() throws IOException {
    var dropped = List.of(new Range("j8r1m5p0c6d2", 200, 417), new Range(STREAM, 0, 12));
    var size = size(9000, 268_435_456L, 1_759_900_000_000L);
    var status = status(Optional.of(811L), size, OptionalDouble.of(0), Trust.SYNCED, dropped);
    assertThat(Wire.online(status, tick -> tick)).hasToString(golden("status-dropped.json"));
  }

  @Test
  void status_offline() throws IOException {
    assertThat(Wire.offline(STREAM)).hasToString(golden("status-offline.json"));
  }

  private static Size size(long batches, long bytes, long oldest) {
    return new Size(
        batches,
        bytes,
        oldest == 0 ? OptionalLong.empty() : OptionalLong.of(oldest),
        (256L << 20) - bytes);
  }

  private static Status status(
      Optional<Long> previous, Size size, OptionalDouble lasts, Trust clock, List<Range> dropped) {
    var stream = new Stream(STREAM, previous.map(seq -> new Stream.Previous("j8r1m5p0c6d2", seq)));
    return new Status(
        1_760_000_000_000L, stream, "0.1.0", size, lasts, clock, dropped, About.NOTHING);
  }
}
