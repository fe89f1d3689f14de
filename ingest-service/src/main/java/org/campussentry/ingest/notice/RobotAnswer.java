package org.campussentry.ingest.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Chat robots answer 200 whatever happened; the body's code tells whether they took it. */
final class RobotAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RobotAnswer() {}

  /**
   * Reads such an answer.
   *
   * @param codeKey where the code stands; 0 is good
   * @param textKey where the reason stands
   * @param remedies what to do about a code
   */
  static Channel.Outcome judge(
      String robot, String answer, String codeKey, String textKey, Map<Integer, String> remedies) {
    JsonNode code;
    JsonNode body;
    try {
      body = JSON.readTree(answer);
      code = body.path(codeKey);
    } catch (JsonProcessingException e) {
      return new Channel.NotTaken(robot + " answered no JSON; check `url`", true);
    }
    if (!code.isIntegralNumber()) {
      return new Channel.NotTaken(
          "%s answered without `%s`; check `url`".formatted(robot, codeKey), true);
    }
    if (code.asInt() == 0) {
      return new Channel.Taken();
    }
    String remedy = remedies.getOrDefault(code.asInt(), "");
    return new Channel.NotTaken(
        "%s refused: %d %s%s"
            .formatted(
                robot,
                code.asInt(),
                shortened(body.path(textKey).asText()),
                remedy.isEmpty() ? "" : "; " + remedy),
        true);
  }

  static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  /** As many bytes of UTF-8 as a robot takes, cut between characters. */
  static String within(String text, int bytesMax) {
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > bytesMax - 3) {
        return text.substring(0, i) + "…";
      }
      i += Character.charCount(character);
    }
    return text;
  }
}
