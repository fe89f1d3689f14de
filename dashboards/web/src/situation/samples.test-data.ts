import type { Alert, Counts, Gateway, Point } from '../api/types';

/** Made-up campus for the tests: one cold store behind one gateway, all well at `NOW`. */
export const NOW = Date.parse('2026-11-21T14:32:00+08:00');

export const secondsAgo = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

export function point(changes: Partial<Point> = {}): Point {
  return {
    id: 'gw-1:cold1.temperature',
    site: 'main',
    area: 'canteen-1/cold-store',
    gateway: 'gw-1',
    device: 'cold1',
    quantity: 'temperature',
    unit: 'Cel',
    event: false,
    everyMs: 5000,
    expected: true,
    state: 'normal',
    time: secondsAgo(3),
    value: 3.4,
    ...changes,
  };
}

/** As a point, but of an unavailable reading: without a value of now. */
export function unavailable(changes: Partial<Point> = {}): Point {
  const { value: _value, ...rest } = point({ state: 'no-data', reason: 'timeout', ...changes });
  return rest;
}

/** As a point that never had a reading. */
export function neverSeen(changes: Partial<Point> = {}): Point {
  const { value: _value, time: _time, ...rest } = point({ state: 'no-data', ...changes });
  return rest;
}

export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    id: 'a1',
    rule: 'cold-store-warm',
    kind: 'threshold',
    count: 1,
    outOfService: false,
    point: 'gw-1:cold1.temperature',
    site: 'main',
    area: 'canteen-1/cold-store',
    quantity: 'temperature',
    unit: 'Cel',
    severity: 'critical',
    state: 'active',
    value: 11.4,
    limit: 8,
    upper: true,
    since: secondsAgo(780),
    late: false,
    ...changes,
  };
}

export function gateway(changes: Partial<Gateway> = {}): Gateway {
  return { id: 'gw-1', site: 'main', name: '一号', nameEn: 'One', expected: true, state: 'online', ...changes };
}

export const noCounts: Counts = { points: 1, normal: 1, noData: 0, info: 0, warning: 0, critical: 0 };
