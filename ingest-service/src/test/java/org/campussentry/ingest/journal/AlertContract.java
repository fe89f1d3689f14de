package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.Hours;
import org.campussentry.ingest.watch.LateExcursions;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Scope;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of alerts, and of telling people. */
abstract class AlertContract {
  Journal journal;

  /** The same one within a test, a new one for each. */
  abstract Journal open(Sites sites);

  @BeforeEach
  void begin() {
    journal = open(Sites.ALL);
  }

  @AfterEach
  void end() {
    journal.close();
  }

  void reopen() {
    reopen(Sites.ALL);
  }

  void reopen(Sites sites) {
    journal.close();
    journal = open(sites);
  }

  static Alert alert(String id, Alert.State state) {
    return alert(id, "main", state);
  }

  static Alert alert(String id, String site, Alert.State state) {
    return new Alert(
        id,
        "cold",
        "gw:cold1.temperature",
        site,
        "canteen-1/cold-store",
        "temperature",
        "Cel",
        Severity.CRITICAL,
        Alert.Kind.THRESHOLD,
        OptionalDouble.of(8),
        true,
        new Alert.Course(
            state,
            OptionalDouble.of(9.5),
            "",
            1000,
            Optional.of(2000L),
            Optional.of(2500L),
            Optional.empty(),
            3),
        new Alert.Handling(
            Optional.of(new Alert.Mark("admin", 3000, "")),
            Optional.of(new Alert.Shelf("admin", "化霜", 9000, 4000)),
            true,
            Optional.empty()));
  }

  @Test
  void alerts() {
    journal.alerts().save(alert("a", Alert.State.ACTIVE));
    journal.alerts().save(alert("b", Alert.State.PENDING));
    journal.alerts().save(alert("c", Alert.State.RECOVERED));
    reopen();
    assertThat(journal.alerts().find("a")).contains(alert("a", Alert.State.ACTIVE));
    assertThat(journal.alerts().open()).extracting(Alert::id).containsExactlyInAnyOrder("a", "b");
    assertThat(journal.alerts().list(Optional.empty(), 10))
        .extracting(Alert::id)
        .containsExactlyInAnyOrder("a", "c");
    assertThat(journal.alerts().list(Optional.of(Alert.State.PENDING), 10)).hasSize(1);
    journal.alerts().delete("b");
    assertThat(journal.alerts().find("b")).isEmpty();
  }

  @Test
  void the_alerts_of_a_point_are_those_that_lasted_into_the_stretch() {
    Alert open = alert("open", Alert.State.ACTIVE);
    journal.alerts().save(open);
    journal.alerts().save(alert("pending", Alert.State.PENDING));
    Alert.Course course = open.course();
    Alert.Course ended =
        new Alert.Course(
            Alert.State.RECOVERED,
            course.value(),
            "",
            1000,
            course.activeAt(),
            Optional.empty(),
            Optional.of(5000L),
            1);
    Alert past = alert("past", Alert.State.RECOVERED);
    journal
        .alerts()
        .save(
            new Alert(
                past.id(),
                past.rule(),
                past.source(),
                past.site(),
                past.area(),
                past.quantity(),
                past.unit(),
                past.severity(),
                past.kind(),
                past.limit(),
                past.late(),
                ended,
                past.handling()));
    String point = open.source();
    assertThat(journal.alerts().of(point, 4000, 9000, 10))
        .extracting(Alert::id)
        .containsExactlyInAnyOrder("open", "past");
    assertThat(journal.alerts().of(point, 6000, 9000, 10))
        .extracting(Alert::id)
        .containsExactly("open");
    assertThat(journal.alerts().of(point, 0, 1000, 10)).as("not yet").isEmpty();
    assertThat(journal.alerts().of("gw:other.temperature", 0, 9000, 10)).isEmpty();
    assertThat(journal.alerts().of(point, 0, 9000, 1)).hasSize(1);
  }

  static Delivery waiting(String id, String alert) {
    return new Delivery(
        id,
        alert,
        "active",
        "web",
        "officer-a",
        "138",
        Delivery.State.WAITING,
        0,
        1,
        1,
        0,
        "",
        "{}",
        0);
  }

  @Test
  void deliveries_are_made_once_for_each_change_and_channel() {
    Delivery first = waiting("d1", "a");
    assertThat(journal.deliveries().create(first)).isTrue();
    assertThat(journal.deliveries().create(waiting("d2", "a"))).isFalse();
    reopen();
    assertThat(journal.deliveries().waiting()).containsExactly(first);
  }

  @Test
  void contiguous_late_values_are_one_record() {
    Rule rule =
        new Rule(
            "cold",
            new Rule.Words("", "", "", "", ""),
            Scope.of("temperature", "**"),
            new Rule.Value(new Limit.Threshold(Limit.Direction.ABOVE, 8, 0)),
            Rule.Delays.NONE,
            Hours.ALWAYS,
            Severity.INFO,
            new Rule.Basis("", ""),
            true);
    PointId id = new PointId("gw", "cold1.temperature");
    journal.alerts().lateExcursion(new LateExcursions.Run(rule, id, 6000, 6000, 9, 15_000));
    journal.alerts().lateExcursion(new LateExcursions.Run(rule, id, 1000, 2000, 12, 15_000));
    journal.alerts().lateExcursion(new LateExcursions.Run(rule, id, 60_000, 60_000, 10, 15_000));
    assertThat(journal.alerts().lateExcursions(9))
        .containsExactly(
            new AlertArchive.LateExcursion("cold", id.toString(), 60_000, 60_000, 10),
            new AlertArchive.LateExcursion("cold", id.toString(), 1000, 6000, 12));
  }

  @Test
  void a_delivery_is_updated_and_found_by_its_alert() {
    Delivery failed =
        new Delivery(
            "d",
            "a",
            "active",
            "web",
            "officer-a",
            "138",
            Delivery.State.WAITING,
            1,
            1,
            7,
            0,
            "门没关",
            "{}",
            0);
    journal.deliveries().create(waiting("d", "a"));
    journal.deliveries().update(failed);
    assertThat(journal.deliveries().of("a")).containsExactly(failed);
    journal
        .deliveries()
        .update(
            new Delivery(
                "d",
                "a",
                "active",
                "web",
                "officer-a",
                "138",
                Delivery.State.SENT,
                2,
                1,
                7,
                9,
                "",
                "{}",
                0));
    assertThat(journal.deliveries().waiting()).isEmpty();
  }

  @Test
  void the_link_of_a_delivery_is_used_once_and_sending_does_not_undo_that() {
    Delivery told = waiting("d", "a");
    journal.deliveries().create(told);
    assertThat(journal.deliveries().acknowledge("d", 5)).isTrue();
    assertThat(journal.deliveries().acknowledge("d", 6)).isFalse();
    assertThat(journal.deliveries().acknowledge("none", 6)).isFalse();
    journal.deliveries().update(told.sent(7));
    reopen();
    assertThat(journal.deliveries().find("d"))
        .hasValueSatisfying(
            d -> {
              assertThat(d.acknowledgedAt()).isEqualTo(5);
              assertThat(d.sentAt()).isEqualTo(7);
            });
    assertThat(journal.deliveries().find("none")).isEmpty();
  }

  @Test
  void a_key_is_made_once_and_stays() {
    byte[] key = journal.secrets().key("links");
    assertThat(key).hasSize(32).isNotEqualTo(journal.secrets().key("other"));
    reopen();
    assertThat(journal.secrets().key("links")).isEqualTo(key);
  }

  @Test
  void of_rules_each_change_in_its_order() {
    RuleContract.run(
        () -> {
          reopen();
          return journal.rules();
        });
  }
}
