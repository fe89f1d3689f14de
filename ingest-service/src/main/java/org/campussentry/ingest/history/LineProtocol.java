package org.campussentry.ingest.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;

/**
 * InfluxDB line protocol: one measurement per quantity; tags site, area, gateway, device and point;
 * field value or reason; milliseconds. Tags need no escaping: the wire contract allows ids and
 * paths of ids only.
 *
 * <p>Written once, into bytes that are used again; what a point's lines begin with is kept. Not
 * thread-safe.
 */
final class LineProtocol {
  /** The measurement of readings without a true time. */
  static final String UNTIMED = "untimed";

  /** Beginnings that are kept; a campus has fewer points, and more of them are only slower. */
  private static final int BEGINNINGS_MAX = 50_000;

  /** A number and a time, or a reason and a time, are shorter. */
  private static final int REST_MAX = 80;

  private static final long SCALE = 1000;
  private static final double SCALED_MAX = 1e12;

  // The bytes stay here.
  @SuppressWarnings("ArrayRecordComponent")
  private record Beginning(Point point, byte[] bytes) {}

  private final Map<PointId, Beginning> beginnings = new HashMap<>();
  private byte[] bytes = new byte[64 << 10];
  private int length;

  /** Replaces what was written before. */
  LineProtocol of(List<Sample> samples) {
    length = 0;
    for (Sample sample : samples) {
      append(sample);
    }
    return this;
  }

  /** Valid up to {@link #length}, until the next samples. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void append(Sample sample) {
    byte[] beginning = beginning(sample);
    if (bytes.length - length < beginning.length + REST_MAX) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    System.arraycopy(beginning, 0, bytes, length, beginning.length);
    length += beginning.length;
    Reading reading = sample.reading();
    if (reading instanceof Reading.Measured measured) {
      text(" value=");
      number(measured.value());
    } else if (reading instanceof Reading.Unavailable unavailable) {
      text(" reason=\"");
      text(unavailable.reason().wire());
      bytes[length++] = '"';
    }
    bytes[length++] = ' ';
    whole(reading.time());
    bytes[length++] = '\n';
  }

  private byte[] beginning(Sample sample) {
    Point point = sample.point();
    if (sample.isUntimed()) {
      return encoded(UNTIMED, point, ",stream=" + sample.untimed());
    }
    Beginning known = beginnings.get(point.id());
    if (known == null || !known.point().equals(point)) {
      if (beginnings.size() >= BEGINNINGS_MAX) {
        beginnings.clear();
      }
      known = new Beginning(point, encoded(point.quantity(), point, ""));
      beginnings.put(point.id(), known);
    }
    return known.bytes();
  }

  private static byte[] encoded(String measurement, Point point, String more) {
    return "%s,area=%s,device=%s,gateway=%s,point=%s,site=%s%s"
        .formatted(
            measurement,
            point.area(),
            point.device(),
            point.id().gateway(),
            point.id().wire(),
            point.site(),
            more)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Exact: what has at most three decimals is the double that is nearest to its decimal number. */
  private void number(double value) {
    long scaled = Math.round(value * SCALE);
    if (Math.abs(value) > SCALED_MAX || (double) scaled / SCALE != value || isMinusZero(value)) {
      text(Double.toString(value));
      return;
    }
    if (scaled < 0) {
      bytes[length++] = '-';
      scaled = -scaled;
    }
    whole(scaled / SCALE);
    int decimals = (int) (scaled % SCALE);
    bytes[length++] = '.';
    bytes[length++] = (byte) ('0' + decimals / 100);
    if (decimals % 100 != 0) {
      bytes[length++] = (byte) ('0' + decimals / 10 % 10);
    }
    if (decimals % 10 != 0) {
      bytes[length++] = (byte) ('0' + decimals % 10);
    }
  }

  private static boolean isMinusZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  private void whole(long value) {
    if (value < 0) {
      text(Long.toString(value));
      return;
    }
    int digits = 1;
    for (long rest = value; rest > 9; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void text(String ascii) {
    for (int index = 0; index < ascii.length(); index++) {
      bytes[length++] = (byte) ascii.charAt(index);
    }
  }
}
