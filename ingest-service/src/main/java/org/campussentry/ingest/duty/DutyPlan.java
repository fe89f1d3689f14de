package org.campussentry.ingest.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the campus file says of duty. Immutable.
 *
 * @param roster by the rota alone
 * @param sites whose duty this instance sees
 */
public record DutyPlan(People people, Roster roster, Policies policies, List<String> sites) {
  public DutyPlan {
    sites = List.copyOf(sites);
  }

  /** How far a roster is looked through for findings. */
  static final Duration AHEAD = Duration.ofDays(35);

  /** What is wrong with the rota, whatever people changed in it. */
  public List<Finding> findings(Instant now) {
    return findings(roster, now);
  }

  List<Finding> findings(Roster changed, Instant now) {
    return RosterCheck.of(changed, people, sites, now, now.plus(AHEAD));
  }

  /** What of it concerns these sites. */
  public DutyPlan only(List<String> own) {
    return new DutyPlan(people, roster.only(own), policies, own);
  }
}
