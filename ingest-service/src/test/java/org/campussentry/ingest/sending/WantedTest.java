package org.campussentry.ingest.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDay.Signature;
import org.campussentry.ingest.daily.DailyDay.Version;
import org.campussentry.ingest.daily.Verdict;
import org.campussentry.ingest.notice.Delivery;
import org.junit.jupiter.api.Test;

/** Which version a receiver is to get, and when none. */
class WantedTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final Instant SEVEN = at(7, 0);
  private static final Receiver BUREAU = receiver(true, Optional.empty());
  private static final Receiver BOTH = receiver(true, Optional.of(LocalTime.of(9, 0)));
  private static final Receiver NINE = receiver(false, Optional.of(LocalTime.of(9, 0)));

  private static Instant at(int hour, int minute) {
    return DAY.plusDays(1).atTime(hour, minute).atZone(ZONE).toInstant();
  }

  private static Receiver receiver(boolean confirmed, Optional<LocalTime> at) {
    return new Receiver("mail", "bureau@edu.example", confirmed, at, List.of(Form.PDF), false);
  }

  private static Version version(int number, Optional<Instant> reviewed, boolean over) {
    Optional<Signature> signature = reviewed.map(t -> new Signature("officer-a", "", "admin", t));
    return new Version(
        number,
        SEVEN,
        DailyDay.Cause.TIME,
        Verdict.CLEAN_ZERO,
        true,
        over,
        1440,
        1440,
        Optional.empty(),
        signature,
        signature,
        Optional.empty(),
        "",
        "digest",
        "");
  }

  private static DailyDay day(Version... versions) {
    return new DailyDay(DAY, List.of(versions));
  }

  private static Version draft(int number) {
    return version(number, Optional.empty(), true);
  }

  private static Version confirmed(int number, Instant at) {
    return version(number, Optional.of(at), true);
  }

  private static Sending sent(int version, boolean confirmed) {
    String order = Sending.order("d" + version, DAY, new Wanted(version, confirmed), BUREAU, "");
    return Sending.of(
        new Delivery(
            "d" + version,
            "day",
            "ordered-1",
            "mail",
            "",
            "bureau@edu.example",
            Delivery.State.SENT,
            1,
            0,
            0,
            1,
            "",
            order,
            0));
  }

  private static Optional<Wanted> wanted(
      Receiver receiver, DailyDay day, Instant now, Sending... before) {
    return Wanted.of(receiver, day, List.of(before), ZONE, now);
  }

  @Test
  void a_confirmed_version_goes_once_and_a_draft_not_at_all() {
    assertThat(wanted(BUREAU, day(draft(1)), at(12, 0))).isEmpty();
    DailyDay confirmed = day(confirmed(1, at(8, 0)));
    assertThat(wanted(BUREAU, confirmed, at(8, 0))).contains(new Wanted(1, true));
    assertThat(wanted(BUREAU, confirmed, at(8, 1), sent(1, true))).isEmpty();
  }

  @Test
  void at_its_time_a_receiver_gets_what_there_is_and_later_what_was_confirmed() {
    assertThat(wanted(NINE, day(confirmed(1, at(8, 0))), at(8, 59))).isEmpty();
    assertThat(wanted(BOTH, day(confirmed(1, at(8, 0))), at(8, 59))).contains(new Wanted(1, true));
    assertThat(wanted(NINE, day(draft(1)), at(9, 0))).contains(new Wanted(1, false));
    assertThat(wanted(NINE, day(draft(1), draft(2)), at(9, 5), sent(1, false)))
        .as("a draft is replaced by nothing but a confirmed one")
        .isEmpty();
    assertThat(wanted(NINE, day(confirmed(1, at(9, 10))), at(9, 10), sent(1, false)))
        .contains(new Wanted(1, true));
    assertThat(wanted(NINE, day(version(1, Optional.empty(), false)), at(9, 0)))
        .as("of a day that is not over nothing goes by the clock")
        .isEmpty();
  }

  @Test
  void a_correction_goes_when_it_is_confirmed() {
    Version first = confirmed(1, at(8, 0));
    assertThat(wanted(BUREAU, day(first, draft(2)), at(10, 0), sent(1, true))).isEmpty();
    assertThat(wanted(BUREAU, day(first, confirmed(2, at(10, 5))), at(10, 5), sent(1, true)))
        .contains(new Wanted(2, true));
  }

  @Test
  void what_is_older_than_a_day_is_left_to_people() {
    DailyDay confirmed = day(confirmed(1, at(8, 0)));
    Instant late = at(8, 0).plus(Duration.ofDays(1));
    assertThat(wanted(BUREAU, confirmed, late.minusMillis(1))).isPresent();
    assertThat(wanted(BUREAU, confirmed, late)).isEmpty();
    assertThat(wanted(NINE, day(draft(1)), at(9, 0).plus(Duration.ofDays(1)))).isEmpty();
    assertThat(wanted(BUREAU, confirmed, at(7, 59))).as("a clock that was set back").isEmpty();
  }

  @Test
  void an_order_is_read_as_it_was_written() {
    List<Form> forms = new ArrayList<>(List.of(Form.values()));
    Receiver all = new Receiver("mail", "a@b", true, Optional.empty(), forms, true);
    Sending sending =
        Sending.of(
            new Delivery(
                "x",
                "day",
                "ordered-1",
                "mail",
                "",
                "a@b",
                Delivery.State.WAITING,
                0,
                0,
                0,
                0,
                "",
                Sending.order("x", DAY, new Wanted(3, false), all, "admin"),
                0));
    assertThat(sending.forms()).containsExactly(Form.values());
    assertThat(sending.english()).isTrue();
    assertThat(sending.by()).isEqualTo("admin");
    assertThat(sending.version()).isEqualTo(3);
    assertThat(sending.confirmed()).isFalse();
    assertThat(sending.date()).isEqualTo(DAY);
    assertThat(all.isOf(sending)).isTrue();
    assertThat(BUREAU.isOf(sending)).isFalse();
  }
}
