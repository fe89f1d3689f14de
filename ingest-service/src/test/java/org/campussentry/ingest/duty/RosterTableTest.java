package org.campussentry.ingest.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campussentry.ingest.duty.Town.ROSTER;
import static org.campussentry.ingest.duty.Town.at;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTableTest {
  private static final List<Shift> SHIFTS = ROSTER.between(at(0, 8, 0), at(1, 8, 0));
  private static final String TABLE = RosterTable.write(SHIFTS, Town.PEOPLE, Town.SHANGHAI);

  private static List<Assignment> read(String text) {
    return RosterTable.read(text, ROSTER, Town.PEOPLE);
  }

  @Test
  void a_spreadsheet_sees_names_and_what_comes_back_unchanged_changes_nothing() {
    assertThat(TABLE)
        .startsWith("\uFEFF日期,班次,名称,开始,结束,值班员,备班,带班领导\n")
        .contains("2026-11-23,night,夜班,\"2026-11-23 20:00\",\"2026-11-24 08:00\",值班员乙,");
    assertThat(read(TABLE)).isEmpty();
  }

  @Test
  void what_was_changed_in_the_table_is_put_in() {
    assertThat(read(TABLE.replace("值班员乙", "值班员甲")))
        .containsExactly(
            new Assignment(Town.MONDAY, "night", Role.OFFICER, Optional.of("officer-a")));
    assertThat(read("date,shift,leader,note\n2026/11/24,day,officer-b,x\n2026-11-24,night,,\n"))
        .containsExactly(
            new Assignment(Town.MONDAY.plusDays(1), "day", Role.LEADER, Optional.of("officer-b")));
  }

  @Test
  void a_line_that_can_not_be_used_is_named() {
    assertThatThrownBy(() -> read("日期,班次,值班员\n2026-11-24,day,值班员甲\n明天,day,值班员甲\n"))
        .hasMessageStartingWith("line 3: 日期 (date) is not such as 2026-11-24: '明天'");
    assertThatThrownBy(() -> read("日期,班次,值班员\n2026-11-24,noon,值班员甲\n"))
        .hasMessageStartingWith("line 2: 班次 (shift) 'noon' is not among");
    assertThatThrownBy(() -> read("日期,班次,值班员\n2026-11-24,day,谁\n"))
        .hasMessageStartingWith("line 2: '谁' is neither id nor the name");
    assertThatThrownBy(() -> read("日期,班次\n2026-11-24,day,too,many\n"))
        .hasMessageStartingWith("near line 2: ");
  }

  @Test
  void a_calendar_has_each_shift_at_its_time() {
    String text = RosterCalendar.write(SHIFTS, Town.PEOPLE, at(0, 0, 0));
    List<VEvent> events = Biweekly.parse(text).first().getEvents();
    assertThat(events).hasSize(2);
    assertThat(events.get(1).getSummary().getValue()).isEqualTo("夜班 值班员乙");
    assertThat(events.get(1).getDateStart().getValue().toInstant()).isEqualTo(at(0, 20, 0));
    assertThat(events.get(1).getDateEnd().getValue().toInstant()).isEqualTo(at(1, 8, 0));
    assertThat(text).doesNotContain("13800000000");
  }
}
