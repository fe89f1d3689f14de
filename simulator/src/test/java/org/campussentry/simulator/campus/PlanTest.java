package org.campussentry.simulator.campus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The plan of the equipment and the description of the campus tell the same story. */
class PlanTest {
  private static final String ID = "[a-z0-9][a-z0-9_-]*";
  private final Plan plan = Plan.load();
  private final JsonNode campus = campus();

  PlanTest() throws IOException {}

  static JsonNode campus() throws IOException {
    try (InputStream file = PlanTest.class.getResourceAsStream("/campus.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(file);
    }
  }

  @Test
  void every_gateway_is_expected_at_its_site_and_has_devices() {
    Set<String> expected = new TreeSet<>();
    campus.get("gateways").fieldNames().forEachRemaining(expected::add);
    assertThat(plan.gateways().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    plan.gateways()
        .forEach(
            (id, gateway) -> {
              assertThat(campus.at("/gateways/" + id + "/site").asText()).isEqualTo(gateway.site());
              assertThat(gateway.devices()).isNotEmpty();
              assertThat(id).matches(ID);
            });
  }

  @Test
  void every_area_has_a_device_and_an_owner_and_every_device_an_area() {
    Set<String> measured = new TreeSet<>();
    plan.gateways()
        .values()
        .forEach(
            gateway ->
                gateway
                    .devices()
                    .values()
                    .forEach(device -> measured.add(gateway.site() + " " + device.area())));
    Set<String> described = new TreeSet<>();
    campus
        .get("sites")
        .properties()
        .forEach(
            site ->
                site.getValue()
                    .get("areas")
                    .properties()
                    .forEach(
                        area -> {
                          described.add(site.getKey() + " " + area.getKey());
                          String owner = area.getValue().get("owner").asText();
                          assertThat(campus.get("departments").has(owner)).as(owner).isTrue();
                          assertThat(area.getValue().get("name").asText()).isNotBlank();
                          assertThat(area.getValue().get("name-en").asText()).isNotBlank();
                        }));
    assertThat(measured).isEqualTo(described);
  }

  @Test
  void units_are_unique_on_their_bus_and_every_bus_is_used() {
    plan.gateways()
        .forEach(
            (id, gateway) -> {
              Set<String> used = new HashSet<>();
              Set<String> buses = new HashSet<>();
              gateway
                  .devices()
                  .forEach(
                      (name, device) -> {
                        assertThat(name).matches(ID);
                        assertThat(device.unit()).isBetween(1, 247);
                        assertThat(used.add(device.bus() + " " + device.unit())).as(id).isTrue();
                        buses.add(device.bus());
                      });
              assertThat(buses).isEqualTo(gateway.buses().keySet());
            });
  }

  @Test
  void the_campus_is_large_enough_to_try_and_has_a_serial_line() {
    assertThat(plan.gateways()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(plan.gateways().values().stream().mapToInt(Plan.Gateway::points).sum())
        .isGreaterThanOrEqualTo(64);
    assertThat(plan.gateways().get("gw-dorm1").buses().values())
        .containsExactly(new Plan.Bus(Plan.Type.RTU, 9_600));
  }

  @Test
  void rules_are_complete_in_both_languages() {
    for (JsonNode rule : campus.get("rules")) {
      for (String key : new String[] {"id", "name", "name-en", "do", "do-en"}) {
        assertThat(rule.path(key).asText()).as(rule + " " + key).isNotBlank();
      }
      assertThat(rule.get("severity").asText()).isIn("info", "warning", "critical");
    }
  }
}
