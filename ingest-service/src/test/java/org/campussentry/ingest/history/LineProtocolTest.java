package org.campussentry.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Reason;
import org.campussentry.ingest.reading.Sample;
import org.junit.jupiter.api.Test;

/** Lines as a technician would type them, and numbers that lose nothing. */
class LineProtocolTest {
  private final LineProtocol lines = new LineProtocol();

  private static Point point(String area) {
    PointId id = new PointId("gw-a", "cold1.temperature");
    return new Point(id, "main", area, "cold1", "temperature", "Cel", 5000, false);
  }

  private String text(Sample... samples) {
    LineProtocol encoded = lines.of(List.of(samples));
    return new String(encoded.bytes(), 0, encoded.length(), StandardCharsets.UTF_8);
  }

  private static Sample measured(Point point, double value) {
    return new Sample(point, new Reading.Measured(point.id(), 1_760_000_000_000L, value), "");
  }

  @Test
  void a_value_a_reason_and_a_time_that_is_not_sure() {
    Point point = point("canteen-1/cold-store");
    var unavailable = new Reading.Unavailable(point.id(), 0, Reason.SENSOR_FAULT);
    String tags =
        ",area=canteen-1/cold-store,device=cold1,gateway=gw-a,point=cold1.temperature,site=main";
    assertThat(
            text(
                measured(point, -18.5),
                new Sample(point, unavailable, ""),
                new Sample(point, unavailable, "s1")))
        .isEqualTo(
            "temperature%s value=-18.5 1760000000000%ntemperature%s reason=\"sensor-fault\" 0%nuntimed%s,stream=s1 reason=\"sensor-fault\" 0%n"
                .formatted(tags, tags, tags));
  }

  @Test
  void a_point_that_moves_gets_its_new_area() {
    assertThat(text(measured(point("a"), 1))).contains(",area=a,");
    assertThat(text(measured(point("b"), 1))).contains(",area=b,");
  }

  @Test
  void every_number_comes_back_as_it_was() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      double tenths = Math.rint(random.nextGaussian() * 1000) / (i % 2 == 0 ? 10 : 1000);
      double any = Double.longBitsToDouble(random.nextLong());
      for (double value : new double[] {tenths, any, -0.0, 0, Double.MAX_VALUE, 1e12, 0.0005}) {
        if (Double.isFinite(value)) {
          String line = text(measured(point("a"), value));
          String written = line.substring(line.indexOf("value=") + 6, line.lastIndexOf(' '));
          assertThat(Double.doubleToRawLongBits(Double.parseDouble(written)))
              .as(written)
              .isEqualTo(Double.doubleToRawLongBits(value));
        }
      }
    }
  }
}
