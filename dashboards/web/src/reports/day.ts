import type { DayHead, Version } from './types';

/** Rounded down: 94.996 % is not 95. */
export function percentText(version: Pick<Version, 'expected' | 'proven'>): string {
  return version.expected === 0 ? '–' : `${(Math.floor((10_000 * version.proven) / version.expected) / 100).toFixed(2)} %`;
}

/** How a day stands, as a list says it. */
export function standing(day: DayHead): 'overdue' | 'newer' | 'notmade' | 'running' | Version['state'] {
  if (day.overdue) {
    return 'overdue';
  }
  if (!day.version) {
    return 'notmade';
  }
  const confirmed = day.version.state === 'reviewed' || day.version.state === 'signed';
  if (day.confirmed && !confirmed) {
    return 'newer';
  }
  return day.version.over ? day.version.state : 'running';
}

/** Whether somebody should do something about it. */
export const isOpen = (day: DayHead) => ['overdue', 'newer', 'draft', 'recorded'].includes(standing(day));
