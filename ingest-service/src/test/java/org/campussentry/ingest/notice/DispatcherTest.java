package org.campussentry.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.campussentry.ingest.duty.Address;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways that fail, and floods; with a real journal, on a clock that is moved. */
class DispatcherTest {
  private static final Person OFFICER =
      new Person(
          "officer",
          "值班员",
          "",
          Person.Language.ZH,
          "",
          List.of(new Address("robot", "u1"), new Address("sms", "138")),
          Optional.empty());

  @TempDir private Path folder;
  private final List<Message> toRobot = new CopyOnWriteArrayList<>();
  private final List<Message> toPhone = new CopyOnWriteArrayList<>();
  private volatile Channel.Outcome robotSays = new Channel.Taken();
  private volatile boolean robotHangs;
  private volatile Channel.Outcome phoneSays = new Channel.Taken();
  private volatile Instant now = Town.at(0, 2, 0);
  private Journal journal;
  private Dispatcher dispatcher;
  private MessageWriter writer;

  @BeforeEach
  void start() {
    journal = Journal.open(folder, Sites.ALL);
    writer =
        new MessageWriter(
            Town.CAMPUS, new RuleBook(List.of()), new AcknowledgeLinks(new byte[32], "http://x"));
    dispatcher =
        new Dispatcher(
            Map.of(
                "robot",
                new PlayedChannel(
                    Channel.Readers.GROUP,
                    m -> {
                      toRobot.add(m);
                      if (robotHangs) {
                        now = now.plusSeconds(10);
                        return new Channel.NotTaken("did not answer within 10 s", true);
                      }
                      if (robotSays == null) {
                        throw new IllegalStateException("a defect");
                      }
                      return robotSays;
                    }),
                "sms",
                new PlayedChannel(
                    Channel.Readers.PERSON,
                    m -> {
                      toPhone.add(m);
                      return phoneSays;
                    })),
            new DeliveryBook(journal.deliveries()),
            writer,
            id -> id.equals("officer") ? Optional.of(OFFICER) : Optional.empty(),
            () -> now);
  }

  @AfterEach
  void stop() {
    dispatcher.close();
    journal.close();
  }

  private void call(String alert, Address way, boolean shared) {
    call(alert, Severity.WARNING, way, shared);
  }

  private void call(String alert, Severity severity, Address way, boolean shared) {
    Telling telling = Telling.of(Town.alert(severity, Town.at(0, 2, 0)), "officer");
    String id = UUID.randomUUID().toString();
    String body = writer.write(id, telling, OFFICER, way.to(), shared, now);
    dispatcher.create(id, alert, "active-1", way, "officer", body);
  }

  /** Second by second, each sending over before the next second begins. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      dispatcher.sendDue();
      await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(dispatcher::isIdle);
    }
  }

  private List<Delivery> of(String alert) {
    return journal.deliveries().of(alert);
  }

  @Test
  void after_three_attempts_the_next_way_is_taken_with_a_link_of_its_own() throws Exception {
    robotSays = new Channel.NotTaken("WeCom refused: 93000", true);
    call("a1", OFFICER.addresses().get(0), true);
    pass(12);
    assertThat(toRobot).hasSize(3);
    assertThat(toPhone).hasSize(1);
    JsonNode told = new ObjectMapper().readTree(toPhone.get(0).body());
    assertThat(told.path("to").asText()).isEqualTo("138");
    assertThat(told.path("delivery").asText()).isEqualTo(toPhone.get(0).id());
    assertThat(told.path("acknowledge").asText()).as("personal").startsWith("http://x/a/p");
    assertThat(toRobot.get(0).notice().link()).as("shared").startsWith("http://x/a/g");
    assertThat(of("a1"))
        .extracting(d -> d.channel() + " " + d.state() + " " + d.error())
        .containsExactlyInAnyOrder("robot GIVEN_UP WeCom refused: 93000; sms instead", "sms SENT ");
    pass(120);
    assertThat(toPhone).as("once").hasSize(1);
  }

  @Test
  void what_is_hopeless_is_not_repeated_and_the_last_way_is_tried_on() {
    robotSays = new Channel.NotTaken("no such user", false);
    phoneSays = new Channel.NotTaken("the gateway is down", true);
    call("a1", OFFICER.addresses().get(0), true);
    pass(100);
    assertThat(toRobot).hasSize(1);
    assertThat(toPhone.size()).isGreaterThan(4);
    phoneSays = new Channel.Taken();
    pass(90);
    assertThat(of("a1")).anyMatch(d -> d.channel().equals("sms") && d.sentAt() > 0);
  }

  @Test
  void a_flood_is_five_messages_and_then_one_a_minute() throws Exception {
    for (int i = 0; i < 60; i++) {
      call("a" + i, OFFICER.addresses().get(1), false);
    }
    pass(59);
    assertThat(toPhone).hasSize(5);
    pass(2);
    assertThat(toPhone).hasSize(6);
    Message digest = toPhone.get(5);
    assertThat(digest.notice().title()).isEqualTo("还有 55 条告警通知");
    assertThat(digest.notice().lines()).hasSize(11);
    assertThat(digest.notice().lines().get(0).link()).startsWith("http://x/a/p");
    assertThat(digest.notice().lines().get(10).label()).isEqualTo("其余 45 条");
    assertThat(new ObjectMapper().readTree(digest.body()).path("alerts")).hasSize(55);
    assertThat(journal.deliveries().waiting()).isEmpty();
    call("b", OFFICER.addresses().get(1), false);
    pass(240);
    assertThat(toPhone).as("alone again, when the flood is five minutes ago").hasSize(7);
    assertThat(toPhone.get(6).about()).isEqualTo("b");
  }

  @Test
  void a_digest_that_is_not_taken_goes_again_and_loses_nothing() {
    for (int i = 0; i < 20; i++) {
      call("a" + i, OFFICER.addresses().get(1), false);
    }
    pass(10);
    phoneSays = new Channel.NotTaken("down", true);
    pass(120);
    phoneSays = new Channel.Taken();
    pass(180);
    assertThat(journal.deliveries().waiting()).isEmpty();
    assertThat(toPhone.size()).as("not twenty at once").isLessThan(12);
  }

  @Test
  void a_test_tells_how_it_went() {
    robotSays = new Channel.NotTaken("refused", true);
    assertThat(dispatcher.test("robot", "", "admin", Person.Language.EN)).isEqualTo(robotSays);
    assertThat(dispatcher.test("sms", "138", "admin", Person.Language.EN))
        .isEqualTo(new Channel.Taken());
    assertThat(toPhone.get(0).notice().plain()).contains("Test message", "Asked for by: admin");
    assertThat(dispatcher.last("robot").orElseThrow().why()).isEqualTo("refused");
    assertThat(dispatcher.last("sms").orElseThrow().why()).isEmpty();
  }

  @Test
  void a_critical_one_goes_alone_through_a_flood_and_leads_the_digest() {
    for (int i = 0; i < 30; i++) {
      call("a" + i, OFFICER.addresses().get(1), false);
    }
    pass(5);
    call("critical", Severity.CRITICAL, OFFICER.addresses().get(1), false);
    pass(2);
    assertThat(toPhone).hasSize(6);
    assertThat(toPhone.get(5).about()).isEqualTo("critical");
    for (int i = 0; i < 5; i++) {
      call("late" + i, Severity.CRITICAL, OFFICER.addresses().get(1), false);
    }
    pass(60);
    Message digest = toPhone.get(toPhone.size() - 1);
    assertThat(digest.notice().tone()).isEqualTo(Notice.Tone.CRITICAL);
    assertThat(digest.notice().lines().get(0).label()).startsWith("【严重】");
    assertThat(digest.notice().brief()).startsWith("【严重】").endsWith("条告警通知");
  }

  @Test
  void a_channel_that_breaks_or_was_taken_out_hands_on_to_the_next() {
    robotSays = null;
    call("a1", OFFICER.addresses().get(0), true);
    call("a2", new Address("pigeon", "coop"), false);
    pass(12);
    assertThat(of("a1"))
        .extracting(d -> d.channel() + " " + d.state() + " " + d.error())
        .containsExactlyInAnyOrder(
            "robot GIVEN_UP it can't send: IllegalStateException; sms instead", "sms SENT ");
    assertThat(of("a2"))
        .extracting(d -> d.channel() + " " + d.error())
        .contains("pigeon it is not among `channels:` any more; robot instead", "sms ");
    assertThat(journal.deliveries().waiting()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_holds_nothing_up() {
    phoneSays = new Channel.NotTaken("down", true);
    call("a1", OFFICER.addresses().get(1), false);
    pass(1);
    phoneSays = new Channel.Taken();
    now = now.minus(Duration.ofHours(3));
    pass(1);
    assertThat(toPhone).hasSize(2);
    assertThat(journal.deliveries().waiting()).isEmpty();
  }

  @Test
  void those_behind_one_that_hung_do_not_wait_for_it_each() {
    robotHangs = true;
    for (int i = 0; i < 4; i++) {
      call("a" + i, OFFICER.addresses().get(0), true);
    }
    pass(1);
    assertThat(toRobot).as("one waited its ten seconds").hasSize(1);
    pass(40);
    assertThat(toPhone).hasSize(4);
  }
}
