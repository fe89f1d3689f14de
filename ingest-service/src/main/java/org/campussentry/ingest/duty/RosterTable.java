package org.campussentry.ingest.duty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shifts as a table for a spreadsheet: CSV in UTF-8 with a byte order mark, Chinese headings. */
public final class RosterTable {
  private static final String MARK = "\uFEFF";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final CsvMapper CSV = new CsvMapper();
  private static final int WRONG_MAX = 20;

  private static final String DATE = "日期";
  private static final String SHIFT = "班次";
  private static final Map<Role, String> ROLES =
      Map.of(Role.OFFICER, "值班员", Role.BACKUP, "备班", Role.LEADER, "带班领导");
  private static final List<String> HEADINGS =
      List.of(DATE, SHIFT, "名称", "开始", "结束", "值班员", "备班", "带班领导");

  private RosterTable() {}

  /** People stand in it by name, or by id where two have the same name. */
  public static String write(List<Shift> shifts, People people, ZoneId zone) {
    CsvSchema.Builder schema = CsvSchema.builder();
    HEADINGS.forEach(schema::addColumn);
    List<Map<String, String>> rows = new ArrayList<>();
    for (Shift shift : shifts) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put(DATE, shift.date().toString());
      row.put(SHIFT, shift.kind());
      row.put("名称", shift.name());
      row.put("开始", TIME.format(shift.from().atZone(zone)));
      row.put("结束", TIME.format(shift.until().atZone(zone)));
      ROLES.forEach((role, name) -> row.put(name, shift.who(role).map(people::label).orElse("")));
      rows.add(row);
    }
    try {
      return MARK + CSV.writer(schema.build().withHeader()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always written", e);
    }
  }

  /**
   * Reads such a table, or one with the headings date, shift, officer, backup, leader; other
   * columns are passed over, and an empty cell changes nothing.
   *
   * @return only what differs from the roster
   * @throws IllegalArgumentException names each line that is wrong, with the remedy; one a line, at
   *     most 20
   */
  public static List<Assignment> read(String text, Roster roster, People people) {
    List<Assignment> changes = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    String table = text.startsWith(MARK) ? text.substring(1) : text;
    int line = 1;
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(table)) {
      while (rows.hasNext() && wrong.size() < WRONG_MAX) {
        line++;
        Map<String, String> row = rows.next();
        try {
          changes.addAll(row("line " + line + ": ", row, roster, people));
        } catch (IllegalArgumentException e) {
          wrong.add(e.getMessage());
        }
      }
    } catch (IOException | RuntimeException e) {
      String what = e.getMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException(
          "near line " + line + ": " + what + "; save it as CSV in UTF-8", e);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", wrong));
    }
    return changes;
  }

  private static List<Assignment> row(
      String place, Map<String, String> cells, Roster roster, People people) {
    LocalDate date;
    try {
      date = LocalDate.parse(cell(cells, DATE, "date").replace('/', '-'));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          place + "日期 (date) is not such as 2026-11-24: '" + cell(cells, DATE, "date") + "'", e);
    }
    String kind = cell(cells, SHIFT, "shift");
    if (roster.kind(kind).isEmpty()) {
      throw new IllegalArgumentException(
          place
              + "班次 (shift) '"
              + kind
              + "' is not among duty.shifts of the campus file, which has "
              + roster.kinds().stream().map(ShiftKind::id).collect(Collectors.joining(", ")));
    }
    List<Assignment> changes = new ArrayList<>();
    for (Role role : Role.values()) {
      String who = cell(cells, ROLES.get(role), role.word());
      if (!who.isEmpty()) {
        String id =
            people
                .named(who)
                .map(Person::id)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            place
                                + "'"
                                + who
                                + "' is neither id nor the name of one of `people:`;"
                                + " write it as the campus file has it, or the id where two have the name"));
        if (!roster.shift(kind, date).flatMap(s -> s.who(role)).equals(Optional.of(id))) {
          changes.add(new Assignment(date, kind, role, Optional.of(id)));
        }
      }
    }
    return changes;
  }

  private static String cell(Map<String, String> cells, String heading, String english) {
    String found = cells.getOrDefault(heading, cells.get(english));
    return found == null ? "" : found.strip();
  }
}
