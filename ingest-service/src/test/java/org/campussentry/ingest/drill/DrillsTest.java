package org.campussentry.ingest.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.Escalation;
import org.campussentry.ingest.duty.Policies;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.notice.AcknowledgeLinks;
import org.campussentry.ingest.notice.Caller;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.notice.MessageWriter;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.notice.PlayedChannel;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Change;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills with a real journal and the real ladder, on a clock that is moved; over restarts. */
class DrillsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Point COLD =
      new Point(
          PointId.parse("gw:cold1.temperature"),
          "main",
          "canteen-1/cold-store",
          "cold1",
          "temperature",
          "Cel",
          5000,
          false);
  private static final Drill.Plan PLAN =
      new Drill.Plan(Severity.CRITICAL, OptionalDouble.of(12.5), "库门未关", Duration.ofMinutes(30));

  @TempDir private Path folder;
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private volatile Instant now = Town.at(0, 2, 0);
  private Journal journal;
  private Notifier notifier;
  private Drills drills;

  @BeforeEach
  void start() {
    journal = Journal.open(folder, Sites.ALL);
    DutyPlan plan =
        new DutyPlan(
            Town.PEOPLE,
            Town.ROSTER,
            new Policies(List.of(Town.LADDER), Optional.empty()),
            List.of("main"));
    RuleBook rules = new RuleBook(List.of());
    Channel channel =
        new PlayedChannel(
            Channel.Readers.PROGRAM,
            message -> {
              told.add(json(message.body()));
              return new Channel.Taken();
            });
    notifier =
        new Notifier(
            Map.of("sms", channel),
            journal.deliveries(),
            rules,
            new Caller(
                new DutyDesk(plan, journal.duty(), now),
                new Escalation(Town.CAMPUS, plan.people(), plan.policies())),
            new MessageWriter(Town.CAMPUS, rules, new AcknowledgeLinks(new byte[32], "http://x")),
            () -> now);
    drills = new Drills(journal.drills(), notifier);
    notifier.start(drills.recent(now));
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

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Drill begin() {
    Drills.Outcome outcome = drills.start(COLD, PLAN, "admin", List.of(), now);
    return ((Drills.Started) outcome).drill();
  }

  /** Moves time by minutes, with a round in each of them. */
  private void pass(int minutes, Alert... real) {
    for (int minute = 0; minute < minutes; minute++) {
      now = now.plus(Duration.ofMinutes(1));
      drills.round(List.of(real), now);
      Instant then = now;
      notifier.round(() -> Stream.concat(Stream.of(real), drills.alerts(then).stream()).toList());
    }
    await().atMost(Duration.ofSeconds(15)).until(() -> journal.deliveries().waiting().isEmpty());
  }

  private List<String> persons(String state) {
    return told.stream()
        .filter(m -> m.path("state").asText().equals(state))
        .map(m -> m.path("person").asText())
        .toList();
  }

  private void awaitTold(int messages) {
    await().atMost(Duration.ofSeconds(15)).until(() -> told.size() >= messages);
    assertThat(told).hasSize(messages);
  }

  @Test
  void a_drill_climbs_the_ladder_until_somebody_acknowledges_over_restarts() {
    Drill drill = begin();
    awaitTold(1);
    JsonNode first = told.get(0);
    assertThat(first.path("title").asText()).isEqualTo("【演练】模拟告警");
    assertThat(first.path("do").asText()).startsWith("【演练】").endsWith("库门未关");
    assertThat(first.path("label").asText()).isEqualTo("drill");
    assertThat(first.path("value").asDouble()).isEqualTo(12.5);
    assertThat(first.has("reason")).isFalse();
    restart();
    pass(5);
    awaitTold(2);
    restart();
    now = now.plusSeconds(30);
    assertThat(drills.acknowledge(drill.id(), "backup", now)).isPresent();
    now = now.plusSeconds(10);
    drills.acknowledge(drill.id(), "leader", now);
    restart();
    pass(20);
    assertThat(persons("active")).containsExactly("officer-b", "backup");
    Drill kept = journal.drills().find(drill.id()).orElseThrow();
    assertThat(kept.acknowledgedAfter()).contains(Duration.ofSeconds(330));
    assertThat(kept.first().orElseThrow().by()).isEqualTo("backup");
    pass(5);
    awaitTold(4);
    assertThat(persons("recovered")).containsExactlyInAnyOrder("officer-b", "backup");
    assertThat(told.get(3).path("title").asText()).isEqualTo("【演练】演练结束");
    Drill.End end = journal.drills().find(drill.id()).orElseThrow().end().orElseThrow();
    assertThat(end.how()).isEqualTo(Drill.How.TIME);
    assertThat(end.at()).isEqualTo(drill.until());
    assertThat(journal.alerts().list(Optional.empty(), 9)).as("no alert").isEmpty();
  }

  @Test
  void one_whose_time_was_over_while_nobody_ran_is_over_and_told_once() {
    Drill drill = begin();
    awaitTold(1);
    stop();
    now = now.plus(Duration.ofHours(2));
    start();
    pass(1);
    restart();
    pass(1);
    awaitTold(2);
    assertThat(persons("recovered")).containsExactly("officer-b");
    assertThat(journal.drills().find(drill.id()).orElseThrow().end().orElseThrow().at())
        .isEqualTo(drill.until());
  }

  @Test
  void a_real_alert_at_the_point_is_told_at_once_without_a_label_and_ends_the_drill() {
    Drill drill = begin();
    awaitTold(1);
    Alert real = Town.alert(Severity.CRITICAL, now);
    notifier.changed(real, Change.ACTIVATED);
    awaitTold(2);
    JsonNode message = told.get(1);
    assertThat(message.path("alert").asText()).isEqualTo("a1");
    assertThat(message.has("label")).isFalse();
    assertThat(message.toString()).doesNotContain("演练");
    pass(1, real);
    awaitTold(3);
    assertThat(journal.drills().find(drill.id()).orElseThrow().end().orElseThrow().how())
        .isEqualTo(Drill.How.REAL);
    assertThat(drills.start(COLD, PLAN, "admin", List.of(real), now))
        .isEqualTo(new Drills.Refused("there is a real alert at gw:cold1.temperature"));
    pass(5, real);
    assertThat(persons("active")).containsExactly("officer-b", "officer-b", "backup");
  }

  @Test
  void somebody_ends_it_once_and_a_second_one_at_the_point_is_refused() {
    Drill drill = begin();
    assertThat(drills.start(COLD, PLAN, "admin", List.of(), now))
        .isEqualTo(new Drills.Refused("a drill runs at gw:cold1.temperature already"));
    assertThat(drills.end(drill.id(), "admin", "好", now)).isPresent();
    assertThat(drills.end(drill.id(), "admin", "好", now)).isEmpty();
    assertThat(drills.acknowledge(drill.id(), "admin", now)).isEmpty();
    assertThat(drills.start(COLD, PLAN, "admin", List.of(), now))
        .isInstanceOf(Drills.Started.class);
  }

  /** Whatever people, clock and restarts do. */
  @Test
  void a_drill_never_runs_beside_a_real_alert_nor_beyond_its_time_and_keeps_its_first_mark() {
    Random random = new Random(7);
    List<Alert> alerts = new ArrayList<>();
    Map<String, Duration> marks = new java.util.HashMap<>();
    DrillStore store = journal.drills();
    Drills some = new Drills(store, (alert, change) -> {});
    boolean real = false;
    for (int i = 0; i < 1500; i++) {
      now = now.plusSeconds(random.nextInt(120));
      switch (random.nextInt(7)) {
        case 0 -> real = !real;
        case 1 -> some = new Drills(store, (alert, change) -> {});
        case 2 -> some.start(COLD, PLAN, "admin", List.copyOf(alerts), now);
        case 3 -> {
          for (Drill drill : some.running(now)) {
            some.acknowledge(drill.id(), "by-" + i, now);
          }
        }
        default -> {}
      }
      alerts.clear();
      if (real) {
        alerts.add(Town.alert(Severity.WARNING, now));
      }
      some.round(alerts, now);
      assertThat(some.running(now)).hasSizeLessThanOrEqualTo(real ? 0 : 1);
      assertThat(some.alerts(now)).allMatch(a -> a.kind() == Alert.Kind.DRILL);
      for (Drill drill : store.list(5)) {
        drill.acknowledgedAfter().ifPresent(d -> marks.putIfAbsent(drill.id(), d));
        assertThat(drill.acknowledgedAfter()).isEqualTo(Optional.ofNullable(marks.get(drill.id())));
        assertThat(drill.end().map(Drill.End::at).orElse(drill.until()))
            .isBetween(drill.startedAt(), drill.until());
      }
    }
    assertThat(store.list(1000)).hasSizeGreaterThan(20);
    assertThat(marks).hasSizeGreaterThan(5);
    assertThat(journal.alerts().open()).isEmpty();
  }

  /** The event loop asks who practises each second; it must not wait for a disk. */
  @Test
  void whoever_looks_does_not_wait_for_a_journal_that_hangs() throws Exception {
    Drill first = begin();
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    DrillStore hangs =
        new HeldStore(
            journal.drills(),
            () -> {
              saving.countDown();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Drills some = new Drills(hangs, (alert, change) -> {});
    CompletableFuture<?> end =
        CompletableFuture.runAsync(() -> some.end(first.id(), "admin", "", now));
    try {
      saving.await();
      List<Alert> seen =
          CompletableFuture.supplyAsync(() -> some.alerts(now)).get(5, TimeUnit.SECONDS);
      assertThat(seen).extracting(Alert::id).containsExactly(first.id());
    } finally {
      over.countDown();
    }
    end.get(5, TimeUnit.SECONDS);
    assertThat(some.running(now)).isEmpty();
  }

  /** A journal before which something happens. */
  private record HeldStore(DrillStore store, Runnable before) implements DrillStore {
    @Override
    public void save(Drill drill) {
      before.run();
      store.save(drill);
    }

    @Override
    public Optional<Drill> find(String id) {
      return store.find(id);
    }

    @Override
    public List<Drill> running() {
      return store.running();
    }

    @Override
    public List<Drill> list(int limit) {
      return store.list(limit);
    }
  }
}
