package org.campussentry.ingest.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.Town;
import org.campussentry.ingest.intake.Batch;
import org.campussentry.ingest.intake.CanaryBatch;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

/** The test of each morning, on a clock that is moved; over restarts at each step. */
class CanaryTest {
  private static final List<String> CHANNELS = List.of("log", "mail", "sms");
  private static final CanaryPlan PLAN =
      new CanaryPlan(
          LocalTime.of(7, 10),
          Town.SHANGHAI,
          Optional.of(Town.person("officer-a", "值班员甲", "", true)),
          Set.of("sms"),
          Duration.ofMinutes(5));

  private record Made(Alert alert, Call call, Collection<String> through) {}

  /** A journal that can be away. */
  private static final class Memory implements CanaryStore {
    private Optional<CanaryRun> last = Optional.empty();
    private final List<Delivery> deliveries = new ArrayList<>();
    private boolean away;

    @Override
    public void save(CanaryRun run) {
      check();
      last = Optional.of(run);
    }

    @Override
    public Optional<CanaryRun> last() {
      return last;
    }

    @Override
    public List<Delivery> deliveries(String run) {
      check();
      return deliveries.stream().filter(d -> d.alert().equals(run)).toList();
    }

    private void check() {
      if (away) {
        throw new IllegalStateException("away");
      }
    }
  }

  private final Memory store = new Memory();
  private final List<Made> calls = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private Instant now = Town.at(0, 7, 9);
  private boolean line = true;
  private Canary canary = canary();

  private Canary canary() {
    return new Canary(
        PLAN, Town.CAMPUS, store, CHANNELS, (a, c, t) -> calls.add(new Made(a, c, t)));
  }

  private void pass(long seconds) {
    for (long i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      canary.round(
          now,
          (site, stream) -> {
            said.add(site + " " + stream);
            return line;
          });
    }
  }

  private CanaryRun run() {
    return canary.last().orElseThrow();
  }

  private void comesBack(String stream) {
    now = now.plusMillis(40);
    Reading one =
        new Reading.Measured(
            new PointId(CanaryBatch.GATEWAY, "self.canary"), now.toEpochMilli(), 1);
    canary.onBatch(
        new Batch("main", CanaryBatch.GATEWAY, stream, 0, "canary", false, List.of(one)),
        now.toEpochMilli());
  }

  private void delivery(Delivery.State state) {
    store.deliveries.add(
        new Delivery(
            "d" + store.deliveries.size(),
            run().id(),
            "active-1",
            "sms",
            "officer-a",
            "officer-a",
            state,
            1,
            now.toEpochMilli(),
            0,
            state == Delivery.State.SENT ? now.toEpochMilli() + 300 : 0,
            "",
            "{}",
            0));
  }

  @Test
  void it_comes_through_once_a_morning_and_each_stage_is_timed() {
    pass(59);
    assertThat(canary.last()).isEmpty();
    pass(1);
    assertThat(run().stage()).isEqualTo(CanaryRun.Stage.BROKER);
    assertThat(said).containsExactly("main " + run().id());
    canary = canary();
    comesBack("of somebody else");
    assertThat(calls).isEmpty();
    comesBack(run().id());
    comesBack(run().id());
    assertThat(calls).as("sent twice, told once").hasSize(1);
    assertThat(calls.get(0).call().person()).contains("officer-a");
    assertThat(calls.get(0).alert().kind()).isEqualTo(Alert.Kind.CANARY);
    assertThat(calls.get(0).alert().reason()).isEmpty();
    delivery(Delivery.State.SENT);
    pass(1);
    CanaryRun passed = run();
    assertThat(passed.stage()).isEqualTo(CanaryRun.Stage.DONE);
    assertThat(passed.channel()).isEqualTo("sms");
    assertThat(passed.takenAt() - passed.startedAt()).isBetween(300L, 2_000L);
    assertThat(store.last()).contains(passed);
    canary = canary();
    pass(7200);
    assertThat(run()).isEqualTo(passed);
    now = Town.at(1, 7, 10);
    pass(1);
    assertThat(run().day()).isEqualTo(Town.MONDAY.plusDays(1));
  }

  @Test
  void a_batch_that_does_not_come_back_is_sent_again_and_told_on_the_other_channels() {
    now = Town.at(0, 7, 10);
    pass(301);
    assertThat(said).hasSize(31).containsOnly("main " + run().id());
    assertThat(run().isFailed()).isTrue();
    assertThat(calls).hasSize(1);
    Made told = calls.get(0);
    assertThat(told.through()).containsExactly("log", "mail");
    assertThat(told.call().person()).isEmpty();
    assertThat(told.alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(told.alert().reason()).isEqualTo("broker");
    comesBack(run().id());
    pass(600);
    assertThat(calls).as("too late").hasSize(1);
    assertThat(run().isFailed()).isTrue();
  }

  @Test
  void a_channel_that_takes_nothing_fails_it_whenever_the_process_dies() {
    now = Town.at(0, 7, 10);
    pass(1);
    comesBack(run().id());
    delivery(Delivery.State.WAITING);
    pass(100);
    assertThat(store.last().orElseThrow().stage()).isEqualTo(CanaryRun.Stage.CHANNEL);
    canary = canary();
    now = now.plus(Duration.ofHours(3));
    pass(1);
    assertThat(run().isFailed()).isTrue();
    assertThat(calls.get(1).alert().reason()).isEqualTo("channel");
    canary = canary();
    pass(1);
    assertThat(calls).as("again, under the same key").hasSize(3);
    assertThat(calls.get(2).call().key()).isEqualTo(calls.get(1).call().key());
    canary = canary();
    now = now.plus(Duration.ofHours(1));
    pass(1);
    assertThat(calls).as("no news any more").hasSize(3);
  }

  @Test
  void a_line_that_is_away_is_tried_each_second_and_a_journal_that_is_away_does_not_stop_it() {
    now = Town.at(0, 7, 10);
    line = false;
    store.away = true;
    pass(20);
    assertThat(said).hasSize(20);
    line = true;
    pass(1);
    comesBack(run().id());
    assertThat(calls).hasSize(1);
    pass(300);
    assertThat(calls).as("nobody can say that it was taken").hasSize(2);
  }

  @Test
  void a_service_that_starts_an_hour_late_waits_for_the_next_morning() {
    now = Town.at(0, 8, 10);
    pass(5);
    assertThat(canary.last()).isEmpty();
    now = Town.at(1, 7, 40);
    pass(1);
    assertThat(run().day()).isEqualTo(Town.MONDAY.plusDays(1));
  }

  @Test
  void where_every_channel_was_tried_all_are_told_and_midnight_belongs_to_its_day() {
    CanaryPlan late =
        new CanaryPlan(
            LocalTime.of(23, 50),
            Town.SHANGHAI,
            Optional.empty(),
            Set.copyOf(CHANNELS),
            Duration.ofMinutes(5));
    assertThat(late.others(CHANNELS)).containsExactlyElementsOf(CHANNELS);
    assertThat(late.due(Town.at(1, 0, 5))).contains(Town.MONDAY);
    assertThat(late.due(Town.at(0, 23, 49))).isEmpty();
  }

  @Test
  void a_first_way_that_is_dead_is_told_once_though_another_one_took_it() {
    now = Town.at(0, 7, 10);
    pass(1);
    comesBack(run().id());
    delivery(Delivery.State.GIVEN_UP);
    pass(5);
    assertThat(run().isUnderWay()).as("the next way may take it").isTrue();
    delivery(Delivery.State.SENT);
    pass(60);
    assertThat(run().isFailed()).isTrue();
    assertThat(run().wentAnotherWay()).isTrue();
    assertThat(run().stage()).isEqualTo(CanaryRun.Stage.CHANNEL);
    assertThat(run().channel()).isEqualTo("sms");
    assertThat(calls).hasSize(2);
    Made told = calls.get(1);
    assertThat(told.alert().reason()).isEqualTo("channel");
    assertThat(told.alert().severity()).isEqualTo(Severity.WARNING);
    assertThat(told.through()).containsExactly("log", "mail");
    now = Town.at(1, 7, 10);
    pass(1);
    comesBack(run().id());
    store.deliveries.clear();
    delivery(Delivery.State.SENT);
    pass(1);
    assertThat(run().stage()).as("mended").isEqualTo(CanaryRun.Stage.DONE);
    assertThat(calls).hasSize(3);
  }
}
