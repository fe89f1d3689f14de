package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;

/** Whatever the values are, the machine keeps its promises. */
class ThresholdMachineTest {
  private static final Point POINT =
      Timeline.point(Timeline.COLD, "canteen-1/cold-store", 5000, false);
  private static final Rule RULE =
      Timeline.rule("cold", "temperature", "**", Timeline.above(8, 0.5), 20, Severity.CRITICAL);

  @Property
  void an_alert_is_active_only_after_an_unbroken_on_delay_and_ends_only_below_the_deadband(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 5, max = 11) Double> values) {
    Optional<Alert> alert = Optional.empty();
    int aboveInARow = 0;
    long now = 0;
    for (double value : values) {
      now += 5000;
      Optional<Alert> before = alert;
      Step step =
          ThresholdMachine.onReading(
              RULE, POINT, alert, new Reading.Measured(POINT.id(), now, value), now);
      aboveInARow = value > 8 ? aboveInARow + 1 : 0;
      assertThat(step.why()).isNotEmpty();
      if (step.change() == Change.ACTIVATED) {
        assertThat((aboveInARow - 1) * 5).isGreaterThanOrEqualTo(20);
      }
      if (step.change() == Change.RECOVERED) {
        assertThat(value).isLessThanOrEqualTo(7.5);
        assertThat(before.orElseThrow().state()).isEqualTo(Alert.State.ACTIVE);
      }
      alert = step.alert().filter(Alert::isOpen);
      alert.ifPresent(a -> assertThat(a.value().orElseThrow()).isGreaterThan(8));
    }
  }

  @Property
  void a_rule_written_by_the_campus_displaces_the_default_one(@ForAll boolean lowerToo) {
    Rule standard =
        new Rule(
            "std",
            "",
            "",
            "temperature",
            "**",
            Timeline.above(10, 0),
            java.time.Duration.ZERO,
            Severity.INFO,
            "",
            "",
            "GB",
            false);
    Rule standardLower =
        new Rule(
            "low",
            "",
            "",
            "temperature",
            "**",
            new Rule.Threshold(Rule.Direction.BELOW, 0, 0),
            java.time.Duration.ZERO,
            Severity.INFO,
            "",
            "",
            "GB",
            false);
    RuleBook book =
        new RuleBook(lowerToo ? List.of(standard, standardLower, RULE) : List.of(standard, RULE));
    assertThat(book.thresholds(POINT)).contains(RULE).doesNotContain(standard);
    assertThat(book.thresholds(POINT).contains(standardLower)).isEqualTo(lowerToo);
  }
}
