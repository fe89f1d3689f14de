package org.campussentry.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.campussentry.edge.config.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations that somebody edited badly. */
class EdgeConfigFuzzTest {
  @TempDir private Path folder;

  @Test
  void a_configuration_is_taken_or_refused_with_file_and_line() throws Exception {
    String good = Files.readString(Path.of("src/test/resources/every-bus.yaml"));
    Path file = folder.resolve("edge-agent.yaml");
    Fuzz.inputs(
        "configurations",
        500,
        random -> {
          String text = Fuzz.edited(random, good);
          Files.write(file, text.getBytes(ISO_8859_1));
          var problems = new Problems();
          var config = EdgeConfigFile.read(file, Map.of(), problems);
          assertThat(config.isPresent()).as(text).isEqualTo(problems.errors().isEmpty());
          long lines = text.lines().count() + 1;
          assertThat(problems.errors())
              .as(text)
              .allSatisfy(
                  error ->
                      assertThat(Fuzz.line(error.toString(), file.toString()))
                          .isBetween(1L, lines));
        });
  }
}
