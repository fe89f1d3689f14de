import type { Point, PointState } from '../api/types';

/** A value is old after this many periods of its point; the rest is time on the way. */
const PERIODS = 3;
const ON_THE_WAY_MS = 2000;

/** What may be said of a point now. Only `current` and `event` carry a value that counts. */
export type Condition =
  | { kind: 'current'; value: number; at: number }
  | { kind: 'event'; value: number; at: number }
  | { kind: 'stale'; value: number; at: number }
  | { kind: 'unavailable'; reason: string; at: number; last?: { value: number; at: number } }
  | { kind: 'never' };

/** Points are replaced and not changed, and each is judged several times a second. */
const times = new WeakMap<Point, number>();

function timeOf(point: Point, time: string): number {
  let at = times.get(point);
  if (at === undefined) {
    at = Date.parse(time);
    times.set(point, at);
  }
  return at;
}

export function conditionOf(point: Point, now: number): Condition {
  if (point.time === undefined) {
    return { kind: 'never' };
  }
  const at = timeOf(point, point.time);
  if (point.value === undefined) {
    const unavailable = { kind: 'unavailable', reason: point.reason ?? '', at } as const;
    return point.lastValue === undefined || point.lastTime === undefined
      ? unavailable
      : { ...unavailable, last: { value: point.lastValue, at: Date.parse(point.lastTime) } };
  }
  if (point.event) {
    return { kind: 'event', value: point.value, at };
  }
  const old = now - at > PERIODS * point.everyMs + ON_THE_WAY_MS;
  return { kind: old ? 'stale' : 'current', value: point.value, at };
}

/** True when something should be known of this point and is not. Nobody at an entrance is no gap. */
export function isBlind(point: Point, condition: Condition): boolean {
  if (point.event) {
    return condition.kind === 'unavailable';
  }
  return condition.kind !== 'current';
}

/** The service's judgement, made worse by what this page sees: a value does not get younger in a browser. */
export function stateNow(point: Point, condition: Condition): PointState {
  return point.state === 'normal' && isBlind(point, condition) ? 'no-data' : point.state;
}
