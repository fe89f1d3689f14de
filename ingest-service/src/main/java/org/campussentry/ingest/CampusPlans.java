package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.amend.EntryReader;
import org.campussentry.ingest.amend.Written;
import org.campussentry.ingest.disinfection.Plan;
import org.campussentry.ingest.disinfection.Schedule;
import org.campussentry.ingest.reading.Campus;

/** The plans of {@code disinfection:}, and how those of the page are read. Immutable. */
final class CampusPlans implements EntryReader<Plan> {
  /** What repeats each year shows, and a leap day. */
  private static final int CHECKED_DAYS = 1100;

  /** So that a file is good or bad whenever it is read. */
  private static final LocalDate CHECKED_FROM = LocalDate.of(2026, 1, 1);

  private final List<Written<Plan>> base;
  private final DisinfectionKeys keys;
  private final Campus campus;
  private final Schedule machines;

  private CampusPlans(
      List<Written<Plan>> base, DisinfectionKeys keys, Campus campus, Schedule machines) {
    this.base = List.copyOf(base);
    this.keys = keys;
    this.campus = campus;
    this.machines = machines;
  }

  /**
   * Of a file.
   *
   * @param machines the sprayers, without a plan
   * @throws ConfigException when two slots of an area are open at once
   */
  static CampusPlans of(
      Path file, List<Written<Plan>> base, DisinfectionKeys keys, Campus campus, Schedule machines)
      throws ConfigException {
    CampusPlans plans = new CampusPlans(base, keys, campus, machines);
    Optional<String> overlap = plans.schedule().overlap(CHECKED_FROM, CHECKED_DAYS);
    if (overlap.isPresent()) {
      throw new EntryKeys(Optional.of(file), campus).bad("/disinfection/plans", overlap.get());
    }
    return plans;
  }

  /** What of it concerns some sites. */
  CampusPlans only(Campus concerned) {
    return new CampusPlans(
        base.stream().filter(w -> concerned.sites().containsKey(w.site())).toList(),
        keys,
        concerned,
        machines.only(concerned.sites()::containsKey));
  }

  /** The plans of the file, with all sprayers. */
  Schedule schedule() {
    return machines.with(base.stream().filter(Written::on).map(Written::value).toList());
  }

  @Override
  public List<Written<Plan>> base() {
    return base;
  }

  @Override
  public Written<Plan> read(String json) {
    try {
      return keys.onPage(json, campus);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public void refuse(List<Plan> together, Instant now) {
    LocalDate yesterday = LocalDate.ofInstant(now, machines.zone()).minusDays(1);
    machines
        .with(together)
        .overlap(yesterday, CHECKED_DAYS)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }
}
