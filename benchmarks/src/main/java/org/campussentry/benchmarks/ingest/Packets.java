package org.campussentry.benchmarks.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The packets of MQTT 5 that a gateway sends, as bytes: encoded before the clock runs, so that a
 * thousand gateways cost less than what is measured. Pure.
 */
final class Packets {
  static final int PUBLISH = 3;
  static final int PUBACK = 4;

  private static final int CONTENT_TYPE = 0x03;
  private static final int USER_PROPERTY = 0x26;
  private static final int RETAIN = 1;
  private static final int QOS_1 = 2;

  private Packets() {}

  /** Clean start, no keep-alive: its sockets are watched. */
  static byte[] connect(String clientId) {
    var body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(5);
    body.write(2);
    number(body, 0);
    body.write(0);
    text(body, clientId);
    return packet(0x10, body);
  }

  static byte[] subscribe(String topic) {
    var body = new ByteArrayOutputStream();
    number(body, 1);
    body.write(0);
    text(body, topic);
    body.write(1);
    return packet(0x82, body);
  }

  /** With quality 1 and packet identifier 0, which {@link #identify} replaces. */
  static byte[] publish(String topic, byte[] payload, boolean retained) {
    return publish(topic, payload, retained, new ByteArrayOutputStream());
  }

  /** The same with the user properties of a batch. */
  static byte[] batch(String topic, byte[] payload, String stream, long seq) {
    var properties = new ByteArrayOutputStream();
    property(properties, "stream", stream);
    property(properties, "seq", Long.toString(seq));
    return publish(topic, payload, false, properties);
  }

  private static byte[] publish(
      String topic, byte[] payload, boolean retained, ByteArrayOutputStream properties) {
    properties.write(CONTENT_TYPE);
    text(properties, "application/json");
    var body = new ByteArrayOutputStream();
    text(body, topic);
    number(body, 0);
    length(body, properties.size());
    body.writeBytes(properties.toByteArray());
    body.writeBytes(payload);
    return packet(PUBLISH << 4 | QOS_1 | (retained ? RETAIN : 0), body);
  }

  /** Gives a PUBLISH its identifier, 1 to 65,535. */
  static void identify(byte[] publish, int id) {
    int at = 1;
    while (publish[at++] < 0) {
      // The length takes one to four bytes; the last one's highest bit is not set.
    }
    at += 2 + (((publish[at] & 0xff) << 8) | (publish[at + 1] & 0xff));
    publish[at] = (byte) (id >> 8);
    publish[at + 1] = (byte) id;
  }

  static byte[] acknowledge(int id) {
    return new byte[] {PUBACK << 4, 2, (byte) (id >> 8), (byte) id};
  }

  /** One packet that came: its kind, its identifier where it has one, and its payload. */
  // Read and dropped at once; nobody changes it.
  @SuppressWarnings("ArrayRecordComponent")
  record Packet(int kind, int id, byte[] payload) {}

  /** Takes one packet out of a buffer that is being read; false when it is not all there yet. */
  static boolean isWhole(ByteBuffer in) {
    int at = in.position() + 1;
    int length = 0;
    for (int shift = 0; at < in.limit(); shift += 7) {
      byte next = in.get(at++);
      length |= (next & 0x7f) << shift;
      if (next >= 0) {
        return at + length <= in.limit();
      }
    }
    return false;
  }

  /** The next of a buffer for which {@link #isWhole} said yes. */
  static Packet next(ByteBuffer in) {
    int kind = (in.get() & 0xff) >> 4;
    int length = length(in);
    int end = in.position() + length;
    int id = 0;
    byte[] payload = {};
    if (kind == PUBACK) {
      id = in.getShort() & 0xffff;
    } else if (kind == PUBLISH) {
      int topic = in.getShort() & 0xffff;
      in.position(in.position() + topic);
      id = in.getShort() & 0xffff;
      int properties = length(in);
      in.position(in.position() + properties);
      payload = new byte[end - in.position()];
      in.get(payload);
    }
    in.position(end);
    return new Packet(kind, id, payload);
  }

  private static int length(ByteBuffer in) {
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      length |= (next & 0x7f) << shift;
      if (next >= 0) {
        return length;
      }
    }
  }

  private static byte[] packet(int first, ByteArrayOutputStream body) {
    var packet = new ByteArrayOutputStream(body.size() + 5);
    packet.write(first);
    length(packet, body.size());
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }

  private static void length(ByteArrayOutputStream to, int length) {
    int rest = length;
    while (rest > 127) {
      to.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    to.write(rest);
  }

  private static void property(ByteArrayOutputStream to, String key, String value) {
    to.write(USER_PROPERTY);
    text(to, key);
    text(to, value);
  }

  private static void text(ByteArrayOutputStream to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(to, bytes.length);
    to.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream to, int number) {
    to.write(number >> 8);
    to.write(number);
  }
}
