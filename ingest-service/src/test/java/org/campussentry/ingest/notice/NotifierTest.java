package org.campussentry.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Change;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

/** One delivery for each change, repeated under one id until it is taken. */
class NotifierTest {
  private static final Campus CAMPUS =
      new Campus(java.time.ZoneOffset.UTC, Map.of(), Map.of(), Map.of());

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
    public synchronized List<Delivery> waiting() {
      return byId.values().stream().filter(d -> d.state() == Delivery.State.WAITING).toList();
    }

    @Override
    public synchronized List<Delivery> of(String alert) {
      return byId.values().stream().filter(d -> d.alert().equals(alert)).toList();
    }
  }

  private final Memory store = new Memory();
  private final List<Delivery> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  private Notifier notifier() {
    Channel channel =
        delivery -> {
          sent.add(delivery);
          return failures.getAndDecrement() > 0
              ? new Channel.NotTaken("no answer", true)
              : new Channel.Taken();
        };
    return new Notifier(
        Map.of("duty", channel),
        store,
        new MessageWriter(CAMPUS, new RuleBook(List.of()), "http://x"),
        InstantSource.system());
  }

  private static Alert alert(Alert.State state, Optional<Long> endedAt) {
    return new Alert(
        "a1",
        "cold",
        "gw:cold1.temperature",
        "main",
        "canteen-1",
        "temperature",
        "Cel",
        Severity.CRITICAL,
        Alert.Kind.THRESHOLD,
        state,
        OptionalDouble.of(9.5),
        OptionalDouble.of(8),
        "",
        1000,
        Optional.of(2000L),
        endedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
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
        .extracting(Delivery::kind)
        .containsExactly("active", "active", "active", "recovered");
    assertThat(sent.subList(0, 3)).extracting(Delivery::id).containsOnly(sent.get(0).id());
    assertThat(sent.get(0).body())
        .contains("\"value\":9.5", "\"limit\":8.0", "\"acknowledge\":\"http://x/#/alerts/a1\"");
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
    List<Delivery> early = new ArrayList<>(sent);
    try (Notifier after = notifier()) {
      after.start(List.of(alert(Alert.State.ACTIVE, Optional.empty())));
      soon(() -> assertThat(store.waiting()).isEmpty());
    }
    assertThat(sent).extracting(Delivery::id).containsOnly(early.get(0).id());
  }

  @Test
  void an_alert_that_a_killed_process_had_no_time_to_announce_is_announced_at_the_start() {
    try (Notifier notifier = notifier()) {
      notifier.start(List.of(alert(Alert.State.ACTIVE, Optional.empty())));
      soon(() -> assertThat(sent).hasSize(1));
    }
  }
}
