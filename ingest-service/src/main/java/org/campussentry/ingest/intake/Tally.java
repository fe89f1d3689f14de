package org.campussentry.ingest.intake;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.campussentry.ingest.reading.CampusDay;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.reading.Sample;

/**
 * Counts what the store has taken, by point and day, until the journal takes the counts.
 * Thread-safe.
 */
public final class Tally {
  /** A value that arrives later after its sample is late. */
  public static final long LATE_MS = 60_000;

  /** What is older than this is stored, and counted no more. */
  public static final long KEEP_MS = 400L * 86_400_000;

  private final ZoneId zone;
  private final Set<Sample> refused = ConcurrentHashMap.newKeySet();
  private Map<DayCounts.Key, DayCounts> counts = new HashMap<>();
  private CampusDay day;

  public Tally(ZoneId zone) {
    this.zone = zone;
    this.day = CampusDay.containing(0, zone);
  }

  /** The store will never accept this one of the samples that it is writing. */
  public void refuse(Sample sample) {
    refused.add(sample);
  }

  /** Call once for each batch, after it was stored. */
  synchronized void add(List<Sample> samples, long arrivedMs) {
    for (Sample sample : samples) {
      if (refused.isEmpty() || !refused.remove(sample)) {
        add(sample, arrivedMs);
      }
    }
  }

  private void add(Sample sample, long arrivedMs) {
    Reading reading = sample.reading();
    long time = sample.isUntimed() ? arrivedMs : reading.time();
    if (time < arrivedMs - KEEP_MS) {
      return;
    }
    if (!day.contains(time)) {
      day = CampusDay.containing(time, zone);
    }
    DayCounts of =
        counts.computeIfAbsent(
            new DayCounts.Key(reading.point(), day.date()), key -> new DayCounts());
    if (sample.isUntimed()) {
      of.addUntimed(1);
    } else if (reading instanceof Reading.Unavailable unavailable) {
      of.addUnavailable(day.hour(time), unavailable.reason(), 1);
    } else if (arrivedMs - time > LATE_MS) {
      of.addLate(day.hour(time), 1);
    } else {
      of.addMeasured(day.hour(time), 1);
    }
  }

  synchronized Map<DayCounts.Key, DayCounts> take() {
    Map<DayCounts.Key, DayCounts> taken = counts;
    counts = new HashMap<>();
    return taken;
  }

  /** What was taken and could not be kept. */
  synchronized void giveBack(Map<DayCounts.Key, DayCounts> taken) {
    taken.forEach((key, more) -> counts.computeIfAbsent(key, k -> new DayCounts()).addAll(more));
  }
}
