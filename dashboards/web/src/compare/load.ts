import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Point } from '../api/types';
import { serverNow } from '../live/stream';
import { readings, type Readings } from '../point/api';
import { BUCKETS_MAX, bucketsFor, DAY, refreshMs, spanOf, type Range, type Span } from '../point/range';

export const WEEK = 7 * DAY;

/** A line's readings. Those of a week before keep their own times in `readings`; `shift` brings them beside the others. */
export interface Traced {
  point: Point;
  shift: number;
  readings: Readings;
}

export interface Compared {
  span: Span | null;
  lines: Traced[];
  failures: { point: Point; detail: string }[];
  at: number | null;
  busy: boolean;
}

const NOTHING: Compared = { span: null, lines: [], failures: [], at: null, busy: true };

/** Together no more than so many buckets: eight lines of two thousand would say no more. */
const BUCKETS_OF_ALL = 2 * BUCKETS_MAX;

/** Reads all lines at once; what failed is told beside those that came. */
export function useLines(points: readonly Point[], week: boolean, range: Range): ReadonlySignal<Compared> {
  const key = `${points.map((p) => p.id).join()} ${week} ${JSON.stringify(range)}`;
  const compared = useMemo(() => signal<Compared>(NOTHING), [points.map((p) => p.id).join()]);
  const turn = useRef(0);
  useEffect(() => {
    const load = async () => {
      const mine = ++turn.current;
      const now = serverNow.peek();
      const span = spanOf(range, now);
      const wanted = week ? points.flatMap((p) => [{ point: p, shift: 0 }, { point: p, shift: WEEK }]) : points.map((p) => ({ point: p, shift: 0 }));
      const period = Math.max(0, ...points.map((p) => p.everyMs));
      const each = Math.min(bucketsFor(span, period), Math.floor(BUCKETS_OF_ALL / Math.max(1, wanted.length)));
      const answers = await Promise.all(
        wanted.map((w) => readings(w.point.id, Math.max(0, span.from - w.shift), span.to - w.shift, each)),
      );
      if (mine !== turn.current) {
        return;
      }
      const lines: Traced[] = [];
      const failures: Compared['failures'] = [];
      wanted.forEach((w, i) => {
        const answer = answers[i];
        if (answer?.ok) {
          lines.push({ ...w, readings: answer.value });
        } else if (answer) {
          failures.push({ point: w.point, detail: answer.detail });
        }
      });
      const before = compared.peek();
      compared.value =
        lines.length === 0 && failures.length > 0
          ? { ...before, failures, busy: false }
          : { span, lines, failures, at: now, busy: false };
    };
    compared.value = { ...compared.peek(), busy: true };
    if (points.length > 0) {
      void load();
    }
    const again = refreshMs(range, serverNow.peek());
    const timer = again && points.length > 0 ? window.setInterval(() => void load(), again) : 0;
    return () => {
      turn.current++;
      window.clearInterval(timer);
    };
  }, [key]);
  return compared;
}
