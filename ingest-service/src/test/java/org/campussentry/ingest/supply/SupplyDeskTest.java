package org.campussentry.ingest.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.supply.Movement.Kind;
import org.junit.jupiter.api.Test;

/** Books of supplies by a clock that is moved; noon of 28 November 2026 is day 0. */
class SupplyDeskTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON =
      LocalDate.of(2026, 11, 28).atTime(12, 0).atZone(ZONE).toInstant();

  /** 5 %: a litre has 50 g. */
  private static final Item BLEACH =
      new Item(
          "bleach",
          "main",
          "84",
          "bleach",
          "L",
          "L",
          10,
          Optional.of(new Item.Agent("84", 50_000)),
          Optional.empty());

  private final List<Movement> kept = new ArrayList<>();
  private final SupplyDesk desk = new SupplyDesk(ZONE, new Memory());

  private final class Memory implements SupplyStore {
    @Override
    public Optional<Movement> add(Movement movement) {
      boolean twice =
          movement.slot().isPresent()
              && kept.stream().anyMatch(m -> m.slot().equals(movement.slot()));
      if (twice) {
        return Optional.empty();
      }
      Movement numbered = movement.numbered(kept.size() + 1);
      kept.add(numbered);
      return Optional.of(numbered);
    }

    @Override
    public List<Movement> movements(String item) {
      return kept.stream().filter(m -> m.item().equals(item)).toList();
    }
  }

  SupplyDeskTest() {
    desk.become(List.of(BLEACH));
  }

  private static Instant day(int days) {
    return NOON.plus(Duration.ofDays(days));
  }

  private Movement enter(Kind kind, double amount, Instant at) {
    return enter(kind, amount, at, OptionalLong.empty(), null);
  }

  private Movement enter(
      Kind kind, double amount, Instant at, OptionalLong corrects, LocalDate expires) {
    return desk.enter(
        new Movement(
            0,
            "bleach",
            "main",
            kind,
            amount,
            at,
            corrects,
            Optional.empty(),
            Optional.ofNullable(expires),
            "a",
            "",
            "admin",
            at));
  }

  private Stock stock(Instant now) {
    return desk.stock(BLEACH, desk.books("bleach"), now);
  }

  /** A slot in which so many litres were sprayed at 500 mg/L; 100 L use up one litre of bleach. */
  private static Judged sprayed(String id, int version, double litres, Instant end) {
    Terms terms =
        new Terms(
            "84", 600, Duration.ZERO, 10, Duration.ZERO, OptionalDouble.empty(), Optional.empty());
    Slot slot =
        new Slot(id, "hall", "main", "hall", end.minusSeconds(1800), end, terms, Optional.empty());
    Run run =
        new Run(
            "s",
            "main",
            "hall",
            end.minusSeconds(900).toEpochMilli(),
            end.toEpochMilli(),
            false,
            900_000,
            0,
            0,
            litres,
            List.of(),
            Optional.of(new Run.Spread(500, 490, 510)),
            Optional.empty(),
            new Run.Tank(Run.Check.NONE, 0, 0),
            0);
    Proof proof =
        new Proof(
            Proof.State.VERIFIED,
            Proof.State.VERIFIED,
            List.of(),
            List.of(),
            litres,
            900_000,
            Optional.empty(),
            1,
            List.of(run));
    return new Judged(slot, version, end, Judged.Cause.COURSE, proof);
  }

  @Test
  void nobody_knows_the_stock_before_somebody_counted() {
    assertThat(stock(NOON).state()).isEqualTo(Stock.State.UNKNOWN);
    desk.account(List.of(sprayed("s@1", 1, 100, day(-1))), NOON);
    assertThat(stock(NOON).stock()).isEmpty();
    assertThat(stock(NOON).forecast()).isEqualTo(Stock.Forecast.NOT_COUNTED);
    assertThat(desk.stocks(NOON).get(0).lowSince()).isEmpty();
    enter(Kind.COUNT, 12, NOON);
    assertThat(stock(NOON).stock()).hasValue(12);
    assertThat(stock(NOON).state()).isEqualTo(Stock.State.ENOUGH);
  }

  @Test
  void what_comes_and_goes_is_added_up_and_a_count_is_right_whatever_was_before() {
    enter(Kind.COUNT, 30, day(-5));
    enter(Kind.OUT, 5, day(-4));
    enter(Kind.IN, 10, day(-3));
    assertThat(stock(NOON).stock()).hasValue(35);
    enter(Kind.COUNT, 33, day(-2));
    enter(Kind.OUT, 1, day(-6));
    assertThat(stock(NOON).stock()).as("entered late, of before the count").hasValue(33);
    Books.Line count = desk.books("bleach").lines().get(4);
    assertThat(count.before()).hasValue(35);
    assertThat(count.after()).hasValue(33);
  }

  @Test
  void a_mistake_is_corrected_by_another_entry_and_stays_in_sight() {
    enter(Kind.COUNT, 20, day(-3));
    Movement wrong = enter(Kind.OUT, 15, day(-2));
    enter(Kind.CORRECTION, 5, day(-2), OptionalLong.of(wrong.number()), null);
    assertThat(stock(NOON).stock()).hasValue(15);
    Books.Line line = desk.books("bleach").lines().get(1);
    assertThat(line.movement()).isEqualTo(wrong);
    assertThat(line.amount()).isEqualTo(5);
    assertThat(line.corrections()).hasSize(1);
    assertThat(stock(NOON).lowSince()).as("by the corrected books").isEmpty();
  }

  @Test
  void what_sprayers_used_is_entered_once_and_late_data_correct_it() {
    enter(Kind.COUNT, 20, day(-3));
    desk.account(List.of(sprayed("s@1", 0, 50, day(-2))), NOON);
    assertThat(kept).as("its time is not over").hasSize(1);
    for (int again = 0; again < 3; again++) {
      desk.account(List.of(sprayed("s@1", 1, 100, day(-2))), NOON);
    }
    assertThat(kept).hasSize(2);
    assertThat(kept.get(1).kind()).isEqualTo(Kind.COMPUTED);
    assertThat(stock(NOON).stock()).hasValue(19);
    for (int again = 0; again < 3; again++) {
      desk.account(List.of(sprayed("s@1", 2, 150, day(-2).plusSeconds(60))), NOON);
    }
    assertThat(kept).hasSize(3);
    assertThat(stock(NOON).stock()).as("not doubled").hasValue(18.5);
    assertThat(desk.books("bleach").lines()).hasSize(2);
    desk.account(List.of(sprayed("s@1", 3, 150, day(-2))), NOON);
    assertThat(kept).as("another version, the same litres").hasSize(3);
    enter(Kind.COUNT, 18, day(-1));
    desk.account(List.of(sprayed("s@1", 4, 120, day(-2))), NOON);
    assertThat(stock(NOON).stock()).as("the count saw what was there").hasValue(18);
  }

  @Test
  void other_agents_and_other_sites_use_nothing_of_it() {
    desk.become(
        List.of(
            new Item("bleach", "east", "84", "b", "L", "L", 1, BLEACH.agent(), Optional.empty()),
            new Item(
                "acid",
                "main",
                "酸",
                "acid",
                "L",
                "L",
                1,
                Optional.of(new Item.Agent("PAA", 1000)),
                Optional.empty()),
            new Item(
                "masks",
                "main",
                "口罩",
                "masks",
                "只",
                "pcs",
                1,
                Optional.empty(),
                Optional.empty())));
    desk.account(List.of(sprayed("s@1", 1, 100, day(-1))), NOON);
    assertThat(kept).isEmpty();
  }

  @Test
  void days_are_left_by_the_mean_of_whole_days_and_it_says_when_nobody_can_tell() {
    enter(Kind.COUNT, 50, day(-2));
    enter(Kind.OUT, 4, day(-1));
    assertThat(stock(NOON).forecast()).isEqualTo(Stock.Forecast.TOO_EARLY);
    assertThat(stock(NOON).days()).isEmpty();
    Stock next = stock(day(2));
    assertThat(next.forecast()).isEqualTo(Stock.Forecast.KNOWN);
    assertThat(next.perDay()).hasValue(1);
    assertThat(next.days()).hasValue(46);
    enter(Kind.OUT, 40, day(2));
    assertThat(stock(day(2)).perDay()).as("today is not over").hasValue(1);
    assertThat(stock(day(30)).forecast()).isEqualTo(Stock.Forecast.UNUSED);
  }

  @Test
  void it_is_low_from_the_movement_that_made_it_so_until_enough_came() {
    enter(Kind.COUNT, 20, day(-9));
    assertThat(stock(NOON).lowSince()).isEmpty();
    enter(Kind.OUT, 10, day(-8));
    assertThat(stock(NOON).lowSince()).as("the minimum itself is enough").isEmpty();
    enter(Kind.OUT, 1, day(-7));
    enter(Kind.OUT, 1, day(-6));
    assertThat(stock(NOON).lowSince()).contains(day(-7));
    assertThat(stock(NOON).state()).isEqualTo(Stock.State.LOW);
    enter(Kind.OUT, 8, day(-5));
    assertThat(stock(NOON).state()).isEqualTo(Stock.State.OUT);
    desk.account(List.of(sprayed("s@1", 1, 100, day(-4))), NOON);
    assertThat(stock(NOON).state()).isEqualTo(Stock.State.WRONG);
    assertThat(stock(NOON).lowSince()).contains(day(-7));
    enter(Kind.IN, 30, day(-3));
    assertThat(stock(NOON).lowSince()).isEmpty();
  }

  @Test
  void what_expires_first_is_used_first() {
    LocalDate soon = LocalDate.of(2026, 12, 1);
    LocalDate later = LocalDate.of(2027, 12, 1);
    enter(Kind.IN, 10, day(-5), OptionalLong.empty(), soon);
    enter(Kind.IN, 20, day(-4), OptionalLong.empty(), later);
    assertThat(stock(NOON).expires()).contains(soon);
    enter(Kind.OUT, 10, day(-3));
    assertThat(stock(NOON).expires()).contains(later);
    enter(Kind.OUT, 20, day(-2));
    assertThat(stock(NOON).expires()).isEmpty();
  }
}
