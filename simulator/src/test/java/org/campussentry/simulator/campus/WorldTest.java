package org.campussentry.simulator.campus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.campussentry.simulator.fault.Fault;
import org.campussentry.simulator.physics.Air;
import org.campussentry.simulator.physics.Entrance;
import org.campussentry.simulator.physics.Physics;
import org.campussentry.simulator.physics.Sprayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  @TempDir private Path logs;
  private Plan plan;
  private World world;
  private Instant now = START;

  @BeforeEach
  void build() throws IOException {
    plan = Plan.load();
    world = new World(plan, 1, logs, InstantSource.fixed(START));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void seven_normal_days_cross_no_limit_of_any_rule() throws IOException {
    Map<Supplier<Double>, List<Limit>> watched = watched();
    assertThat(watched.values().stream().mapToInt(List::size).sum()).isGreaterThan(20);
    for (int second = 0; second < Duration.ofDays(7).toSeconds(); second++) {
      pass(Duration.ofSeconds(1));
      watched.forEach(
          (value, limits) -> limits.forEach(limit -> limit.requireKept(value.get(), now)));
    }
  }

  @Test
  void each_fault_changes_what_it_says_and_nothing_else() {
    pass(Duration.ofSeconds(10));
    var unused = world.apply(EnumSet.of(Fault.COLD_STORE_DOOR, Fault.SPRAYER_DRY));
    pass(Duration.ofSeconds(6));
    assertThat(celsius("gw-canteen1.cold1")).isGreaterThan(8);
    assertThat(celsius("gw-canteen1.cold2")).isLessThan(8);
    assertThat(celsius("gw-east-canteen.cold1")).isLessThan(7);
    assertThat(((Sprayer) world.physics().get("gw-canteen1.spray1")).state().tankLevel())
        .isLessThan(2);
    assertThat(((Sprayer) world.physics().get("gw-dorm2.spray1")).state().tankLevel())
        .isGreaterThan(20);
    unused = world.apply(EnumSet.noneOf(Fault.class));
    pass(Duration.ofSeconds(10));
    assertThat(celsius("gw-canteen1.cold1")).isLessThan(7.5);
  }

  @Test
  void a_fever_happens_once_for_each_request() {
    Entrance gate = (Entrance) world.physics().get("gw-gate.main-gate");
    for (int request = 0; request < 3; request++) {
      Set<Fault> happened = world.apply(EnumSet.of(Fault.FEVER));
      for (int tick = 0; happened.isEmpty(); tick++) {
        assertThat(tick).isLessThan(20);
        pass(Duration.ofMillis(100));
        happened = world.apply(EnumSet.of(Fault.FEVER));
      }
      assertThat(gate.last().celsius()).isEqualTo(38.4);
      assertThat(world.apply(EnumSet.noneOf(Fault.class))).isEmpty();
    }
  }

  @Test
  void a_clock_that_is_set_back_does_not_stop_the_campus() {
    pass(Duration.ofSeconds(5));
    now = now.minus(Duration.ofHours(1));
    world.advance(now);
    long before = people();
    pass(Duration.ofSeconds(13));
    assertThat(people()).isGreaterThan(before);
    pass(Duration.ofDays(30));
    assertThat(people() - before).as("at most ten minutes are caught up").isLessThan(200);
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
    world.advance(now);
  }

  private double celsius(String device) {
    return ((Air) world.physics().get(device)).climate().celsius();
  }

  private long people() {
    return ((Entrance) world.physics().get("gw-gate.main-gate")).last().count();
  }

  private Map<Supplier<Double>, List<Limit>> watched() throws IOException {
    List<Limit> all = Limit.of(PlanTest.campus().get("rules"));
    Map<Supplier<Double>, List<Limit>> watched = new LinkedHashMap<>();
    plan.gateways()
        .forEach(
            (id, gateway) ->
                gateway
                    .devices()
                    .forEach(
                        (name, device) ->
                            quantities(world.physics().get(id + "." + name))
                                .forEach(
                                    (quantity, value) -> {
                                      List<Limit> limits =
                                          all.stream()
                                              .filter(l -> l.watches(quantity, device.area()))
                                              .toList();
                                      if (!limits.isEmpty()) {
                                        watched.put(value, limits);
                                      }
                                    })));
    return watched;
  }

  private static Map<String, Supplier<Double>> quantities(Physics thing) {
    if (thing instanceof Air air) {
      return Map.of(
          "temperature", () -> air.climate().celsius(),
          "humidity", () -> air.climate().humidity());
    } else if (thing instanceof Sprayer sprayer) {
      return Map.of(
          "tank_level", () -> sprayer.state().tankLevel(),
          "chlorine", () -> sprayer.state().chlorine(),
          "fault", () -> sprayer.state().fault() ? 1.0 : 0.0);
    } else if (thing instanceof Entrance entrance) {
      return Map.of("body_temperature", () -> entrance.last().celsius());
    }
    throw new IllegalArgumentException("no such physics: " + thing);
  }

  /** A limit of campus.yaml, without its delay: a normal value doesn't cross it for a moment. */
  private record Limit(String rule, String quantity, String area, double lowest, double highest) {

    static List<Limit> of(JsonNode rules) {
      List<Limit> limits = new ArrayList<>();
      for (JsonNode rule : rules) {
        if (!rule.has("area")) {
          continue; // Silence, and no limit of a value.
        }
        double highest = rule.path("at-least").asDouble(rule.path("above").asDouble(1e9));
        double lowest = rule.path("below").asDouble(-1e9);
        String area = rule.get("area").asText().replace("*", "[^/]+");
        limits.add(
            new Limit(
                rule.get("id").asText(), rule.get("quantity").asText(), area, lowest, highest));
      }
      return limits;
    }

    boolean watches(String quantityOfPoint, String areaOfPoint) {
      return quantity.equals(quantityOfPoint) && areaOfPoint.matches(area);
    }

    void requireKept(double value, Instant when) {
      if (value <= lowest || value >= highest) {
        throw new AssertionError(rule + " would be raised by " + value + " at " + when);
      }
    }
  }
}
