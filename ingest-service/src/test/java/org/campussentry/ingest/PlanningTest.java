package org.campussentry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.amend.AmendmentDesk.Outcome;
import org.campussentry.ingest.amend.Written;
import org.campussentry.ingest.disinfection.Plan;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.supply.Item;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people make of plans and supplies over the campus file, and what becomes of it later. */
class PlanningTest {
  private static final Instant NOW = Instant.parse("2026-11-28T04:00:00Z");
  private static final String CAMPUS =
      """
      sites: {main: {name: 主校区, areas: {hall: {name: 餐厅}, lift: {name: 电梯}}}, east: {name: 东, areas: {gate: {name: 门}}}}
      channels: {log: {type: console}}
      supplies:
        - {id: masks, site: main, name: 口罩, unit: 只, minimum: 100}
      disinfection:
        plans:
          - {id: hall, site: main, area: hall, concentration: 500, times: ["06:00-07:00"]}
      """;
  private static final String LIFT =
      "{\"id\":\"lift\",\"site\":\"main\",\"area\":\"lift\",\"concentration\":250,\"times\":[\"08:00-09:00\"]}";

  @TempDir Path folder;
  private Journal journal;

  @BeforeEach
  void open() {
    journal = Journal.open(folder.resolve("home"), Sites.ALL);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private CampusFile file(String campus) throws Exception {
    return CampusFile.load(Files.writeString(folder.resolve("campus.yaml"), campus));
  }

  private AmendmentDesk<Plan> plans(String campus) throws Exception {
    return new AmendmentDesk<>("plan", file(campus).disinfection(), journal.amendments(), NOW);
  }

  private static String hall(String keys) {
    return "{\"id\":\"hall\",\"site\":\"main\",\"area\":\"hall\",\"concentration\":500,"
        + keys
        + "}";
  }

  private static List<String> ids(AmendmentDesk<Plan> plans) {
    return plans.entries().inForce().stream().map(Plan::id).toList();
  }

  @Test
  void a_plan_of_the_page_displaces_that_of_the_file_until_it_is_given_back() throws Exception {
    AmendmentDesk<Plan> plans = plans(CAMPUS);
    String later = hall("\"times\":[\"12:00-13:00\"]");
    assertThat(plans.change("hall", Optional.of(later), 0, "admin", NOW)).isEqualTo(Outcome.DONE);
    assertThat(plans.change("hall", Optional.of(later), 0, "other", NOW))
        .isEqualTo(Outcome.CHANGED_MEANWHILE);
    assertThat(plans.change("lift", Optional.of(LIFT), 0, "admin", NOW)).isEqualTo(Outcome.DONE);

    String edited = CAMPUS.replace("06:00-07:00", "05:00-06:00");
    AmendmentDesk<Plan> again = plans(edited);
    Written<Plan> hall = again.entries().find("hall").orElseThrow();
    assertThat(hall.origin()).isEqualTo(Written.Origin.PAGE);
    assertThat(hall.keys()).contains("12:00-13:00");
    assertThat(again.entries().isFileEdited("hall")).isTrue();
    assertThat(ids(again)).containsExactly("hall", "lift");

    assertThat(again.change("hall", Optional.empty(), 1, "admin", NOW)).isEqualTo(Outcome.DONE);
    assertThat(again.change("hall", Optional.empty(), 2, "admin", NOW))
        .isEqualTo(Outcome.NOTHING_CHANGED);
    assertThat(again.entries().find("hall").orElseThrow().keys()).contains("05:00-06:00");
    assertThat(again.changes("hall")).hasSize(2).extracting(a -> a.number()).containsExactly(2, 1);
  }

  @Test
  void one_that_is_ended_is_kept_and_asks_for_nothing() throws Exception {
    AmendmentDesk<Plan> plans = plans(CAMPUS);
    String off = hall("\"on\":false,\"times\":[\"06:00-07:00\"]");
    plans.change("hall", Optional.of(off), 0, "admin", NOW);
    assertThat(ids(plans)).isEmpty();
    assertThat(plans.entries().all()).hasSize(1);
  }

  @Test
  void what_can_not_hold_is_refused_with_the_reason() throws Exception {
    AmendmentDesk<Plan> plans = plans(CAMPUS);
    record Refused(String keys, String why) {}
    for (Refused each :
        List.of(
            new Refused(
                LIFT.replace("\"area\":\"lift\"", "\"area\":\"hall\"").replace("08:00", "06:30"),
                "area hall has two slots at once, 'hall' until 2026-11-27T07:00 and 'lift' from 2026-11-27T06:30"),
            new Refused(
                LIFT.replace("\"area\":\"lift\"", "\"area\":\"cellar\""),
                "area 'cellar' is not among the areas of site 'main'"),
            new Refused(
                LIFT.replace(
                    "\"times\":[\"08:00-09:00\"]",
                    "\"rrule\":\"FREQ=SOMETIMES\",\"start\":\"2026-01-01T06:00\",\"lasts\":\"1h\""),
                "'FREQ=SOMETIMES' is no RRULE"),
            new Refused(
                LIFT.replace("concentration", "konzentration"), "unknown key 'konzentration'"),
            new Refused(LIFT.replace("08:00-09:00", "8-9"), "`times` are such as"))) {
      assertThatThrownBy(() -> plans.change("lift", Optional.of(each.keys()), 0, "admin", NOW))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(each.why());
      assertThatThrownBy(() -> plans.read(each.keys(), NOW)).hasMessageContaining(each.why());
    }
    String east =
        hall("\"times\":[\"06:00-07:00\"]")
            .replace("main", "east")
            .replace("hall\",\"c", "gate\",\"c");
    assertThatThrownBy(() -> plans.change("hall", Optional.of(east), 0, "admin", NOW))
        .hasMessageContaining("stays in site 'main'");
    assertThat(ids(plans)).containsExactly("hall");
  }

  @Test
  void what_no_longer_holds_beside_an_edited_file_is_set_aside_and_said() throws Exception {
    plans(CAMPUS).change("lift", Optional.of(LIFT), 0, "admin", NOW);
    String edited =
        CAMPUS
            + "    - {id: other, site: main, area: lift, concentration: 250, times: [\"08:30-10:00\"]}\n";
    AmendmentDesk<Plan> plans = plans(edited);
    assertThat(ids(plans)).containsExactly("hall", "other");
    assertThat(plans.entries().unread().get("lift")).contains("area lift has two slots at once");
  }

  @Test
  void items_are_changed_in_the_same_way_and_another_instance_sees_it() throws Exception {
    CampusFile file = file(CAMPUS);
    AmendmentDesk<Item> items =
        new AmendmentDesk<>("supply", file.supplies(), journal.amendments(), NOW);
    AmendmentDesk<Item> other =
        new AmendmentDesk<>("supply", file.supplies(), journal.amendments(), NOW);
    String more =
        "{\"id\":\"masks\",\"site\":\"main\",\"name\":\"口罩\",\"unit\":\"只\",\"minimum\":500}";
    items.change("masks", Optional.of(more), 0, "admin", NOW);
    assertThat(other.entries().inForce().get(0).minimum()).isEqualTo(100);
    other.refresh(NOW);
    assertThat(other.entries().inForce().get(0).minimum()).isEqualTo(500);
    assertThatThrownBy(
            () -> items.change("masks", Optional.of(more.replace("500", "-1")), 1, "admin", NOW))
        .hasMessageContaining("`minimum` is the least");
  }
}
