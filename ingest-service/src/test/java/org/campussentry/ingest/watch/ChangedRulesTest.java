package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.watch.Timeline.GATE;
import static org.campussentry.ingest.watch.Timeline.ROOM;
import static org.campussentry.ingest.watch.Timeline.above;
import static org.campussentry.ingest.watch.Timeline.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that change while the watch runs: what becomes of what is open, and from when. */
class ChangedRulesTest {
  private final Timeline line = new Timeline(new RuleBook(Timeline.RULES.all()));

  private static Rule cold(double limit, long hold, Severity severity) {
    return rule("cold", "temperature", "*/cold-store", above(limit, 0.5), hold, severity);
  }

  /** All rules, these in place of those of the same id. */
  private void change(Rule... changed) {
    List<Rule> rules = new ArrayList<>(without(Arrays.stream(changed).map(Rule::id).toList()));
    rules.addAll(Arrays.asList(changed));
    line.watch().onRules(rules, Map.of(), "who", line.now());
  }

  private void remove(String... ids) {
    line.watch().onRules(without(Arrays.asList(ids)), Map.of(), "who", line.now());
  }

  private static List<Rule> without(List<String> ids) {
    return Timeline.RULES.all().stream().filter(r -> !ids.contains(r.id())).toList();
  }

  private Alert only() {
    assertThat(line.store.alerts).hasSize(1);
    return line.store.alerts.values().iterator().next();
  }

  @Test
  void a_changed_limit_is_judged_from_the_next_reading() {
    line.speaksUntil(20, 7);
    change(cold(6, 0, Severity.CRITICAL));
    assertThat(line.told("ACTIVATED")).as("not from the reading before").isEmpty();
    line.speaksUntil(25, 7);
    assertThat(line.told("ACTIVATED")).containsExactly("25 ACTIVATED cold gw:cold1.temperature");
    change(cold(8, 0, Severity.CRITICAL));
    line.at(27);
    assertThat(line.told("RECOVERED")).as("not by the change itself").isEmpty();
    line.speaksUntil(30, 7);
    assertThat(line.told("RECOVERED")).containsExactly("30 RECOVERED cold gw:cold1.temperature");
  }

  @Test
  void a_rule_that_is_switched_off_closes_its_alerts_with_a_note_and_comes_back_whole() {
    line.speaksUntil(620, 9);
    remove("cold");
    assertThat(only().state()).isEqualTo(Alert.State.CLOSED);
    assertThat(only().closed().orElseThrow().by()).isEqualTo("who");
    assertThat(only().closed().orElseThrow().note()).contains("停用").contains("switched off");
    assertThat(line.told("CLOSED")).containsExactly("620 CLOSED cold gw:cold1.temperature");
    line.speaksUntil(1300, 9);
    assertThat(line.told("ACTIVATED")).hasSize(1);
    change(cold(8, 600, Severity.CRITICAL));
    line.speaksUntil(2000, 9);
    assertThat(line.told("ACTIVATED")).hasSize(2);
  }

  @Test
  void a_silence_that_goes_on_is_told_anew_when_its_rule_is_back() {
    line.speaksUntil(10, 4);
    for (int s = 15; s <= 100; s += 5) {
      line.at(s).says(ROOM, 21);
    }
    assertThat(line.told("ACTIVATED")).hasSize(1);
    remove("silent");
    assertThat(line.told("CLOSED")).hasSize(1);
    line.at(105).says(ROOM, 21);
    change();
    line.at(110).says(ROOM, 21);
    line.at(111);
    assertThat(line.told("ACTIVATED")).hasSize(2);
  }

  @Test
  void a_lost_gateway_is_closed_with_its_rule() {
    line.speaksUntil(10, 4).at(150);
    assertThat(line.told("ACTIVATED")).containsExactly("101 ACTIVATED lost gw");
    remove("lost");
    assertThat(line.told("CLOSED")).containsExactly("150 CLOSED lost gw");
  }

  @Test
  void a_fever_stays_until_a_person_closes_it_unless_its_rule_is_gone() {
    line.at(10).says(GATE, 39);
    change(
        rule("fever", "body_temperature", "gate/x", Timeline.atLeast(37.3), 0, Severity.CRITICAL));
    assertThat(only().state()).isEqualTo(Alert.State.ACTIVE);
    remove("fever");
    assertThat(only().state()).isEqualTo(Alert.State.CLOSED);
  }

  @Test
  void urgency_changes_at_once_and_the_limit_that_was_told_stays() {
    line.speaksUntil(620, 9);
    change(cold(8.5, 600, Severity.WARNING));
    assertThat(only().severity()).isEqualTo(Severity.WARNING);
    assertThat(only().limit()).hasValue(8);
    assertThat(only().state()).isEqualTo(Alert.State.ACTIVE);
  }

  @Test
  void a_delay_that_runs_ends_when_the_new_limit_allows_the_value_and_else_goes_on() {
    line.speaksUntil(300, 9);
    change(cold(8.5, 600, Severity.CRITICAL));
    line.speaksUntil(620, 9);
    assertThat(line.told("ACTIVATED")).containsExactly("605 ACTIVATED cold gw:cold1.temperature");
    line.speaksUntil(640, 4).speaksUntil(2000, 4).speaksUntil(2100, 9);
    change(cold(10, 1, Severity.CRITICAL));
    line.at(2104);
    assertThat(line.told("FORGOTTEN")).hasSize(1);
    assertThat(line.told("ACTIVATED")).hasSize(1);
  }

  @Test
  void what_another_kind_of_condition_began_is_closed() {
    line.speaksUntil(620, 9);
    Rule.Condition stuck = new Rule.Stuck(new Limit.Threshold(Limit.Direction.AT_LEAST, 60, 0));
    change(rule("cold", "temperature", "*/cold-store", stuck, 0, Severity.CRITICAL));
    assertThat(only().closed().orElseThrow().note()).contains("something else");
    line.speaksUntil(640, 9);
  }

  @Test
  void what_a_closer_rule_takes_over_is_closed_and_told_by_that_one() {
    line.speaksUntil(620, 9);
    change(
        cold(8, 600, Severity.CRITICAL),
        rule("closer", "temperature", "canteen-1/cold-store", above(5, 0), 0, Severity.CRITICAL));
    assertThat(only().closed().orElseThrow().note()).contains("not for this place");
    line.speaksUntil(625, 9);
    assertThat(line.told("ACTIVATED"))
        .containsExactly(
            "605 ACTIVATED cold gw:cold1.temperature", "625 ACTIVATED closer gw:cold1.temperature");
  }

  @Test
  void a_rise_that_is_watched_already_goes_on_when_another_rule_changes() {
    Rule rises =
        rule(
            "rises",
            "temperature",
            "*/cold-store",
            new Rule.Rate(
                true, new Limit.Threshold(Limit.Direction.ABOVE, 2, 0), Duration.ofSeconds(60)),
            0,
            Severity.WARNING);
    change(rises);
    line.speaksUntil(40, 4);
    change(rises, cold(9, 600, Severity.CRITICAL));
    line.speaksUntil(45, 6.5);
    assertThat(line.told("ACTIVATED")).containsExactly("45 ACTIVATED rises gw:cold1.temperature");
  }
}
