import type { Bucket } from '../api/types';

export interface Trace {
  /** Pieces of the line in the drawing's coordinates; a bucket without a value ends a piece. */
  pieces: string[];
  /** Where the limit lies, from the top. */
  limitY: number | null;
  low: number;
  high: number;
  gaps: number;
}

interface Frame {
  from: number;
  to: number;
  bucketMs: number;
  width: number;
  height: number;
}

/** Draws means over time. Gaps stay gaps. Null when nothing was measured. */
export function traceOf(buckets: readonly Bucket[], limit: number | null, frame: Frame): Trace | null {
  const measured = buckets.filter((b) => b.measured > 0 && b.mean !== undefined);
  const values = measured.flatMap((b) => [b.min ?? b.mean ?? 0, b.max ?? b.mean ?? 0]);
  if (values.length === 0) {
    return null;
  }
  const low = Math.min(...values);
  const high = Math.max(...values);
  const bottom = Math.min(low, limit ?? low);
  const top = Math.max(high, limit ?? high);
  const margin = Math.max((top - bottom) * 0.12, 0.2);
  const span = top - bottom + 2 * margin;
  const y = (value: number) => ((top + margin - value) / span) * frame.height;
  const x = (time: number) => ((time - frame.from) / (frame.to - frame.from)) * frame.width;

  const pieces: string[] = [];
  let piece = '';
  let before = Number.NEGATIVE_INFINITY;
  let gaps = 0;
  for (const bucket of measured) {
    const at = Date.parse(bucket.time);
    const joined = at - before <= 1.5 * frame.bucketMs;
    if (!joined && piece) {
      pieces.push(piece);
      gaps++;
    }
    const middle = x(at + frame.bucketMs / 2).toFixed(1);
    const height = y(bucket.mean ?? 0).toFixed(1);
    // A lone bucket is a short dash, else it would not be seen.
    piece = joined ? `${piece}L${middle} ${height}` : `M${middle} ${height}h0.1`;
    before = at;
  }
  pieces.push(piece);
  return { pieces, limitY: limit === null ? null : y(limit), low, high, gaps };
}
