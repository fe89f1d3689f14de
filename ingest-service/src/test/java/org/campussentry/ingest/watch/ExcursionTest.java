package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.campussentry.ingest.reading.Point;

/** Whatever the values are, the machine keeps its promises. */
class ExcursionTest {
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
      Step step = Excursion.onMeasure(RULE, POINT, alert, value, now, now);
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
}
