package org.campussentry.ingest.duty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.OutOfService;

/**
 * The plan with what people changed in it, and planned maintenance. Thread-safe. While the journal
 * is away the last of both holds.
 */
public final class DutyDesk implements OutOfService {
  private final DutyPlan plan;
  private final DutyStore store;
  private volatile Roster roster;
  private volatile List<MaintenanceWindow> maintained;

  /** Reads what was changed before. */
  public DutyDesk(DutyPlan plan, DutyStore store, Instant now) {
    this.plan = plan;
    this.store = store;
    refresh(now);
  }

  public DutyPlan plan() {
    return plan;
  }

  public Roster roster() {
    return roster;
  }

  public DutyStore store() {
    return store;
  }

  /**
   * All changes or none; they hold when this returns.
   *
   * @param seen as {@link DutyStore#assign} has it
   * @return false when somebody else changed one of these places meanwhile
   */
  public synchronized boolean assign(
      List<Assignment> changes, List<Assignment> seen, String by, Instant now) {
    boolean done = store.assign(changes, seen, by, now);
    refresh(now);
    return done;
  }

  /** What would be wrong with the roster after these changes; nothing is kept. */
  public List<Finding> findings(List<Assignment> changes, Instant now) {
    List<Assignment> all = new ArrayList<>(store.assignments());
    all.addAll(changes);
    return plan.findings(plan.roster().with(all), now);
  }

  /** Takes in what was changed, here or by another instance. */
  public final synchronized void refresh(Instant now) {
    roster = plan.roster().with(store.assignments());
    maintained = store.maintenance(now);
  }

  @Override
  public boolean covers(String site, String area, String source, long time) {
    Instant at = Instant.ofEpochMilli(time);
    return maintained.stream().anyMatch(window -> window.covers(site, area, source, at));
  }

  public List<Finding> findings(Instant now) {
    return plan.findings(roster, now);
  }

  /** Opens the hand-overs that are due. Call it often: the list of alerts is that of the call. */
  public void handOver(List<Alert> open, Instant now) {
    refresh(now);
    for (String site : plan.sites()) {
      List<String> active =
          open.stream()
              .filter(a -> a.state() == Alert.State.ACTIVE && a.site().equals(site))
              .map(Alert::id)
              .toList();
      Optional<Handover> due = Handover.of(roster, site, active, now);
      due.ifPresent(store::open);
    }
  }

  public Maintenance maintenance(Instant now) {
    return new Maintenance(store.maintenance(now));
  }
}
