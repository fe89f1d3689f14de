package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.campussentry.ingest.ledger.LedgerPlan;

/**
 * {@code ledger:} of the campus file.
 *
 * @param quantities default temperature
 * @param periods full hours such as {@code "06:00"}, the first at midnight; default each hour
 */
record LedgerKeys(List<String> quantities, List<String> periods) {
  private static final int PERIODS_MAX = 24;

  static LedgerPlan plan(Path file, LedgerKeys keys) throws ConfigException {
    if (keys == null) {
      return LedgerPlan.USUAL;
    }
    List<String> quantities = keys.quantities();
    if (quantities != null && (quantities.isEmpty() || quantities.contains(null))) {
      throw new ConfigException(
          YamlFile.at(file, "/ledger/quantities")
              + "ledger: `quantities` names none, such as [temperature, humidity]; leave it out for temperature");
    }
    return new LedgerPlan(
        quantities == null ? LedgerPlan.USUAL.quantities() : Set.copyOf(quantities),
        keys.periods() == null ? List.of() : periods(file, keys.periods()));
  }

  private static List<LocalTime> periods(Path file, List<String> texts) throws ConfigException {
    List<LocalTime> periods = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      LocalTime time = time(file, i, texts.get(i));
      boolean first = i == 0;
      if (first != time.equals(LocalTime.MIDNIGHT)
          || (!first && !time.isAfter(periods.get(i - 1)))) {
        throw new ConfigException(
            YamlFile.at(file, "/ledger/periods/" + i)
                + "ledger: periods begin with \"00:00\" and go on in order, not with "
                + texts.get(i));
      }
      periods.add(time);
    }
    if (periods.isEmpty() || periods.size() > PERIODS_MAX) {
      throw new ConfigException(
          YamlFile.at(file, "/ledger/periods")
              + "ledger: 1 to "
              + PERIODS_MAX
              + " periods; leave it out for each hour");
    }
    return periods;
  }

  private static LocalTime time(Path file, int at, String text) throws ConfigException {
    try {
      LocalTime time = LocalTime.parse(String.valueOf(text));
      if (time.getMinute() == 0 && time.getSecond() == 0) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new ConfigException(
        YamlFile.at(file, "/ledger/periods/" + at)
            + "ledger: a period begins at a full hour such as \"06:00\", not at '"
            + text
            + "'");
  }
}
