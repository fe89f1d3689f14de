package org.campussentry.ingest.duty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The change of the duty officer at one site (交接): what was open then, and who signed. Immutable.
 *
 * @param changedAt when the shift changed
 * @param takenAt when the list of alerts was taken; later when the service did not run
 * @param outgoing the id of the officer who leaves
 * @param incoming the id of the one who comes
 * @param alerts ids of the alerts that were active
 */
public record Handover(
    String id,
    String site,
    Instant changedAt,
    Instant takenAt,
    String outgoing,
    String incoming,
    List<String> alerts,
    Optional<Signature> outgoingSigned,
    Optional<Signature> incomingSigned) {

  /**
   * That somebody signed.
   *
   * @param by the account that was logged in
   */
  public record Signature(String by, Instant at) {}

  public Handover {
    alerts = List.copyOf(alerts);
  }

  public boolean isSigned() {
    return outgoingSigned.isPresent() && incomingSigned.isPresent();
  }

  /** The one of the shift that is on now; empty when its officer was on duty before, or nobody. */
  static Optional<Handover> of(Roster roster, String site, List<String> alerts, Instant now) {
    Optional<Shift> shift = roster.at(site, now);
    Optional<Shift> before = shift.flatMap(s -> roster.at(site, s.from().minusMillis(1)));
    Optional<String> incoming = shift.flatMap(s -> s.who(Role.OFFICER));
    Optional<String> outgoing = before.flatMap(s -> s.who(Role.OFFICER));
    if (incoming.isEmpty() || outgoing.isEmpty() || incoming.equals(outgoing)) {
      return Optional.empty();
    }
    Instant changed = shift.get().from();
    return Optional.of(
        new Handover(
            site + "-" + changed.getEpochSecond(),
            site,
            changed,
            now,
            outgoing.get(),
            incoming.get(),
            alerts,
            Optional.empty(),
            Optional.empty()));
  }
}
