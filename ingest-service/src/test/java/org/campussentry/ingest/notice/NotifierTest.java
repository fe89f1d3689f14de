package org.campussentry.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.Escalation;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Roster;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Change;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One delivery for each change, repeated under one id until it is taken. */
class NotifierTest {
  private static final Campus CAMPUS = new Campus(ZoneOffset.UTC, Map.of(), Map.of(), Map.of());

  private static final class Memory implements DeliveryStore {
    private final Map<String, Delivery> byId = new LinkedHashMap<>();

    @Override
    public synchronized boolean create(Delivery d) {
      boolean known =
          byId.values().stream()
              .anyMatch(
                  o ->
                      o.alert().equals(d.alert())
                          && o.kind().equals(d.kind())
                          && o.channel().equals(d.channel()));
      return !known && byId.put(d.id(), d) == null;
    }

    @Override
    public synchronized void update(Delivery d) {
      byId.put(d.id(), d);
    }

    @Override
    public synchronized Optional<Delivery> find(String id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized boolean acknowledge(String id, long now) {
      throw new UnsupportedOperationException("no link is opened here");
    }

    @Override
    public synchronized List<Delivery> waiting() {
      return byId.values().stream().filter(d -> d.state() == Delivery.State.WAITING).toList();
    }

    @Override
    public synchronized List<Delivery> of(String alert) {
      return byId.values().stream().filter(d -> d.alert().equals(alert)).toList();
    }
  }

  /** Without an action. */
  private static final Rule EVENT =
      new Rule(
          "door-opened",
          new Rule.Words("开门", "Door opened", "", "", ""),
          Scope.ALL,
          new Rule.Value(new Limit.Threshold(Limit.Direction.ABOVE, 0.5, 0)),
          Rule.Delays.NONE,
          Hours.ALWAYS,
          Severity.INFO,
          new Rule.Basis("", ""),
          true);

  /** Without policies every channel is told. */
  private static final DutyPlan PLAN =
      new DutyPlan(
          People.NONE,
          new Roster(ZoneOffset.UTC, List.of(), List.of(), Holidays.NONE),
          Policies.NONE,
          List.of());

  @TempDir private Path folder;
  private Journal journal;
  private final Memory store = new Memory();
  private final List<Message> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  @BeforeEach
  void open() {
    journal = Journal.open(folder, Sites.ALL);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private Notifier notifier() {
    Channel channel =
        new PlayedChannel(
            Channel.Readers.PROGRAM,
            message -> {
              sent.add(message);
              return failures.getAndDecrement() > 0
                  ? new Channel.NotTaken("no answer", true)
                  : new Channel.Taken();
            });
    return notifier(Map.of("duty", channel), PLAN);
  }

  private Notifier notifier(Map<String, Channel> channels, DutyPlan plan) {
    return new Notifier(
        channels,
        store,
        new RuleBook(List.of(EVENT)),
        new Caller(
            new DutyDesk(plan, journal.duty(), Instant.EPOCH),
            new Escalation(CAMPUS, plan.people(), plan.policies())),
        new MessageWriter(
            CAMPUS, new RuleBook(List.of()), new AcknowledgeLinks(new byte[32], "http://x")),
        InstantSource.system());
  }

  private static Alert alert(Alert.State state, Optional<Long> endedAt) {
    return alert("a1", "cold", state, 2000, endedAt, Alert.Handling.NONE);
  }

  private static Alert alert(
      String id,
      String rule,
      Alert.State state,
      long activeAt,
      Optional<Long> endedAt,
      Alert.Handling handling) {
    return new Alert(
        id,
        rule,
        "gw:cold1.temperature",
        "main",
        "canteen-1",
        "temperature",
        "Cel",
        Severity.CRITICAL,
        Alert.Kind.THRESHOLD,
        OptionalDouble.of(8),
        false,
        new Alert.Course(
            state,
            OptionalDouble.of(9.5),
            "",
            1000,
            Optional.of(activeAt),
            Optional.empty(),
            endedAt,
            1),
        handling);
  }

  private static void soon(Runnable assertion) {
    await().atMost(Duration.ofSeconds(15)).untilAsserted(assertion::run);
  }

  @Test
  void a_delivery_is_repeated_under_its_id_and_the_recovery_waits_for_it() {
    failures.set(2);
    try (Notifier notifier = notifier()) {
      notifier.start(List.of());
      notifier.changed(alert(Alert.State.ACTIVE, Optional.empty()), Change.ACTIVATED);
      notifier.changed(alert(Alert.State.RECOVERED, Optional.of(3000L)), Change.RECOVERED);
      soon(() -> assertThat(sent).hasSize(4));
    }
    assertThat(sent)
        .extracting(PlayedChannel::word)
        .containsExactly("active", "active", "active", "recovered");
    assertThat(sent.subList(0, 3)).extracting(Message::id).containsOnly(sent.get(0).id());
    assertThat(sent.get(0).body())
        .contains(
            "\"value\":9.5",
            "\"limit\":8.0",
            "\"page\":\"http://x/#/alerts/a1\"",
            "\"acknowledge\":\"http://x/a/g");
  }

  @Test
  void after_a_restart_what_waited_is_sent_under_the_same_id_and_nothing_twice() {
    failures.set(1000);
    try (Notifier before = notifier()) {
      before.start(List.of());
      before.changed(alert(Alert.State.ACTIVE, Optional.empty()), Change.ACTIVATED);
      soon(() -> assertThat(sent).isNotEmpty());
    }
    failures.set(0);
    List<Message> early = new ArrayList<>(sent);
    try (Notifier after = notifier()) {
      after.start(List.of(alert(Alert.State.ACTIVE, Optional.empty())));
      soon(() -> assertThat(store.waiting()).isEmpty());
    }
    assertThat(sent).extracting(Message::id).containsOnly(early.get(0).id());
  }

  @Test
  void an_alert_that_a_killed_process_had_no_time_to_announce_is_announced_at_the_start() {
    try (Notifier notifier = notifier()) {
      notifier.start(List.of(alert(Alert.State.ACTIVE, Optional.empty())));
      soon(() -> assertThat(sent).hasSize(1));
    }
  }

  @Test
  void each_activation_is_told_once_however_often_the_process_starts() {
    Alert again =
        alert("a1", "cold", Alert.State.ACTIVE, 9000, Optional.empty(), Alert.Handling.NONE);
    try (Notifier notifier = notifier()) {
      notifier.start(List.of());
      notifier.changed(alert(Alert.State.ACTIVE, Optional.empty()), Change.ACTIVATED);
      notifier.changed(alert(Alert.State.RECOVERED, Optional.of(3000L)), Change.RECOVERED);
      notifier.changed(again, Change.REOPENED);
      soon(() -> assertThat(sent).hasSize(3));
    }
    try (Notifier notifier = notifier()) {
      notifier.start(List.of(again));
      notifier.changed(
          alert("a2", "cold", Alert.State.ACTIVE, 9000, Optional.empty(), Alert.Handling.NONE),
          Change.ACTIVATED);
      soon(() -> assertThat(sent).hasSize(4));
    }
    assertThat(sent)
        .extracting(Message::about, PlayedChannel::word)
        .containsExactly(
            tuple("a1", "active"),
            tuple("a1", "recovered"),
            tuple("a1", "active"),
            tuple("a2", "active"));
  }

  @Test
  void what_is_being_maintained_and_what_asks_for_no_action_wakes_nobody() {
    var maintained = new Alert.Handling(Optional.empty(), Optional.empty(), true, Optional.empty());
    Alert out = alert("a1", "cold", Alert.State.ACTIVE, 2000, Optional.empty(), maintained);
    Alert event =
        alert("a2", "door-opened", Alert.State.ACTIVE, 2000, Optional.empty(), Alert.Handling.NONE);
    try (Notifier notifier = notifier()) {
      notifier.start(List.of(out, event));
      notifier.changed(out, Change.ACTIVATED);
      notifier.changed(event, Change.ACTIVATED);
      notifier.changed(alert(Alert.State.ACTIVE, Optional.empty()), Change.IN_SERVICE);
      soon(() -> assertThat(sent).isNotEmpty());
    }
    assertThat(sent).as("when the maintenance is over").hasSize(1);
    assertThat(sent.get(0).about()).isEqualTo("a1");
  }

  @Test
  void where_no_channel_reaches_anybody_without_a_name_all_people_are_told() {
    DutyPlan people =
        new DutyPlan(
            Town.PEOPLE,
            new Roster(ZoneOffset.UTC, List.of(), List.of(), Holidays.NONE),
            Policies.NONE,
            List.of());
    Channel phones =
        new PlayedChannel(
            Channel.Readers.PERSON,
            message -> {
              sent.add(message);
              return new Channel.Taken();
            });
    try (Notifier notifier = notifier(Map.of("sms", phones), people)) {
      notifier.start(List.of());
      notifier.changed(alert(Alert.State.ACTIVE, Optional.empty()), Change.ACTIVATED);
      soon(() -> assertThat(sent).hasSize(5));
    }
    assertThat(sent)
        .extracting(Message::to)
        .containsExactlyInAnyOrder("officer-a", "officer-b", "backup", "leader", "cook");
  }
}
