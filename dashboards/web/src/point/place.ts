import { placeText, quantityText } from '../format/place';
import type { Point } from '../api/types';
import type { Campus } from '../live/model';
import { clockTime } from '../format/time';
import { serverNow } from '../live/stream';
import { clockOf, dateTime } from './zoned';

/** `主校区 · 一食堂冷库 · 温度`. */
export const pointName = (campus: Campus | null, point: Pick<Point, 'site' | 'area' | 'quantity'>) =>
  `${placeText(campus, point.site, point.area)} · ${quantityText(point.quantity)}`;

/** Without the quantity, where all have the same: `主校区 · 一食堂冷库 · cold1`. */
export const placeAndDevice = (campus: Campus | null, point: Pick<Point, 'site' | 'area' | 'device'>) =>
  `${placeText(campus, point.site, point.area)} · ${point.device}`;

/** `14:32` today, `11-20 14:32` this year, `2025-11-20 14:32` else. */
export function placeTime(ms: number, zone: string): string {
  const now = serverNow.value;
  return clockOf(ms, zone).year === clockOf(now, zone).year ? clockTime(ms, now, zone) : dateTime(ms, zone);
}
