package org.campussentry.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.Plan;
import org.campussentry.ingest.disinfection.Readings;
import org.campussentry.ingest.journal.Journal;
import org.campussentry.ingest.supply.Item;
import org.campussentry.ingest.supply.SupplyDesk;
import org.campussentry.ingest.watch.Watch;

/**
 * Disinfection and supplies: what the campus file plans of them, what people change of it on the
 * page, and the desks and rounds that follow both.
 */
final class Planning implements AutoCloseable {
  private final AmendmentDesk<Plan> plans;
  private final AmendmentDesk<Item> items;
  private final DisinfectionDesk disinfection;
  private final SupplyDesk supplies;
  private final Clock clock;
  private final List<AutoCloseable> rounds = new ArrayList<>();

  Planning(CampusFile file, Journal journal, Readings readings, Clock clock) {
    Instant now = clock.instant();
    this.clock = clock;
    plans = new AmendmentDesk<>("plan", file.disinfection(), journal.amendments(), now);
    disinfection =
        new DisinfectionDesk(
            file.disinfection().schedule().with(plans.entries().inForce()),
            readings,
            journal.disinfection());
    plans.followedBy(disinfection::become);
    items = new AmendmentDesk<>("supply", file.supplies(), journal.amendments(), now);
    supplies = new SupplyDesk(file.campus().timezone(), journal.supplies());
    supplies.become(items.entries().inForce());
    items.followedBy((all, at) -> supplies.become(all));
  }

  /** Lets them look at what there is again and again, until they are closed. */
  void start(Watch watch) {
    rounds.add(DisinfectionRounds.start(disinfection, watch, clock));
    rounds.add(SupplyRounds.start(supplies, disinfection.store(), watch, clock));
  }

  AmendmentDesk<Plan> plans() {
    return plans;
  }

  AmendmentDesk<Item> items() {
    return items;
  }

  DisinfectionDesk disinfection() {
    return disinfection;
  }

  SupplyDesk supplies() {
    return supplies;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : rounds) {
      each.close();
    }
  }
}
