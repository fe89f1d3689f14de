import { computed } from '@preact/signals';
import { campus, judgedAt, lost } from '../live/stream';
import { exceptionsOf } from './exceptions';
import { judge } from './verdict';

/** Judged at the time of the newest event; once the line is lost it is what was true before. */
export const verdict = computed(() => {
  const known = campus.value;
  return known && judge({ ...known, live: !lost.value, now: known.time, points: known.points.values() });
});

export const exceptions = computed(() => {
  const known = campus.value;
  return known ? exceptionsOf(known.alerts, known.points, known.gateways, judgedAt.value) : [];
});
