package org.campussentry.edge.inspect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalDouble;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.Request;

/**
 * A request, and what became of it. Immutable.
 *
 * @param sent the bytes that went out as people read them: hexadecimal of a Modbus, else text with
 *     escapes; empty when nothing did
 * @param received the bytes that came, likewise
 * @param millis from the request to the end of the answer, if one came to a question
 */
record Exchange(
    Request request, String sent, String received, OptionalDouble millis, Answer answer) {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  /** Asks once. */
  static Exchange ask(Line line, Tape tape, Request request) {
    tape.rewind();
    long begin = System.nanoTime();
    Answer answer = line.ask(request);
    long whole = System.nanoTime() - begin;
    boolean came = tape.received().length > 0;
    return of(
        request,
        tape,
        came
            ? OptionalDouble.of(tape.roundTripNanos().orElse(whole) / 1e6)
            : OptionalDouble.empty(),
        answer);
  }

  /** What a device said, or did not say, by itself. */
  static Exchange heard(Tape tape, Request request, Answer answer) {
    return of(request, tape, OptionalDouble.empty(), answer);
  }

  private static Exchange of(Request request, Tape tape, OptionalDouble millis, Answer answer) {
    String sent = shown(request, tape.sent());
    return new Exchange(request, sent, shown(request, tape.received()), millis, answer);
  }

  private static String shown(Request request, byte[] bytes) {
    return request instanceof Request.Registers ? HEX.formatHex(bytes) : escaped(bytes);
  }

  /** Printable characters as they are, all else as it is written in a profile. */
  private static String escaped(byte[] bytes) {
    var text = new StringBuilder();
    String raw = new String(bytes, StandardCharsets.UTF_8);
    // What is no UTF-8 is shown byte by byte, so that nothing is lost.
    boolean whole = raw.indexOf('\uFFFD') < 0;
    for (char next : (whole ? raw : new String(bytes, StandardCharsets.ISO_8859_1)).toCharArray()) {
      boolean plain = next >= ' ' && next != 0x7F && (whole || next < 0x7F);
      switch (next) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\\' -> text.append("\\\\");
        default -> text.append(plain ? "" + next : String.format("\\x%02x", (int) next));
      }
    }
    return text.toString();
  }

  /** Whether the device gave what it was asked for. */
  boolean good() {
    return !(answer instanceof Answer.Failure) && !(answer instanceof Answer.Away);
  }

  /** Whether the device is there, if only to refuse. */
  boolean alive() {
    return good() || (answer instanceof Answer.Failure failure && failure.alive());
  }

  /** What was asked, in words. */
  String question() {
    if (request instanceof Request.Registers asked) {
      String what = asked.function().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return "FC%02d %s, %d from address %d"
          .formatted(asked.function().code(), what, asked.count(), asked.address());
    }
    if (request instanceof Request.Topic topic) {
      return "topic " + topic.name();
    }
    if (request instanceof Request.Chip chip) {
      return "file " + chip.id() + "/w1_slave";
    }
    return request instanceof Request.Ask ? "asked for a frame" : "waited for a frame";
  }

  /** What is wrong with the answer, or nothing. */
  String trouble() {
    if (answer instanceof Answer.Away away) {
      return away.detail();
    }
    if (answer instanceof Answer.Failure failure) {
      return failure.detail() + meaning(failure.code());
    }
    return "";
  }

  /** What a Modbus exception means (Modbus V1.1b3, §7), for appending. */
  static String meaning(int code) {
    return switch (code) {
      case 1 -> " (it does not know this function)";
      case 2 -> " (it has no such address)";
      case 3 -> " (it does not take this number of registers)";
      case 4 -> " (it failed)";
      case 5, 6 -> " (it is busy)";
      case 10 -> " (the Modbus gateway has no way to it)";
      case 11 -> " (the Modbus gateway got no answer from it)";
      default -> "";
    };
  }
}
