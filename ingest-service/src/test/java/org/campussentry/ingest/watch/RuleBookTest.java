package org.campussentry.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.reading.Point;
import org.junit.jupiter.api.Test;

/** Which rules look at a point, and when. */
class RuleBookTest {
  private static final Point POINT =
      Timeline.point(Timeline.COLD, "canteen-1/cold-store", 5000, false);

  private static Rule rule(
      String id, Scope scope, Rule.Condition condition, Severity severity, boolean byCampus) {
    return new Rule(
        id,
        new Rule.Words(id, id, "看一看", "look", ""),
        scope,
        condition,
        Rule.Delays.NONE,
        Hours.ALWAYS,
        severity,
        new Rule.Basis("", ""),
        byCampus);
  }

  private static Rule campus(String id, String area, double above) {
    return rule(
        id, Scope.of("temperature", area), Timeline.above(above, 0.5), Severity.WARNING, true);
  }

  private static List<String> ids(RuleBook book) {
    return book.measured(POINT).stream().map(Rule::id).toList();
  }

  @Test
  void a_campus_rule_displaces_the_default_ones_of_its_side_only() {
    Scope all = Scope.of("temperature", "**/cold-store");
    Rule upper = rule("std-upper", all, Timeline.above(10, 0), Severity.CRITICAL, false);
    Rule lower = rule("std-lower", all, Timeline.below(0), Severity.CRITICAL, false);
    assertThat(ids(new RuleBook(List.of(upper, lower, campus("mine", "**", 8)))))
        .containsExactly("std-lower", "mine");
    assertThat(ids(new RuleBook(List.of(upper, lower)))).containsExactly("std-upper", "std-lower");
  }

  @Test
  void the_closest_rule_counts_and_equally_close_ones_all_do() {
    Rule everywhere = campus("everywhere", "**", 30);
    Rule stores = campus("stores", "*/cold-store", 8);
    Rule hot =
        rule(
            "hotter",
            Scope.of("temperature", "*/cold-store"),
            Timeline.above(10, 0.5),
            Severity.CRITICAL,
            true);
    Rule here = campus("here", "canteen-1/cold-store", 6);
    Rule point =
        rule(
            "point",
            new Scope(
                "temperature",
                "**",
                Optional.of("gw:cold1.temperature"),
                Optional.empty(),
                Optional.empty()),
            Timeline.above(5, 0.5),
            Severity.INFO,
            true);
    assertThat(ids(new RuleBook(List.of(everywhere, stores, hot))))
        .containsExactly("stores", "hotter");
    assertThat(ids(new RuleBook(List.of(everywhere, stores, hot, here)))).containsExactly("here");
    assertThat(ids(new RuleBook(List.of(everywhere, here, point)))).containsExactly("point");
  }

  @Test
  void a_tag_is_closer_than_a_quantity_and_farther_than_an_area() {
    Rule tagged =
        rule(
            "tagged",
            new Scope(
                "temperature", "**", Optional.empty(), Optional.of("haccp"), Optional.empty()),
            Timeline.above(7, 0.5),
            Severity.WARNING,
            true);
    List<Rule> rules = List.of(campus("everywhere", "**", 30), tagged);
    assertThat(ids(new RuleBook(rules, point -> Set.of("haccp")))).containsExactly("tagged");
    assertThat(ids(new RuleBook(rules))).containsExactly("everywhere");
    assertThat(
            ids(
                new RuleBook(
                    List.of(tagged, campus("stores", "*/cold-store", 8)),
                    point -> Set.of("haccp"))))
        .containsExactly("stores");
  }

  @Test
  void a_band_keeps_the_bound_that_no_closer_rule_has() {
    Rule band =
        rule(
            "band",
            Scope.of("temperature", "**"),
            new Rule.Value(new Limit.Band(0, 8, 0.5)),
            Severity.WARNING,
            true);
    RuleBook book = new RuleBook(List.of(band, campus("warm", "*/cold-store", 6)));
    assertThat(ids(book)).containsExactly("band", "warm");
    Limit left = book.measured(POINT).get(0).limit().orElseThrow();
    assertThat(left.upper()).isEmpty();
    assertThat(left.lower()).hasValue(0);
  }

  @Test
  void a_limit_in_another_unit_says_nothing_of_the_point() {
    Rule fahrenheit =
        rule(
            "f",
            new Scope("temperature", "**", Optional.empty(), Optional.empty(), Optional.of("%RH")),
            Timeline.above(46, 1),
            Severity.CRITICAL,
            true);
    assertThat(ids(new RuleBook(List.of(fahrenheit)))).isEmpty();
  }

  @Test
  void a_rule_of_some_hours_leaves_the_others_to_others() {
    Rule always = campus("always", "**", 8);
    Rule here = campus("here", "canteen-1/cold-store", 5);
    Hours day =
        new Hours(
            ZoneId.of("Asia/Shanghai"),
            Set.of(),
            LocalTime.of(6, 0),
            LocalTime.of(20, 0),
            List.of());
    Rule byDay =
        new Rule(
            "by-day",
            here.words(),
            here.scope(),
            here.condition(),
            Rule.Delays.NONE,
            day,
            Severity.WARNING,
            here.basis(),
            true);
    assertThat(ids(new RuleBook(List.of(always, here)))).containsExactly("here");
    assertThat(ids(new RuleBook(List.of(always, byDay)))).containsExactly("always", "by-day");
  }

  private static boolean has(Hours hours, String time) {
    return hours.has(Instant.parse(time).toEpochMilli());
  }

  @Test
  void hours_are_of_the_campus_and_a_night_belongs_to_the_day_on_which_it_begins() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    Hours night =
        new Hours(
            shanghai,
            EnumSet.of(DayOfWeek.FRIDAY),
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            List.of());
    assertThat(has(night, "2026-11-27T14:00:00Z")).as("Friday 22:00").isTrue();
    assertThat(has(night, "2026-11-27T21:59:59Z")).as("Saturday 05:59:59").isTrue();
    assertThat(has(night, "2026-11-27T22:00:00Z")).as("Saturday 06:00").isFalse();
    assertThat(has(night, "2026-11-28T14:00:00Z")).as("Saturday 22:00").isFalse();
    assertThat(has(night, "2026-11-26T21:00:00Z")).as("Friday 05:00, of Thursday").isFalse();

    Hours term =
        new Hours(
            shanghai,
            Set.of(),
            LocalTime.of(6, 0),
            LocalTime.of(20, 0),
            List.of(new Hours.Dates(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 1, 17))));
    assertThat(has(term, "2026-08-31T21:59:59Z")).isFalse();
    assertThat(has(term, "2026-08-31T22:00:00Z")).as("1 September, 06:00").isTrue();
    assertThat(has(term, "2027-01-17T11:59:59Z")).isTrue();
    assertThat(has(term, "2027-01-17T12:00:00Z")).as("20:00").isFalse();
    assertThat(has(Hours.ALWAYS, "1970-01-01T00:00:00Z")).isTrue();
  }
}
