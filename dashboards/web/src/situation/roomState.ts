import type { Point, PointState } from '../api/types';
import { conditionOf, isBlind, stateNow } from './freshness';
import { quantityRank } from './quantities';

export const WORST_FIRST: readonly PointState[] = ['critical', 'warning', 'no-data', 'info', 'normal'];

/** A range of the values that count now. */
export interface Range {
  quantity: string;
  unit: string;
  low: number;
  high: number;
}

export interface RoomState {
  state: PointState;
  noData: number;
  alerts: number;
  ranges: Range[];
}

/** Body temperatures are of persons and not of places. */
const HIDDEN = new Set(['body_temperature', 'run_state', 'fault']);
const RANGES_MAX = 2;

/** What one tile says. Pure. A place where something is missing is never normal. */
export function roomState(points: readonly Point[], now: number): RoomState {
  let worst: PointState = 'normal';
  let noData = 0;
  let alerts = 0;
  const ranges = new Map<string, Range>();
  for (const point of points) {
    const condition = conditionOf(point, now);
    const state = stateNow(point, condition);
    if (WORST_FIRST.indexOf(state) < WORST_FIRST.indexOf(worst)) {
      worst = state;
    }
    noData += isBlind(point, condition) || state === 'no-data' ? 1 : 0;
    alerts += state !== 'normal' && state !== 'no-data' ? 1 : 0;
    if (condition.kind === 'current' && !HIDDEN.has(point.quantity)) {
      const { quantity, unit } = point;
      const range = ranges.get(quantity) ?? { quantity, unit, low: condition.value, high: condition.value };
      range.low = Math.min(range.low, condition.value);
      range.high = Math.max(range.high, condition.value);
      ranges.set(quantity, range);
    }
  }
  const shown = [...ranges.values()].sort((a, b) => quantityRank(a.quantity) - quantityRank(b.quantity)).slice(0, RANGES_MAX);
  return { state: worst, noData, alerts, ranges: shown };
}
