package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.edge.PtyPair;
import org.campussentry.edge.ScriptedTty;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real pseudo-terminal, with a device that is a script in another language. */
class SerialLineIT {
  private static final InstantSource TICKS = () -> Instant.EPOCH.plusNanos(System.nanoTime());
  private static final Request LISTEN = new Request.Listen();

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();
  private final List<Instant> arrived = new ArrayList<>();
  private final AtomicInteger news = new AtomicInteger();
  private PtyPair cable;
  private ScriptedTty device;
  private Line line;

  @BeforeEach
  void open() {
    cable = new PtyPair(folder);
    device = new ScriptedTty(cable.far());
    line =
        new SerialLine(
                "gate",
                new SerialSettings(cable.near(), 9600, 8, SerialSettings.Parity.NONE, 1),
                new Framing(Framing.End.ANY, 32),
                Duration.ofMillis(1500),
                1)
            .open(TICKS);
    line.listen(List.of(LISTEN), news::incrementAndGet);
  }

  @AfterEach
  void close() {
    line.close();
    device.close();
    cable.close();
  }

  private void listen() {
    if (line.ask(LISTEN) instanceof Answer.Messages messages) {
      for (Answer.Message message : messages.messages()) {
        heard.add(text(message.said()));
        arrived.add(message.arrived());
      }
    }
  }

  private static String text(Answer answer) {
    return answer instanceof Answer.Text text ? text.text() : answer.toString();
  }

  private void awaitHeard(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              listen();
              return heard.size() >= count;
            });
  }

  /** Opens, and waits until what comes cannot be the rest of a line any more. */
  private void settle() {
    listen();
    Instant opened = TICKS.instant();
    await().until(() -> TICKS.instant().isAfter(opened.plusMillis(60)));
  }

  @Test
  void each_line_is_heard_once_with_the_moment_at_which_it_arrived() {
    settle();
    Instant before = TICKS.instant();
    device.send("T=36.5\r\nT=36.7\r\nT=3");
    await().until(() -> news.get() > 0);
    awaitHeard(2);
    assertThat(arrived).allSatisfy(at -> assertThat(at).isBetween(before, TICKS.instant()));
    device.send("7.4\r");
    awaitHeard(3);
    assertThat(heard).containsExactly("T=36.5", "T=36.7", "T=37.4");
  }

  @Test
  void what_comes_as_soon_as_the_port_opens_may_be_half_a_line() {
    // It waits in the terminal until somebody opens it.
    device.send("6.5\nT=36.6\n");
    awaitHeard(1);
    assertThat(heard).containsExactly("T=36.6");
  }

  @Test
  void a_line_that_never_ends_is_told_as_damaged_and_the_next_one_is_heard() {
    settle();
    device.send("x".repeat(200));
    device.send("yyy\nT=36.6\n");
    awaitHeard(2);
    assertThat(heard.get(0)).contains("CHECKSUM");
    assertThat(heard.get(1)).isEqualTo("T=36.6");
  }

  @Test
  void a_question_is_answered_within_the_timeout_or_not_at_all() {
    var question = new Request.Ask("\u0002R1\r");
    device.reply("20:" + "2b30303231", "60:" + "2e340d");
    assertThat(line.ask(question)).isEqualTo(new Answer.Text("+0021.4"));
    assertThat(device.got()).containsExactly("0252310d");
    var silence = (Answer.Failure) line.ask(question);
    assertThat(silence.reason()).isEqualTo(Reason.TIMEOUT);
    device.reply("20:" + "2b30303231");
    assertThat(((Answer.Failure) line.ask(question)).reason())
        .as("half an answer")
        .isEqualTo(Reason.TIMEOUT);
    device.reply("10:" + "2b303032322e300d0a");
    assertThat(line.ask(question))
        .as("nothing of it is left")
        .isEqualTo(new Answer.Text("+0022.0"));
  }

  @Test
  void a_port_that_vanishes_is_away_and_heard_again_when_it_is_back() {
    settle();
    device.send("T=36.5\n");
    awaitHeard(1);
    cable.cut();
    device.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> line.ask(LISTEN) instanceof Answer.Away);
    cable.mend();
    device = new ScriptedTty(cable.far());
    await().atMost(Duration.ofSeconds(20)).until(() -> line.ask(LISTEN) instanceof Answer.Messages);
    settle();
    device.send("T=36.9\n");
    awaitHeard(2);
    assertThat(heard).containsExactly("T=36.5", "T=36.9");
  }
}
