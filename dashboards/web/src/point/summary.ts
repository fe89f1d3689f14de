import type { Point } from '../api/types';
import { duration } from '../format/time';
import { isSwitch, valueText } from '../format/value';
import { shareText, switchWord } from './share';
import { total, type Excursion, type Gap, type Summary } from './series';
import { say } from './words';

/** Counters only rise, but for a restart. */
const COUNTERS = new Set(['crossings', 'missed_crossings']);

function numbers(point: Point, of: Summary): string {
  const value = (v: number) => valueText(v, point.unit, point.quantity);
  if (point.event) {
    return say('chart.summary.event', { n: of.measured, low: value(of.low), high: value(of.high) });
  }
  if (isSwitch(point.quantity)) {
    return say('chart.summary.switch', { share: shareText(of.mean), on: switchWord(point.quantity, 1) });
  }
  return COUNTERS.has(point.quantity)
    ? say('chart.summary.counter', { rise: of.rise, high: value(of.high) })
    : say('chart.summary', { low: value(of.low), mean: value(of.mean), high: value(of.high) });
}

/** A stretch of time in one sentence; what a chart says to those who don't see it. */
export function summaryText(point: Point, of: Summary | null, gaps: readonly Gap[], excursions: readonly Excursion[]): string {
  if (of === null) {
    return say('chart.none');
  }
  const parts = [numbers(point, of)];
  if (excursions.length > 0) {
    parts.push(say('chart.beyond', { n: excursions.length, duration: duration(total(excursions)) }));
  }
  if (!point.event) {
    parts.push(
      gaps.length > 0 ? say('chart.gaps', { n: gaps.length, duration: duration(total(gaps)) }) : say('chart.gaps.none'),
    );
  }
  return parts.join(say('semicolon'));
}
