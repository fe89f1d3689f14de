package org.campussentry.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.campussentry.edge.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final MovedClock clock = new MovedClock();
  private final Drain drain = new Drain();

  @BeforeEach
  void connect() {
    drain.connected(clock.instant());
  }

  private void flow() {
    drain.settled(List.of(), clock.instant());
  }

  private void move(int seconds) {
    clock.move(Duration.ofSeconds(seconds));
  }

  @Test
  void a_connection_begins_with_one_probe_of_the_oldest() {
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, Long.MAX_VALUE, 1));
    drain.sentAgain(1, clock.instant());
    assertThat(drain.ask(clock.instant())).isEmpty();
  }

  @Test
  void while_no_receipt_comes_probes_are_5_10_20_40_60_60_seconds_apart() {
    for (int wait : List.of(5, 10, 20, 40, 60, 60)) {
      assertThat(drain.ask(clock.instant())).isPresent();
      drain.sentAgain(1, clock.instant());
      move(wait - 1);
      assertThat(drain.ask(clock.instant())).as("before %d s", wait).isEmpty();
      move(1);
    }
  }

  @Test
  void a_receipt_opens_the_window() {
    drain.sentAgain(1, clock.instant());
    drain.settled(List.of(1L), clock.instant());
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, Long.MAX_VALUE, Drain.WINDOW));
  }

  @Test
  void the_window_advances_with_each_receipt_and_never_sends_twice() {
    flow();
    for (long position = 1; position <= Drain.WINDOW; position++) {
      drain.sentAgain(position, clock.instant());
    }
    assertThat(drain.ask(clock.instant())).isEmpty();
    drain.settled(List.of(1L, 2L), clock.instant());
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(Drain.WINDOW, Long.MAX_VALUE, 2));
  }

  @Test
  void a_fresh_batch_is_left_alone_for_ten_seconds_and_is_backlog_then() {
    flow();
    drain.sentFresh(7, clock.instant());
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, 7, Drain.WINDOW));
    move(9);
    flow();
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, 7, Drain.WINDOW));
    move(1);
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, Long.MAX_VALUE, Drain.WINDOW));
  }

  @Test
  void one_that_got_no_receipt_among_many_that_did_is_sent_again() {
    flow();
    drain.sentAgain(1, clock.instant());
    drain.sentAgain(2, clock.instant());
    drain.settled(List.of(2L), clock.instant());
    move(5);
    flow();
    move(5);
    var ask = drain.ask(clock.instant());
    assertThat(ask).contains(new Drain.Ask(0, Long.MAX_VALUE, Drain.WINDOW));
    assertThat(drain.underway(1)).isFalse();
  }

  @Test
  void when_receipts_stop_it_falls_back_to_probes() {
    flow();
    drain.sentFresh(1, clock.instant());
    move(10);
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, Long.MAX_VALUE, 1));
    drain.sentAgain(1, clock.instant());
    drain.sentFresh(2, clock.instant());
    move(4);
    assertThat(drain.ask(clock.instant())).isEmpty();
    move(1);
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, 2, 1));
  }

  @Test
  void a_new_connection_forgets_what_was_underway() {
    flow();
    drain.sentAgain(1, clock.instant());
    drain.sentFresh(9, clock.instant());
    drain.disconnected();
    drain.connected(clock.instant());
    assertThat(drain.underway(1)).isFalse();
    assertThat(drain.ask(clock.instant())).contains(new Drain.Ask(0, Long.MAX_VALUE, 1));
  }
}
