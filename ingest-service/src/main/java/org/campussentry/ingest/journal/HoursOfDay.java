package org.campussentry.ingest.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Reason;

/**
 * In which hours of a day readings came late, or said why there is no value: {@code
 * {"late":{"3":12},"timeout":{"4":720}}}. Nearly always empty, and written several times a second.
 */
final class HoursOfDay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LATE = "late";

  private HoursOfDay() {}

  static String text(DayCounts counts) {
    Map<Reason, long[]> unavailable = counts.unavailableByHour();
    if (counts.late() == 0 && unavailable.isEmpty()) {
      return "{}";
    }
    return Stream.concat(
            Stream.of(part(LATE, counts.lateByHour())),
            unavailable.entrySet().stream().map(e -> part(e.getKey().wire(), e.getValue())))
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }

  private static String part(String name, long[] hours) {
    return IntStream.range(0, hours.length)
        .filter(hour -> hours[hour] > 0)
        .mapToObj(hour -> "\"" + hour + "\":" + hours[hour])
        .collect(java.util.stream.Collectors.joining(",", "\"" + name + "\":{", "}"));
  }

  static DayCounts read(String text, DayCounts counts) throws JsonProcessingException {
    if (text.equals("{}")) {
      return counts;
    }
    JsonNode parts = JSON.readTree(text);
    Map<Reason, long[]> unavailable = new EnumMap<>(Reason.class);
    parts
        .properties()
        .forEach(
            e -> Reason.of(e.getKey()).ifPresent(r -> unavailable.put(r, hours(e.getValue()))));
    return counts.with(hours(parts.path(LATE)), unavailable);
  }

  private static long[] hours(JsonNode byHour) {
    long[] hours = new long[CampusDay.HOURS_MAX];
    byHour.properties().forEach(e -> hours[Integer.parseInt(e.getKey())] = e.getValue().asLong());
    return hours;
  }
}
