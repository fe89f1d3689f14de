package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a folder with the texts that the kernel's w1_therm documents. */
class OneWireTest {
  private static final String CHIP = "28-0123456789ab";
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  @TempDir private Path folder;
  private Line line;

  @BeforeEach
  void open() {
    line = new OneWire("wire", folder, TIMEOUT, 1).open(() -> Instant.EPOCH);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private void write(String chip, String text) throws IOException {
    Files.createDirectories(folder.resolve(chip));
    Files.writeString(folder.resolve(chip).resolve("w1_slave"), text);
  }

  private Answer ask() {
    return line.ask(new Request.Chip(CHIP));
  }

  private static String text(String scratchpad, String crc, String measured) {
    return scratchpad
        + " : crc="
        + scratchpad.substring(24)
        + " "
        + crc
        + "\n"
        + scratchpad
        + " t="
        + measured
        + "\n";
  }

  static Stream<Arguments> texts() {
    String warm = "a2 01 4b 46 7f ff 0e 10 d8";
    String hot = "50 05 4b 46 7f ff 00 10 1c";
    String start = "50 05 4b 46 7f ff 0c 10 1c";
    String unpowered = "ff 07 4b 46 7f ff 0c 10 85";
    return Stream.of(
        Arguments.of(text(warm, "YES", "26125"), new Answer.Measure(26_125)),
        Arguments.of(
            text("5e ff 4b 46 7f ff 02 10 d0", "YES", "-10125"), new Answer.Measure(-10_125)),
        Arguments.of(text("00 00 4b 46 7f ff 10 10 00", "YES", "0"), new Answer.Measure(0)),
        Arguments.of(text(hot, "YES", "85000"), new Answer.Measure(85_000)),
        Arguments.of(text(warm, "NO", "26125"), Reason.CHECKSUM),
        Arguments.of(text("00 00 00 00 00 00 00 00 00", "YES", "0"), Reason.SENSOR_FAULT),
        Arguments.of(text(start, "YES", "85000"), Reason.SENSOR_FAULT),
        Arguments.of(text(unpowered, "YES", "127937"), Reason.SENSOR_FAULT),
        Arguments.of(text(warm, "YES", "26125").replace("\na2", "\na3"), Reason.CHECKSUM),
        Arguments.of(text(warm, "YES", "99999999"), Reason.CHECKSUM),
        Arguments.of("", Reason.CHECKSUM),
        Arguments.of(warm + " : crc=d8 YES\n", Reason.CHECKSUM),
        Arguments.of("\u0000\n\n", Reason.CHECKSUM));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void the_kernel_s_text_is_a_temperature_or_why_not(String text, Object expected)
      throws IOException {
    write(CHIP, text);
    Answer answer = ask();
    assertThat(answer instanceof Answer.Failure failure ? failure.reason() : answer)
        .isEqualTo(expected);
  }

  @Test
  void a_chip_that_is_not_there_is_a_timeout_and_its_neighbour_answers_on() throws IOException {
    write("28-00000000beef", text("a2 01 4b 46 7f ff 0e 10 d8", "YES", "26125"));
    assertThat(((Answer.Failure) ask()).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(line.ask(new Request.Chip("28-00000000beef"))).isEqualTo(new Answer.Measure(26_125));
  }

  @Test
  void without_the_kernel_s_driver_the_line_is_away() throws IOException {
    Files.delete(folder);
    assertThat(ask()).isInstanceOf(Answer.Away.class);
    Files.createDirectory(folder);
    assertThat(ask()).isInstanceOf(Answer.Failure.class);
  }

  @Test
  void a_read_that_hangs_costs_the_timeout_and_is_given_up() throws Exception {
    Files.createDirectories(folder.resolve(CHIP));
    Path pipe = folder.resolve(CHIP).resolve("w1_slave");
    // Opening a pipe hangs until somebody writes to it.
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    long start = System.nanoTime();
    for (int again = 0; again < 3; again++) {
      assertThat(((Answer.Failure) ask()).reason()).isEqualTo(Reason.TIMEOUT);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(TIMEOUT.multipliedBy(3), TIMEOUT.multipliedBy(50));
    Files.writeString(pipe, text("a2 01 4b 46 7f ff 0e 10 d8", "YES", "26125"));
    Files.delete(pipe);
    write(CHIP, text("5e ff 4b 46 7f ff 02 10 d0", "YES", "-10125"));
    assertThat(ask()).as("the late text is nobody's").isEqualTo(new Answer.Measure(-10_125));
  }
}
