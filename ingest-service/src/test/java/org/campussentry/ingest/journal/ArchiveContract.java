package org.campussentry.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertQuery;
import org.campussentry.ingest.watch.AlertStep;
import org.campussentry.ingest.watch.Severity;
import org.junit.jupiter.api.Test;

/** How alerts are looked up, and what is told of what became of one. */
abstract class ArchiveContract extends AlertContract {
  private static final Alert.Handling CLAIMED =
      new Alert.Handling(
          Optional.of(new Alert.Mark("officer-a", 3000, "")),
          Optional.empty(),
          false,
          Optional.empty());

  private static Alert made(
      String id, Severity severity, Alert.State state, long since, Alert.Handling handling) {
    return new Alert(
        id,
        "cold",
        "gw:cold1.temperature",
        "main",
        "canteen-1/cold-store",
        "temperature",
        "Cel",
        severity,
        Alert.Kind.THRESHOLD,
        OptionalDouble.of(8),
        false,
        new Alert.Course(
            state,
            OptionalDouble.of(9.5),
            "",
            since,
            Optional.of(since + 1),
            Optional.empty(),
            Optional.empty(),
            1),
        handling);
  }

  private static Alert made(String id, Severity severity, Alert.State state, long since) {
    return made(id, severity, state, since, Alert.Handling.NONE);
  }

  private static AlertQuery all(AlertQuery.Order order, int limit) {
    return new AlertQuery(AlertQuery.Filter.ALL, order, Optional.empty(), limit);
  }

  private List<String> walked(AlertQuery.Order order, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<AlertQuery.Mark> after = Optional.empty();
    while (true) {
      List<Alert> page =
          journal.alerts().find(new AlertQuery(AlertQuery.Filter.ALL, order, after, limit));
      page.forEach(a -> ids.add(a.id()));
      if (page.size() < limit) {
        return ids;
      }
      after = Optional.of(AlertQuery.Mark.of(page.get(limit - 1)));
    }
  }

  @Test
  void pages_follow_each_other_without_a_gap_in_both_orders() {
    AlertArchive alerts = journal.alerts();
    journal.alerts().save(made("e", Severity.INFO, Alert.State.ACTIVE, 1));
    journal.alerts().save(made("a", Severity.CRITICAL, Alert.State.ACTIVE, 5, CLAIMED));
    journal.alerts().save(made("b", Severity.CRITICAL, Alert.State.CLOSED, 5));
    journal.alerts().save(made("c", Severity.CRITICAL, Alert.State.ACTIVE, 3));
    journal.alerts().save(made("d", Severity.WARNING, Alert.State.RECOVERED, 9));
    journal.alerts().save(made("f", Severity.WARNING, Alert.State.PENDING, 9));
    for (int limit = 1; limit <= 6; limit++) {
      assertThat(walked(AlertQuery.Order.NEWEST, limit)).containsExactly("d", "b", "a", "c", "e");
      assertThat(walked(AlertQuery.Order.WORST, limit)).containsExactly("c", "b", "a", "d", "e");
    }
    assertThat(alerts.count(all(AlertQuery.Order.NEWEST, 1))).isEqualTo(5);
    reopen(Sites.of(List.of("west")));
    assertThat(journal.alerts().find(all(AlertQuery.Order.NEWEST, 9))).isEmpty();
  }

  private List<String> found(
      Set<Alert.State> states,
      Set<Severity> severities,
      Optional<String> area,
      Optional<AlertQuery.Words> words,
      OptionalLong from,
      AlertQuery.Handled handled) {
    AlertQuery.Filter filter =
        new AlertQuery.Filter(
            states,
            severities,
            Optional.of("main"),
            area,
            Optional.of("cold"),
            words,
            from,
            OptionalLong.of(100),
            handled);
    AlertQuery query = new AlertQuery(filter, AlertQuery.Order.NEWEST, Optional.empty(), 9);
    List<String> ids = journal.alerts().find(query).stream().map(Alert::id).sorted().toList();
    assertThat(journal.alerts().count(query)).isEqualTo(ids.size());
    return ids;
  }

  private List<String> containing(String text) {
    return found(
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.of(new AlertQuery.Words(text, Set.of(), Set.of())),
        OptionalLong.empty(),
        AlertQuery.Handled.ANY);
  }

  @Test
  void filters_narrow_and_a_text_is_found_as_it_is_written() {
    Alert.Handling closed =
        new Alert.Handling(
            Optional.empty(),
            Optional.of(new Alert.Shelf("admin", "化霜", 9000, 8)),
            true,
            Optional.of(new Alert.Mark("o'neil", 50, "门缝 100%_关好 <b>!</b> 🙂")));
    journal.alerts().save(made("a", Severity.CRITICAL, Alert.State.ACTIVE, 5, CLAIMED));
    journal.alerts().save(made("b", Severity.WARNING, Alert.State.CLOSED, 7, closed));
    journal.alerts().save(made("c", Severity.WARNING, Alert.State.ACTIVE, 200));
    OptionalLong ever = OptionalLong.empty();
    AlertQuery.Handled any = AlertQuery.Handled.ANY;
    Optional<String> canteen = Optional.of("canteen-1");
    assertThat(found(Set.of(), Set.of(), canteen, Optional.empty(), ever, any))
        .containsExactly("a", "b");
    assertThat(found(Set.of(), Set.of(), Optional.of("canteen"), Optional.empty(), ever, any))
        .as("a path is no prefix")
        .isEmpty();
    assertThat(
            found(
                Set.of(Alert.State.CLOSED, Alert.State.RECOVERED),
                Set.of(Severity.WARNING),
                canteen,
                Optional.empty(),
                OptionalLong.of(7),
                any))
        .containsExactly("b");
    for (String text : List.of("100%_关", "O'NEIL", "<b>!</b>", "🙂", "化霜")) {
      assertThat(containing(text)).as(text).containsExactly("b");
    }
    for (String text : List.of("%", "_", "!")) {
      assertThat(containing(text)).as(text).containsExactly("b");
    }
    assertThat(containing("' OR 1=1 --")).isEmpty();
    assertThat(containing("officer")).containsExactly("a");
    AlertQuery.Words named =
        new AlertQuery.Words(
            "冷库", Set.of("cold"), Set.of(new AlertQuery.Area("main", "canteen-1/cold-store")));
    assertThat(found(Set.of(), Set.of(), canteen, Optional.of(named), ever, any)).hasSize(2);
    for (AlertQuery.Handled ofB :
        List.of(
            new AlertQuery.Handled(true, Optional.empty(), OptionalLong.empty(), false, false),
            new AlertQuery.Handled(false, Optional.of("admin"), OptionalLong.empty(), false, false),
            new AlertQuery.Handled(false, Optional.of("o'neil"), ever, false, false),
            new AlertQuery.Handled(false, Optional.empty(), OptionalLong.of(8999), false, false),
            new AlertQuery.Handled(false, Optional.empty(), OptionalLong.empty(), true, false))) {
      assertThat(found(Set.of(), Set.of(), canteen, Optional.empty(), ever, ofB))
          .as("%s", ofB)
          .containsExactly("b");
    }
    AlertQuery.Handled late =
        new AlertQuery.Handled(false, Optional.empty(), OptionalLong.empty(), false, true);
    assertThat(found(Set.of(), Set.of(), canteen, Optional.empty(), ever, late)).isEmpty();
  }

  @Test
  void each_step_is_kept_whatever_came_after_it() {
    Alert begun = made("a", Severity.CRITICAL, Alert.State.ACTIVE, 5);
    journal.alerts().save(begun);
    journal.alerts().save(made("a", Severity.CRITICAL, Alert.State.ACTIVE, 5, CLAIMED));
    journal.alerts().save(made("a", Severity.CRITICAL, Alert.State.ACTIVE, 5, CLAIMED));
    Alert.Shelf shelf = new Alert.Shelf("admin", "化霜", 9000, 4000);
    Alert.Shelf back = new Alert.Shelf("officer-a", "", 5000, 5000);
    for (Alert.Shelf one : List.of(shelf, back)) {
      Alert.Handling handling =
          new Alert.Handling(Optional.empty(), Optional.of(one), false, Optional.empty());
      journal.alerts().save(made("a", Severity.CRITICAL, Alert.State.ACTIVE, 4000, handling));
    }
    reopen();
    assertThat(journal.alerts().steps("a"))
        .containsExactly(
            new AlertStep(AlertStep.Kind.ACTIVATED, 6, "", "", 0),
            new AlertStep(AlertStep.Kind.ACKNOWLEDGED, 3000, "officer-a", "", 0),
            new AlertStep(AlertStep.Kind.SHELVED, 4000, "admin", "化霜", 9000),
            new AlertStep(AlertStep.Kind.ACTIVATED, 4001, "", "", 0),
            new AlertStep(AlertStep.Kind.UNSHELVED, 5000, "officer-a", "", 0));
    assertThat(journal.alerts().find("a").orElseThrow().shelf()).isEmpty();
    reopen(Sites.of(List.of("west")));
    assertThat(journal.alerts().steps("a")).isEmpty();
  }

  @Test
  void two_thousand_alerts_are_walked_through_page_by_page() {
    for (int i = 0; i < 2_000; i++) {
      Severity severity = i % 3 == 0 ? Severity.CRITICAL : Severity.WARNING;
      journal.alerts().save(made("id" + i, severity, Alert.State.CLOSED, i / 7));
    }
    for (AlertQuery.Order order : AlertQuery.Order.values()) {
      assertThat(walked(order, 500)).hasSize(2_000).doesNotHaveDuplicates();
    }
    assertThat(journal.alerts().count(all(AlertQuery.Order.NEWEST, 1))).isEqualTo(2_000);
  }
}
