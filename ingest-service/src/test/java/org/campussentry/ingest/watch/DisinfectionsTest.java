package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.campussentry.ingest.watch.Rule.Disinfection.Stage;
import org.junit.jupiter.api.Test;

/** Slots that are not done, with a clock that is moved. */
class DisinfectionsTest {
  private static final RuleBook RULES =
      new RuleBook(
          List.of(
              rule("due", Stage.DUE, Severity.WARNING),
              rule("missed", Stage.MISSED, Severity.CRITICAL),
              rule("failed", Stage.FAILED, Severity.WARNING)));

  private final Timeline time = new Timeline(RULES);

  private static Rule rule(String id, Stage stage, Severity severity) {
    return Timeline.rule(id, "*", "**", new Rule.Disinfection(stage), 0, severity);
  }

  private void concern(Stage... stages) {
    time.watch()
        .onConcerns(
            Alert.Kind.DISINFECTION,
            Arrays.stream(stages)
                .map(
                    s ->
                        new Concern(
                            "hall@1",
                            "main",
                            "hall",
                            new Rule.Disinfection(s),
                            "no-run",
                            time.start()))
                .toList(),
            time.now());
  }

  @Test
  void before_the_end_then_after_it_each_once_and_no_all_clear_in_between() {
    concern(Stage.DUE);
    concern(Stage.DUE);
    time.at(900);
    concern(Stage.MISSED);
    concern(Stage.MISSED);
    assertThat(time.told)
        .containsExactly(
            "0 ACTIVATED due hall@1", "900 ACTIVATED missed hall@1", "900 CLOSED due hall@1");
    Alert missed = time.watch().openAlerts().get(0);
    assertThat(missed.kind()).isEqualTo(Alert.Kind.DISINFECTION);
    assertThat(missed.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(missed.reason()).isEqualTo("no-run");
    time.at(1000);
    concern();
    assertThat(time.told).last().isEqualTo("1000 RECOVERED missed hall@1");
  }

  @Test
  void what_somebody_closed_is_not_told_again_not_even_after_a_restart() {
    concern(Stage.MISSED);
    Alert missed = time.watch().openAlerts().get(0);
    assertThat(time.watch().close(missed.id(), "a", "已补做", time.now())).isPresent();
    concern(Stage.MISSED);
    time.restart();
    concern(Stage.MISSED);
    assertThat(time.watch().openAlerts()).isEmpty();
    assertThat(time.told).filteredOn(t -> t.contains("ACTIVATED")).hasSize(1);
  }

  @Test
  void an_open_one_survives_a_restart_untold_and_readings_do_not_end_it() {
    concern(Stage.FAILED);
    time.restart();
    concern(Stage.FAILED);
    time.speaksUntil(60, 4);
    assertThat(time.watch().openAlerts()).extracting(Alert::rule).containsExactly("failed");
    assertThat(time.told).filteredOn(t -> t.contains("failed")).hasSize(1);
  }

  @Test
  void a_campus_without_a_rule_for_it_is_not_told() {
    Timeline quiet = new Timeline(new RuleBook(List.of(rule("due", Stage.DUE, Severity.INFO))));
    quiet
        .watch()
        .onConcerns(
            Alert.Kind.DISINFECTION,
            List.of(
                new Concern("hall@1", "main", "hall", new Rule.Disinfection(Stage.MISSED), "", 5)),
            quiet.now());
    assertThat(quiet.told).isEmpty();
  }
}
