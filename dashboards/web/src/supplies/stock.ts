import type { PointState } from '../api/types';
import { named } from '../words/words';
import type { Item, StockState } from './types';
import { say } from './words';

/** Three digits behind the point are more than anybody weighs. */
export const amount = (n: number) => String(Number(n.toFixed(Math.abs(n) < 10 ? 2 : 1)));

export const unitOf = (item: Item) => named(item.unit, item.unitEn);

/** The mark of a state: its shape and colour; what is not known is that of missing data. */
export function markOf(state: StockState): PointState {
  return state === 'out' || state === 'wrong' ? 'critical' : state === 'low' ? 'warning' : state === 'unknown' ? 'no-data' : 'normal';
}

const RANK: readonly StockState[] = ['wrong', 'out', 'low', 'unknown', 'enough'];

/** What needs somebody first; those no longer kept last. */
export function worstFirst(items: readonly Item[]): Item[] {
  const rank = (i: Item) => (i.on ? RANK.indexOf(i.state) : RANK.length);
  return [...items].sort((a, b) => rank(a) - rank(b) || (a.days ?? Infinity) - (b.days ?? Infinity) || 0);
}

export function headline(items: readonly Item[]): string {
  const kept = items.filter((i) => i.on);
  const few = kept.filter((i) => i.state === 'low' || i.state === 'out' || i.state === 'wrong').length;
  const uncounted = kept.filter((i) => i.state === 'unknown').length;
  const expired = kept.filter((i) => i.expired).length;
  if (kept.length === 0) {
    return say('head.none');
  }
  // What nobody counted is not enough, whatever the rest is.
  const first = few ? say('head.low', { n: few }) : uncounted ? say('head.unknown', { n: uncounted }) : say('head.good');
  return (
    first +
    (few && uncounted ? say('head.uncounted', { n: uncounted }) : '') +
    (expired ? say('head.expired', { n: expired }) : '')
  );
}

/** For how many days it lasts, or why nobody can tell. */
export function daysText(item: Item, meanDays: number): string {
  if (item.forecast === 'known' && item.days !== undefined) {
    return item.days < 1 ? say('days.less') : say('days.known', { n: Math.floor(item.days) });
  }
  return say(`days.${item.forecast === 'known' ? 'not-counted' : item.forecast}`, { d: meanDays });
}

/** Share of the bar that is filled, and where its minimum stands: the minimum is in the middle, unless there is much more. */
export function barOf(item: Item): { filled: number; minimum: number } {
  const stock = Math.max(0, item.stock ?? 0);
  const full = Math.max(2 * item.minimum, stock, 1e-9);
  return { filled: stock / full, minimum: item.minimum / full };
}

export const moment = (iso: string) => iso.slice(0, 16).replace('T', ' ');
