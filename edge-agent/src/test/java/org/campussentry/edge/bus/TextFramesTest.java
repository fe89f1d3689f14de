package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.campussentry.edge.bus.Framing.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFramesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static TextFrames frames(End end, int bytesMax) {
    return new TextFrames(new Framing(end, bytesMax), PATIENCE);
  }

  private static List<String> add(TextFrames frames, String bytes, Instant now) {
    return frames.add(bytes.getBytes(StandardCharsets.ISO_8859_1), now).stream()
        .map(said -> said instanceof Answer.Text text ? text.text() : "damaged")
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ANY, 'a~b^c~^d', 'a|b|c'",
    "CR, 'a~^b~c', 'a|^b'",
    "LF, 'a~^b^c', 'a~|b'",
    "CRLF, 'a~b^c~^d~^e', 'a~b^c|d'",
    "ANY, '~^~^', ''",
    "ANY, 'abcdefgh~', 'abcdefgh'",
    "CRLF, 'abcdefgh~^', 'abcdefgh'",
    "ANY, 'abcdefghi~k~', 'damaged|k'",
    "CRLF, 'abcdefghi~^k~^', 'damaged|k'",
    "ANY, 'abcdefghijklmnopqrstuvwxyz~k~', 'damaged|k'",
    "LENGTH, 'abcdefghABCDEFGHi', 'abcdefgh|ABCDEFGH'"
  })
  void bytes_are_cut_where_the_frame_ends(End end, String bytes, String expected) {
    String written = bytes.replace('~', '\r').replace('^', '\n');
    String cut = String.join("|", add(frames(end, 8), written, NOW));
    assertThat(cut.replace('\r', '~').replace('\n', '^')).isEqualTo(expected);
  }

  @Test
  void a_frame_that_stalls_is_damaged_and_its_rest_is_no_frame() {
    TextFrames frames = frames(End.ANY, 32);
    assertThat(add(frames, "3", NOW)).isEmpty();
    assertThat(add(frames, "7.4\rT=36.6\r", NOW.plus(PATIENCE).plusMillis(1)))
        .containsExactly("damaged", "T=36.6");
  }

  @Test
  void frames_of_equal_length_fall_into_step_again_after_a_pause() {
    TextFrames frames = frames(End.LENGTH, 4);
    assertThat(add(frames, "abc", NOW)).isEmpty();
    assertThat(add(frames, "ABCD", NOW.plus(PATIENCE).plusMillis(1)))
        .containsExactly("damaged", "ABCD");
  }

  @Test
  void what_begins_within_a_frame_is_dropped_up_to_its_end() {
    TextFrames frames = frames(End.ANY, 32);
    frames.reset(true);
    assertThat(add(frames, "6.5\r36.6\r", NOW)).containsExactly("36.6");
  }

  @Property
  void no_bytes_whatever_make_a_frame_that_is_empty_or_too_long(
      @ForAll End end, @ForAll @Size(max = 200) List<@IntRange(max = 20) Integer> bytes) {
    TextFrames frames = frames(end, 8);
    var cut = new ArrayList<String>();
    for (int next : bytes) {
      cut.addAll(add(frames, String.valueOf((char) next), NOW));
    }
    assertThat(cut).allSatisfy(text -> assertThat(text.length()).isBetween(1, 8));
  }
}
