package org.campussentry.ingest.history;

import java.util.List;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;

/**
 * InfluxDB line protocol: one measurement per quantity; tags site, area, gateway, device and point;
 * field value or reason; milliseconds. Pure. Tags need no escaping: the wire contract allows ids
 * and paths of ids only.
 */
final class LineProtocol {
  private LineProtocol() {}

  static String of(List<Sample> samples) {
    StringBuilder lines = new StringBuilder(samples.size() * 120);
    samples.forEach(s -> append(lines, s));
    return lines.toString();
  }

  private static void append(StringBuilder line, Sample sample) {
    Point point = sample.point();
    Reading reading = sample.reading();
    line.append(sample.isUntimed() ? "untimed" : point.quantity());
    line.append(",area=").append(point.area());
    line.append(",device=").append(point.device());
    line.append(",gateway=").append(point.id().gateway());
    line.append(",point=").append(point.id().wire());
    line.append(",site=").append(point.site());
    if (sample.isUntimed()) {
      line.append(",stream=").append(sample.untimed());
    }
    if (reading instanceof Reading.Measured measured) {
      line.append(" value=").append(measured.value());
    } else if (reading instanceof Reading.Unavailable unavailable) {
      line.append(" reason=\"").append(unavailable.reason().wire()).append('"');
    }
    line.append(' ').append(reading.time()).append('\n');
  }
}
