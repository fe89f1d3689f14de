import { inZone } from '../format/zoned';

/** Eight hours, as the service allows; a shelf is no cupboard. */
export const SHELF_MAX_MS = 8 * 3600_000;
export const SHELF_MINUTES = [30, 60, 120, 240, 480] as const;

/** Until when: so many minutes from now, or a time of the campus such as `2026-11-21T16:30`. Null for what lies outside the next eight hours. */
export function shelfEnd(choice: string, time: string, now: number, zone: string): number | null {
  // A moment less: the service's clock may be a little behind this one.
  const end = choice === 'time' ? inZone(time, zone) : now + Number(choice) * 60_000 - 1000;
  return end !== null && end > now && end <= now + SHELF_MAX_MS ? end : null;
}
