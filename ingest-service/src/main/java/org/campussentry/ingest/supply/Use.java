package org.campussentry.ingest.supply;

import java.time.Instant;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Run;

/**
 * What the sprayers of a slot used of its agent, by their readings: litres that are proven, each
 * run at the strength that was measured, or that was asked for where nothing measured it. Also what
 * was too little or too weak is gone. Immutable.
 *
 * @param milligrams of active substance
 * @param at when the last run ended
 */
record Use(String slot, int version, String site, String agent, double milligrams, Instant at) {

  static Use of(Judged judged) {
    double asked = judged.slot().terms().concentration();
    double milligrams = 0;
    long end = judged.slot().opens().toEpochMilli();
    for (Run run : judged.proof().runs()) {
      milligrams += run.provenLitres() * run.concentration().map(Run.Spread::mean).orElse(asked);
      end = Math.max(end, run.endMs());
    }
    return new Use(
        judged.slot().id(),
        judged.version(),
        judged.slot().site(),
        judged.slot().terms().agent(),
        milligrams,
        Instant.ofEpochMilli(end));
  }
}
