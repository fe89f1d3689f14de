package org.campussentry.edge.bus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.bus.Framing.End;
import org.junit.jupiter.api.Test;

/** Against a splitter of this test that knows all bytes at once. */
class TextFramesFuzzTest {
  private static final int LONGEST = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static String line(RandomGenerator random) {
    var line = new StringBuilder();
    for (int frames = random.nextInt(6); frames > 0; frames--) {
      String good =
          Fuzz.one(random, "36.5", "T=36,6", "", "12345678", "123456789", "\r", "\n", "ÿ");
      String end = Fuzz.one(random, "\r\n", "\r", "\n", "");
      String text = good + end;
      line.append(random.nextInt(4) == 0 ? Fuzz.damaged(random, text, "T=41.0\r\n") : text);
    }
    return line.toString();
  }

  /** The frames of a line on which no time passes. */
  private static List<String> frames(End end, String line) {
    var frames = new ArrayList<String>();
    if (end == End.LENGTH) {
      for (int at = 0; at + LONGEST <= line.length(); at += LONGEST) {
        frames.add(line.substring(at, at + LONGEST));
      }
      return frames;
    }
    String[] pieces =
        switch (end) {
          case CR -> line.split("\r", -1);
          case LF -> line.split("\n", -1);
          case CRLF -> line.split("\r\n", -1);
          default -> line.replace('\n', '\r').split("\r", -1);
        };
    // Behind the last end a frame is only beginning.
    for (int at = 0; at < pieces.length - 1; at++) {
      if (!pieces[at].isEmpty() && pieces[at].length() <= LONGEST) {
        frames.add(pieces[at]);
      }
    }
    return frames;
  }

  @Test
  void frames_are_those_of_the_whole_line_in_whatever_pieces_it_comes() {
    Fuzz.inputs(
        "text frames",
        20_000,
        random -> {
          End end = Fuzz.one(random, End.values());
          String line = line(random);
          var frames = new TextFrames(new Framing(end, LONGEST), PATIENCE);
          boolean stalls = random.nextInt(4) == 0;
          Instant now = Instant.EPOCH;
          var got = new ArrayList<String>();
          for (int at = 0; at < line.length(); ) {
            int next = Math.min(line.length(), at + 1 + random.nextInt(7));
            for (Answer said : frames.add(line.substring(at, next).getBytes(ISO_8859_1), now)) {
              if (said instanceof Answer.Text text) {
                got.add(text.text());
              }
            }
            now = stalls ? now.plusMillis(random.nextInt(1500)) : now;
            at = next;
          }
          if (!stalls) {
            assertThat(got).as("%s, %s", end, line).isEqualTo(frames(end, line));
          } else if (end != End.LENGTH && !got.isEmpty()) {
            // A frame that stalled is lost, but nothing becomes a frame by that.
            assertThat(frames(end, line)).as("%s, %s", end, line).containsSubsequence(got);
          }
        });
  }
}
