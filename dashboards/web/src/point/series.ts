import type { Bucket } from '../api/types';
import type { Bound } from './api';
import type { Span } from './range';

/** A stretch without a value. */
export interface Gap extends Span {
  /** Readings in it that say why there is none. */
  unavailable: number;
}

/** What a chart draws. A null ends a line. Arrays are of one length. */
export interface Series {
  /** Middles of the buckets, milliseconds since 1970, rising. */
  times: number[];
  low: (number | null)[];
  mean: (number | null)[];
  high: (number | null)[];
  gaps: Gap[];
}

/** What a point is like, as far as charts care. */
export interface Kind {
  /** 0 for event points. */
  everyMs: number;
  event: boolean;
}

const has = (bucket: Bucket): bucket is Bucket & Required<Pick<Bucket, 'min' | 'mean' | 'max'>> =>
  bucket.measured > 0 && bucket.min !== undefined && bucket.mean !== undefined && bucket.max !== undefined;

/** Silence for longer than this is a gap: three periods, as a value is old after three, or a whole bucket. */
export const gapAfterMs = (bucketMs: number, kind: Kind) => Math.max(1.5 * bucketMs, 3 * kind.everyMs);

/** Gaps stay gaps. Nobody at an entrance is none. */
export function seriesOf(buckets: readonly Bucket[], bucketMs: number, span: Span, kind: Kind): Series {
  const series: Series = { times: [], low: [], mean: [], high: [], gaps: [] };
  const longest = gapAfterMs(bucketMs, kind);
  let end = span.from;
  let unavailable = 0;
  const gapUntil = (from: number, to: number) => {
    if (!kind.event && to - from > longest - bucketMs) {
      if (series.times.length > 0) {
        push(series, Math.min(to, from + 1), null, null, null);
      }
      series.gaps.push({ from, to, unavailable });
    }
    unavailable = 0;
  };
  for (const bucket of buckets) {
    if (!has(bucket)) {
      unavailable += bucket.unavailable;
      continue;
    }
    const start = Math.max(span.from, Date.parse(bucket.time));
    const until = Math.min(span.to, Date.parse(bucket.time) + bucketMs);
    gapUntil(end, start);
    push(series, (start + until) / 2, bucket.min, bucket.mean, bucket.max);
    unavailable = 0;
    end = until;
  }
  gapUntil(end, span.to);
  return series;
}

function push(series: Series, time: number, low: number | null, mean: number | null, high: number | null): void {
  series.times.push(time);
  series.low.push(low);
  series.mean.push(mean);
  series.high.push(high);
}

/** Buckets in a row that hold values beyond a limit. */
export interface Excursion extends Span {
  bound: Bound;
  worst: number;
}

/** Each limit's by itself, in order of time. A value at a limit is not beyond it. */
export function excursionsOf(buckets: readonly Bucket[], bucketMs: number, bounds: readonly Bound[], kind: Kind): Excursion[] {
  const found: Excursion[] = [];
  for (const bound of bounds) {
    let open: Excursion | undefined;
    for (const bucket of buckets.filter(has)) {
      const from = Date.parse(bucket.time);
      const worst = bound.upper ? bucket.max : bucket.min;
      const beyond = bound.upper ? worst > bound.limit : worst < bound.limit;
      if (open && (!beyond || from - open.to > gapAfterMs(bucketMs, kind))) {
        open = undefined;
      }
      if (beyond && open) {
        open.to = from + bucketMs;
        open.worst = bound.upper ? Math.max(open.worst, worst) : Math.min(open.worst, worst);
      } else if (beyond) {
        open = { from, to: from + bucketMs, bound, worst };
        found.push(open);
      }
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** A stretch in numbers. */
export interface Summary {
  measured: number;
  unavailable: number;
  low: number;
  mean: number;
  high: number;
  /** How much a counter rose; what it lost at a restart is not subtracted. */
  rise: number;
}

/** Null when nothing was measured. */
export function summaryOf(buckets: readonly Bucket[]): Summary | null {
  const measured = buckets.filter(has);
  if (measured.length === 0) {
    return null;
  }
  const sum = { measured: 0, unavailable: 0, low: Infinity, mean: 0, high: -Infinity, rise: 0 };
  let last = measured[0]?.min ?? 0;
  for (const bucket of measured) {
    sum.measured += bucket.measured;
    sum.mean += bucket.mean * bucket.measured;
    sum.low = Math.min(sum.low, bucket.min);
    sum.high = Math.max(sum.high, bucket.max);
    sum.rise += Math.max(0, bucket.max - last);
    last = bucket.max;
  }
  sum.mean /= sum.measured;
  sum.unavailable = buckets.reduce((n, bucket) => n + bucket.unavailable, 0);
  return sum;
}

export const total = (spans: readonly Span[]) => spans.reduce((ms, span) => ms + span.to - span.from, 0);
