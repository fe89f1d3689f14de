package org.campussentry.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.Escalation;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Change;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is called when, with a real journal, on a clock that is moved; over restarts at each step.
 */
class CallerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile String refused = "";
  private volatile Instant now = Town.at(0, 2, 0);
  private Journal journal;
  private Notifier notifier;

  @BeforeEach
  void start() {
    journal = Journal.open(folder, Sites.ALL);
    DutyPlan plan =
        new DutyPlan(
            Town.PEOPLE,
            Town.ROSTER,
            new Policies(List.of(Town.LADDER), Optional.empty()),
            List.of("main"));
    Channel channel =
        new PlayedChannel(
            Channel.Readers.PROGRAM,
            message -> {
              if (message.to().equals(refused)) {
                return new Channel.NotTaken("no such number", true);
              }
              told.add(line(message));
              return new Channel.Taken();
            });
    notifier =
        new Notifier(
            Map.of("sms", channel),
            journal.deliveries(),
            new RuleBook(List.of()),
            new Caller(
                new DutyDesk(plan, journal.duty(), now),
                new Escalation(Town.CAMPUS, plan.people(), plan.policies())),
            new MessageWriter(
                Town.CAMPUS,
                new RuleBook(List.of()),
                new AcknowledgeLinks(new byte[32], "http://x")),
            () -> now);
    notifier.start(List.of());
  }

  @AfterEach
  void stop() {
    notifier.close();
    journal.close();
  }

  private void restart() {
    stop();
    start();
  }

  private String line(Message message) {
    try {
      JsonNode body = JSON.readTree(message.body());
      return "%s %s %s"
          .formatted(body.path("person").asText(), PlayedChannel.word(message), message.to());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves time by minutes, with a round in each of them. */
  private void pass(int minutes, Alert alert) {
    for (int minute = 0; minute < minutes; minute++) {
      now = now.plus(Duration.ofMinutes(1));
      notifier.round(() -> List.of(alert));
    }
    settle();
  }

  private void settle() {
    await().atMost(Duration.ofSeconds(15)).until(() -> journal.deliveries().waiting().isEmpty());
  }

  private void tell(Alert alert, Change change) {
    notifier.changed(alert, change);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> journal.deliveries().of(alert.id()).size() > 0);
    settle();
  }

  private Alert active() {
    return Town.alert(Severity.CRITICAL, Town.at(0, 2, 0));
  }

  @Test
  void an_excursion_of_the_night_climbs_until_somebody_acknowledges_over_restarts() {
    Alert alert = active();
    tell(alert, Change.ACTIVATED);
    await().until(() -> told.size() == 1);
    assertThat(told).containsExactly("officer-b active officer-b");
    restart();
    pass(4, alert);
    assertThat(told).as("not twice, and not before its time").hasSize(1);
    pass(1, alert);
    await().until(() -> told.size() == 2);
    restart();
    pass(10, alert);
    await().until(() -> told.size() == 3);
    assertThat(told)
        .containsExactly(
            "officer-b active officer-b", "backup active backup", "leader active leader");
    Alert acknowledged =
        Town.alert(
            Severity.CRITICAL,
            Town.at(0, 2, 0),
            Optional.of(now),
            Optional.empty(),
            Alert.State.ACTIVE);
    pass(29, acknowledged);
    restart();
    assertThat(told).as("somebody claimed it").hasSize(3);
    pass(1, acknowledged);
    await().until(() -> told.size() == 4);
    assertThat(told.get(3)).as("the lease lapsed").isEqualTo("officer-b active officer-b");
    Alert over =
        Town.alert(
            Severity.CRITICAL,
            Town.at(0, 2, 0),
            Optional.of(now),
            Optional.empty(),
            Alert.State.RECOVERED);
    notifier.changed(over, Change.RECOVERED);
    await().until(() -> told.size() == 7);
    assertThat(told.subList(4, 7))
        .containsExactlyInAnyOrder(
            "officer-b recovered officer-b", "backup recovered backup", "leader recovered leader");
    restart();
    pass(60, over);
    assertThat(told).hasSize(7);
  }

  @Test
  void the_officer_who_comes_on_duty_is_told_of_what_is_open() {
    now = Town.at(0, 7, 50);
    Alert alert =
        Town.alert(Severity.CRITICAL, now, Optional.of(now), Optional.empty(), Alert.State.ACTIVE);
    pass(9, alert);
    assertThat(told).as("it is claimed").isEmpty();
    pass(1, alert);
    await().until(() -> told.size() == 1);
    assertThat(told).containsExactly("officer-a active officer-a");
    restart();
    pass(5, alert);
    assertThat(told).hasSize(1);
  }

  @Test
  void a_number_that_is_refused_holds_up_nobody_else() {
    refused = "officer-b";
    Alert alert = active();
    notifier.changed(alert, Change.ACTIVATED);
    for (int minute = 0; minute < 6; minute++) {
      now = now.plus(Duration.ofMinutes(1));
      notifier.round(() -> List.of(alert));
    }
    await().atMost(Duration.ofSeconds(15)).until(() -> told.size() == 1);
    assertThat(told).containsExactly("backup active backup");
  }

  @Test
  void whoever_was_told_hears_of_the_recovery_though_it_was_shelved_meanwhile() {
    tell(active(), Change.ACTIVATED);
    await().until(() -> told.size() == 1);
    Alert over =
        Town.alert(
            Severity.CRITICAL,
            Town.at(0, 2, 0),
            Optional.empty(),
            Optional.of(now.plus(Duration.ofHours(1))),
            Alert.State.RECOVERED);
    notifier.changed(over, Change.RECOVERED);
    await().atMost(Duration.ofSeconds(15)).until(() -> told.size() == 2);
    assertThat(told.get(1)).isEqualTo("officer-b recovered officer-b");
  }
}
