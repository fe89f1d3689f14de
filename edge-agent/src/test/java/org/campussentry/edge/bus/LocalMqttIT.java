package org.campussentry.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.edge.Logged;
import org.campussentry.edge.Mosquitto;
import org.campussentry.edge.Program;
import org.campussentry.edge.config.Secret;
import org.campussentry.edge.reading.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Mosquitto, with what Zigbee2MQTT and Tasmota publish. */
class LocalMqttIT {
  private static final InstantSource TICKS = () -> Instant.EPOCH.plusNanos(System.nanoTime());
  private static final String DATA = "zigbee2mqtt/dorm-3-201";
  private static final String AVAILABLE = DATA + "/availability";
  private static final String BRIDGE = "zigbee2mqtt/bridge/state";
  private static final Request.Topic TOPIC = new Request.Topic(DATA, List.of(AVAILABLE, BRIDGE));
  private static final String WARM =
      "{\"temperature\":21.4,\"humidity\":55,\"battery\":97,\"linkquality\":80}";

  @TempDir private Path folder;
  private final AtomicInteger news = new AtomicInteger();
  private final List<Answer.Message> heard = new ArrayList<>();
  private Mosquitto broker;
  private Line line;

  private void open(Optional<String> user, Optional<Secret> password) {
    line = new LocalMqtt("zigbee", URI.create(broker.url()), user, password).open(TICKS);
    line.listen(List.of(TOPIC), news::incrementAndGet);
  }

  private void openAnonymous() throws IOException {
    broker = new Mosquitto(folder, "allow_anonymous true");
    open(Optional.empty(), Optional.empty());
    await().until(() -> ask() instanceof Answer.Messages);
  }

  private Answer ask() {
    Answer answer = line.ask(TOPIC);
    if (answer instanceof Answer.Messages messages) {
      heard.addAll(messages.messages());
    }
    return answer;
  }

  private void awaitHeard(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              ask();
              return heard.size() >= count;
            });
  }

  private void publish(String topic, String payload, String... more) {
    var command = new ArrayList<>(List.of("mosquitto_pub", "-p", "" + broker.port(), "-q", "1"));
    command.addAll(List.of("-t", topic, "-m", payload));
    command.addAll(List.of(more));
    assertThat(new Program(java.util.Map.of(), command).exitCode()).isZero();
  }

  private List<Answer> said() {
    return heard.stream().map(Answer.Message::said).toList();
  }

  @AfterEach
  void close() {
    line.close();
    broker.close();
  }

  @Test
  void a_message_is_heard_at_once_with_the_moment_at_which_it_arrived() throws IOException {
    openAnonymous();
    int before = news.get();
    Instant sent = TICKS.instant();
    publish(DATA, WARM);
    publish("zigbee2mqtt/another", WARM);
    await().until(() -> news.get() > before);
    Instant told = TICKS.instant();
    awaitHeard(1);
    assertThat(said()).containsExactly(new Answer.Text(WARM));
    assertThat(heard.get(0).arrived()).isBetween(sent, told);
  }

  @Test
  void what_the_broker_has_retained_is_old_and_no_reading() throws IOException {
    broker = new Mosquitto(folder, "allow_anonymous true");
    publish(DATA, WARM, "-r");
    open(Optional.empty(), Optional.empty());
    await().until(() -> ask() instanceof Answer.Messages);
    String cold = WARM.replace("21.4", "3.4");
    publish(DATA, cold, "-r");
    awaitHeard(1);
    assertThat(said())
        .as("only the one that was published now")
        .containsExactly(new Answer.Text(cold));
  }

  @Test
  void offline_is_told_at_once_and_stays_until_online() throws IOException {
    openAnonymous();
    publish(AVAILABLE, "{\"state\":\"offline\"}", "-r");
    awaitHeard(1);
    assertThat(((Answer.Failure) said().get(0)).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(ask()).isInstanceOf(Answer.Failure.class);
    publish(AVAILABLE, "{\"state\":\"online\"}", "-r");
    await().until(() -> ask() instanceof Answer.Messages);
    publish(BRIDGE, "Offline");
    awaitHeard(2);
    assertThat(ask()).as("the bridge counts too").isInstanceOf(Answer.Failure.class);
  }

  @Test
  void who_was_offline_before_the_agent_came_is_offline() throws IOException {
    broker = new Mosquitto(folder, "allow_anonymous true");
    publish(AVAILABLE, "offline", "-r");
    open(Optional.empty(), Optional.empty());
    await().until(() -> ask() instanceof Answer.Failure);
  }

  @Test
  void a_broker_that_goes_is_away_and_heard_again_and_nothing_old_is() throws IOException {
    openAnonymous();
    broker.stop();
    await().until(() -> ask() instanceof Answer.Away);
    broker.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> ask() instanceof Answer.Messages);
    publish(DATA, WARM);
    awaitHeard(1);
    assertThat(said()).containsExactly(new Answer.Text(WARM));
  }

  @Test
  void of_too_many_messages_the_newest_hundred_are_kept_and_the_rest_counted() throws IOException {
    openAnonymous();
    var lines = new StringBuilder();
    for (int number = 0; number < 150; number++) {
      lines.append("{\"temperature\":").append(number).append("}\n");
    }
    Path file = Files.writeString(folder.resolve("many"), lines);
    var flood =
        new Program(
            "sh",
            "-c",
            "mosquitto_pub -p %d -q 1 -l -t %s < %s".formatted(broker.port(), DATA, file));
    assertThat(flood.exitCode()).isZero();
    // Each message is news: 150 and more have been put where 100 have room.
    await().until(() -> news.get() >= 150);
    var taken = (Answer.Messages) line.ask(TOPIC);
    assertThat(taken.messages()).hasSize(Inbox.MESSAGES_MAX);
    assertThat(taken.dropped()).isEqualTo(50);
    assertThat(taken.messages().get(99).said()).isEqualTo(new Answer.Text("{\"temperature\":149}"));
  }

  @Test
  void a_wrong_password_is_told_with_the_place_and_the_remedy() throws Exception {
    Path passwords = folder.resolve("passwords");
    var make = new Program("mosquitto_passwd", "-b", "-c", passwords.toString(), "agent", "right");
    assertThat(make.exitCode()).isZero();
    passwords.toFile().setReadable(true, false);
    broker = new Mosquitto(folder, "allow_anonymous false", "password_file " + passwords);
    try (var logged = new Logged(Subscription.class)) {
      open(Optional.of("agent"), Optional.of(new Secret("wrong")));
      await().until(() -> ask() instanceof Answer.Away && !logged.lines().isEmpty());
      assertThat(logged.lines().get(0))
          .contains("bus zigbee (" + broker.url() + ")", "`username:`")
          .doesNotContain("wrong");
    }
    line.close();
    open(Optional.of("agent"), Optional.of(new Secret("right")));
    await().until(() -> ask() instanceof Answer.Messages);
  }
}
