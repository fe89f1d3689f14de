import type { Bucket } from '../api/types';
import type { Bound } from './api';
import type { Span } from './range';
import { summaryOf, type Gap, type Summary } from './series';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Steps that people count in. */
const STEPS = [1, 2, 5, 10, 30, 60, 180, 360, 1440, 7 * 1440, 30 * 1440, 90 * 1440].map((minutes) => minutes * MINUTE);
const ROWS_MAX = 200;

/** A line of the table: numbers of a step of time, or a gap. */
export type Row = (Span & { kind: 'numbers'; of: Summary; beyond: Bound | null }) | (Gap & { kind: 'gap' });

/** So wide that the table stays readable, and no narrower than the buckets. */
export function stepFor(span: Span, bucketMs: number): number {
  const least = Math.max(bucketMs, (span.to - span.from) / ROWS_MAX);
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / DAY) * DAY;
}

/**
 * The numbers of a chart as a table, oldest first.
 *
 * @param ahead how far the campus's clock is ahead of UTC, so that days begin at its midnight
 */
export function rowsOf(
  buckets: readonly Bucket[],
  bucketMs: number,
  span: Span,
  bounds: readonly Bound[],
  gaps: readonly Gap[],
  ahead: number,
): Row[] {
  const step = stepFor(span, bucketMs);
  const groups = new Map<number, Bucket[]>();
  for (const bucket of buckets) {
    const at = Math.max(span.from, Date.parse(bucket.time));
    const start = Math.floor((at + ahead) / step) * step - ahead;
    const group = groups.get(start);
    if (group) {
      group.push(bucket);
    } else {
      groups.set(start, [bucket]);
    }
  }
  const rows: Row[] = gaps.map((gap) => ({ kind: 'gap', ...gap }));
  for (const [start, group] of groups) {
    const of = summaryOf(group);
    if (of) {
      const beyond = bounds.find((b) => (b.upper ? of.high > b.limit : of.low < b.limit)) ?? null;
      rows.push({ kind: 'numbers', from: Math.max(start, span.from), to: Math.min(start + step, span.to), of, beyond });
    }
  }
  return rows.sort((a, b) => a.from - b.from);
}

