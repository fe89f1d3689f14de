package org.campussentry.edge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.campussentry.edge.config.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A profile of one's own that is wrong, and what is said of it. */
class WrongProfilesTest {
  @TempDir private Path folder;

  @Test
  void an_own_profile_may_not_shadow_a_shipped_one() throws IOException {
    Files.writeString(folder.resolve("sprayer.yaml"), "fields: {}\n");
    var problems = new Problems();
    Profiles.read(folder, problems);
    assertThat(problems.errors()).singleElement().asString().contains("sprayer.yaml:1", "Rename");
  }

  @Test
  void a_broken_profile_names_file_line_and_field() throws IOException {
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        fields:
          temperature: {function: 9, address: 0x10, type: f33, unit: Cel, range: [5, 1]}
          humidity: {function: 3, adress: 1, type: u16, unit: "%RH"}
        crossing: {counter: people, value: temperature, missed: m}
        """);
    var problems = new Problems();
    var profiles = Profiles.read(folder, problems);
    assertThat(profiles.broken("bad")).isTrue();
    String file = folder.resolve("bad.yaml").toString();
    assertThat(problems.errors())
        .extracting(Object::toString)
        .anyMatch(
            error -> error.toString().startsWith(file + ":2: `fields.temperature.function` is `9`"))
        .anyMatch(error -> error.contains("`fields.temperature.type` is `f33`"))
        .anyMatch(error -> error.contains("Did you mean `f32`?"))
        .anyMatch(error -> error.contains("`fields.temperature.range` must be two numbers"))
        .anyMatch(
            error -> error.toString().startsWith(file + ":3: `fields.humidity.address` is missing"))
        .anyMatch(error -> error.contains("`fields.humidity.adress` is not a key that I know"))
        .anyMatch(error -> error.contains("`fields.humidity.range` is missing"))
        .anyMatch(
            error -> error.toString().startsWith(file + ":4: `crossing.counter` names `people`"));
  }

  static Stream<Arguments> wrongFields() {
    String word = "function: 3, address: 0, unit: C, range: [0, 1], ";
    String text = "pattern: '(?<t>.*)'\nfields:\n  q: {unit: C, range: [0, 1], ";
    return Stream.of(
        Arguments.of(
            "fields:\n  q: {" + word + "type: s16, bit: 3}", "`fields.q.bit` needs a whole word"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, bits: [5, 4]}",
            "`fields.q.bits` must be the lowest"),
        Arguments.of("fields:\n  q: {" + word + "type: u16, invalid-when: 15}", "such as `bit 15`"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, sentinels: [[0x8000]]}",
            "`fields.q.sentinels` must be a list"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, scale: 1e999}", "a number of at most 30 digits"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, slew: 0}", "`fields.q.slew` must be above 0"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, counter: {wraps: 0}}",
            "`fields.q.counter.wraps` must be"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, counter: {per: -1}}",
            "`fields.q.counter.per` must be"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, current: {at4: 1, at20: 1}}", "must differ"),
        Arguments.of(
            "fields:\n  q: {" + word + "type: u16, event: true}",
            "`fields.q` is an event, but its device is polled"),
        Arguments.of(
            "fields:\n  q: {pointer: temperature, unit: C, range: [0, 1]}",
            "JSON pointer such as /temperature"),
        Arguments.of(
            "fields:\n  q: {chip: humidity, unit: C, range: [0, 1]}", "must be one of temperature"),
        Arguments.of("fields:\n  q: {group: t, unit: C, range: [0, 1]}", "`pattern` is missing"),
        Arguments.of(text + "group: x}", "`fields.q` names a `group:` that is not in `pattern:`"),
        Arguments.of(text + "group: t}\nask: 'R\\q'", "`ask` has a backslash before `q`"),
        Arguments.of(
            "pattern: '('\n" + text.substring(20) + "group: t}",
            "`pattern` is no regular expression"),
        Arguments.of(text + "group: t}\n  p: {" + word + "type: u16}", "Make two profiles"),
        Arguments.of(
            "ask: R\nfields:\n  q: {" + word + "type: u16}",
            "`ask` goes with fields that have a `group:`"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void what_does_not_go_together_is_refused(String text, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), text + "\n");
    var problems = new Problems();
    Profiles.read(folder, problems);
    assertThat(problems.errors())
        .extracting(Object::toString)
        .anySatisfy(error -> assertThat(error).startsWith(file + ":").contains(expected));
  }

  @Test
  void a_file_of_another_encoding_is_refused_with_the_first_line_that_shows_it()
      throws IOException {
    Path file = folder.resolve("gbk.yaml");
    Files.write(file, "description: x\n# 温度\n".getBytes(Charset.forName("GBK")));
    var problems = new Problems();
    Profiles.read(folder, problems);
    assertThat(problems.errors())
        .anyMatch(error -> error.toString().startsWith(file + ":2: this is not UTF-8"));
  }

  @Test
  void a_counter_of_people_is_a_plain_u16() throws IOException {
    for (String wrong : List.of("type: u16, scale: 0.1", "type: u32", "type: u16, offset: 0.5")) {
      Path file = folder.resolve("gate.yaml");
      Files.writeString(
          file,
          """
          fields:
            people: {function: 4, address: 0, %s, unit: "1", range: [0, 4294967295]}
            t: {function: 4, address: 2, type: s16, scale: 0.1, unit: Cel, range: [30, 45]}
          crossing:
            counter: people
            value: t
            missed: m
          """
              .formatted(wrong));
      var problems = new Problems();
      Profiles.read(folder, problems);
      assertThat(problems.errors())
          .as(wrong)
          .singleElement()
          .asString()
          .startsWith(file + ":5: `crossing.counter` names `people`, which is no plain `type: u16`")
          .contains("wraps at 65536", "no `scale:`");
    }
  }
}
