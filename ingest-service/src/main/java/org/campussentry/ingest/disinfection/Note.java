package org.campussentry.ingest.disinfection;

import java.util.Locale;

/** What must be said beside a state. */
public enum Note {
  /** No sensor measured the liquid, and nobody entered a test strip (浓度未验证). */
  CONCENTRATION_UNVERIFIED,
  /** A person entered what the test strip showed. */
  CONCENTRATION_BY_STRIP,
  /** Nobody recorded that the place stayed closed for long enough (接触时间未验证). */
  CONTACT_UNVERIFIED,
  /** A person recorded it. */
  CONTACT_BY_HAND,
  /** The tank was filled while it sprayed, so it says little of the litres. */
  REFILLED,
  /** The flow meter counts while the pump is off. */
  CREEPING,
  /** The tank fell by more than the meter counted. */
  TANK_FELL_MORE,
  /** A part of the time nobody heard of the sprayer; the rest was enough. */
  PARTLY_UNSEEN,
  /** There was a pause; in all it was enough. */
  WITH_PAUSE;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
