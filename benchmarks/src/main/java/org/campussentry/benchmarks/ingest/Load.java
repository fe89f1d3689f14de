package org.campussentry.benchmarks.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a number of gateways has to say: the same readings as messages and as line protocol, made
 * before the clock runs. No two readings have the same point and time.
 *
 * @param gateways gw-0, gw-1, …
 * @param points of each gateway
 * @param rows readings a message
 * @param messages of each gateway
 * @param startMs time of the first reading, milliseconds since 1970
 */
record Load(int gateways, int points, int rows, int messages, long startMs) {
  static final String SITE = "main";
  private static final String AREA = "bench/cold-store";

  /** Its times lie within about so much. */
  static final int SPREAD_MS = 20_000;

  private static final int STEP_MS_MAX = 10;

  /** One reading in so many says why it has no value. */
  private static final int UNAVAILABLE_EVERY = 97;

  long readings() {
    return (long) gateways * messages * rows;
  }

  static String stream(long startMs) {
    return "b" + startMs;
  }

  private long time(int number) {
    long ticks = Math.max(1, (long) messages * rows / points);
    long step = Math.max(1, Math.min(STEP_MS_MAX, SPREAD_MS / ticks));
    return startMs + number / points * step;
  }

  private static String wire(int point) {
    return "probe" + point / 2 + (point % 2 == 0 ? ".temperature" : ".humidity");
  }

  String catalog() {
    var rows = new ArrayList<String>();
    for (int point = 0; point < points; point++) {
      rows.add(
          "{\"id\":\"%s\",\"area\":\"%s\",\"device\":\"probe%d\",\"quantity\":\"%s\",\"unit\":\"%s\",\"every\":1000}"
              .formatted(
                  wire(point),
                  AREA,
                  point / 2,
                  point % 2 == 0 ? "temperature" : "humidity",
                  point % 2 == 0 ? "Cel" : "%RH"));
    }
    return "{\"v\":1,\"hash\":\"c%d\",\"points\":[%s]}".formatted(points, String.join(",", rows));
  }

  /** Message {@code seq} of any gateway; gateways differ by topic only. */
  byte[] payload(int seq) {
    int first = seq * rows;
    long t0 = time(first);
    var text = new StringBuilder(80 + rows * 34);
    text.append("{\"v\":1,\"stream\":\"").append(stream(startMs)).append("\",\"seq\":").append(seq);
    text.append(",\"cat\":\"c").append(points).append("\",\"t0\":").append(t0).append(",\"r\":[");
    for (int number = first; number < first + rows; number++) {
      text.append(number == first ? "[\"" : ",[\"").append(wire(number % points)).append("\",");
      text.append(time(number) - t0).append(',');
      if (number % UNAVAILABLE_EVERY == 0) {
        text.append("null,\"timeout\"]");
      } else {
        value(text, number);
        text.append(']');
      }
    }
    return text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void value(StringBuilder text, int number) {
    int tenths = 20 + number * 7 % 40;
    text.append(tenths / 10).append('.').append(tenths % 10);
  }

  /** All as line protocol, in bodies of at least {@code lines} lines, in the order of time. */
  List<byte[]> lineProtocol(int lines) {
    List<byte[]> bodies = new ArrayList<>();
    var text = new StringBuilder(lines * 130);
    int inBody = 0;
    for (int seq = 0; seq < messages; seq++) {
      for (int gateway = 0; gateway < gateways; gateway++) {
        for (int number = seq * rows; number < (seq + 1) * rows; number++) {
          line(text, gateway, number);
        }
        inBody += rows;
        if (inBody >= lines) {
          bodies.add(text.toString().getBytes(StandardCharsets.US_ASCII));
          text.setLength(0);
          inBody = 0;
        }
      }
    }
    if (inBody > 0) {
      bodies.add(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    return bodies;
  }

  private void line(StringBuilder text, int gateway, int number) {
    int point = number % points;
    text.append(point % 2 == 0 ? "temperature" : "humidity").append(",area=").append(AREA);
    text.append(",device=probe").append(point / 2).append(",gateway=gw-").append(gateway);
    text.append(",point=").append(wire(point)).append(",site=").append(SITE);
    if (number % UNAVAILABLE_EVERY == 0) {
      text.append(" reason=\"timeout\" ");
    } else {
      text.append(" value=");
      value(text, number);
      text.append(' ');
    }
    text.append(time(number)).append('\n');
  }
}
