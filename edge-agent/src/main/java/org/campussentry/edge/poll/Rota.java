package org.campussentry.edge.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.device.Device;

/**
 * Whose turn it is on one bus; pure, time is handed in. The living come first. A dead device gets
 * one probe when its back-off says so, at most one in the shortest period of the bus, and only in a
 * gap that is long enough for the probe to time out; a probe that found no gap for a minute is made
 * nevertheless, or a full bus would never find anybody again. Not thread-safe.
 */
final class Rota {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Turn> turns;
  private final Duration probeCost;
  private final Duration probeGap;
  private Instant lastProbe = Instant.EPOCH.minusSeconds(3600);

  /** What to do with a device whose time has come. */
  enum Act {
    /** Poll it, with retries. */
    POLL,
    /** Ask it once, to see whether it is back. */
    PROBE,
    /** Do not ask; say that it is unavailable. */
    SKIP
  }

  /** Next thing to do. */
  record Step(Turn turn, Act act) {}

  Rota(List<Device> devices, Instant start, Duration probeCost) {
    this.turns =
        devices.stream().map(found -> new Turn(found, new Phase(start, found.every()))).toList();
    this.probeCost = probeCost;
    this.probeGap =
        devices.stream().map(Device::every).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** The next step that is due, or empty when nothing is. */
  Optional<Step> step(Instant now) {
    Optional<Turn> living = earliest(now, false);
    if (living.isPresent()) {
      return living.map(turn -> new Step(turn, Act.POLL));
    }
    return earliest(now, true)
        .map(turn -> new Step(turn, mayProbe(turn, now) ? Act.PROBE : Act.SKIP));
  }

  private Optional<Turn> earliest(Instant now, boolean offline) {
    return turns.stream()
        .filter(turn -> turn.backOff.offline() == offline && turn.phase.due(now))
        .min(Comparator.comparing(turn -> turn.phase.next()));
  }

  private boolean mayProbe(Turn turn, Instant now) {
    if (!turn.backOff.probeDue(now) || now.isBefore(lastProbe.plus(probeGap))) {
      return false;
    }
    boolean gap =
        turns.stream()
            .filter(other -> !other.backOff.offline())
            .allMatch(other -> !other.phase.next().isBefore(now.plus(probeCost)));
    return gap || turn.backOff.overdue(now).compareTo(PATIENCE) > 0;
  }

  /** That a probe is being made. */
  void probing(Instant now) {
    lastProbe = now;
  }

  /** When the next device is due. */
  Instant next() {
    return turns.stream()
        .map(turn -> turn.phase.next())
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** All devices. */
  List<Turn> turns() {
    return turns;
  }

  /** Whether no device at all answers. */
  boolean silent() {
    return turns.stream().allMatch(turn -> turn.backOff.failing());
  }
}
