import { describe, expect, it } from 'vitest';
import type { Point } from '../api/types';
import { alertsOf, exceptionsOf } from './exceptions';
import { alert, gateway, NOW, point, secondsAgo, unavailable } from './samples.test-data';

const index = (...points: Point[]) => new Map(points.map((p) => [p.id, p]));
const mark = { by: 'admin', at: secondsAgo(5) };

describe('what needs attention', () => {
  it('is nothing when all is well', () => {
    expect(exceptionsOf([], index(point()), [gateway()], NOW)).toEqual([]);
  });

  it('comes worst first, unclaimed before claimed, oldest first', () => {
    const alerts = [
      alert({ id: 'info', severity: 'info' }),
      alert({ id: 'claimed', acknowledged: mark, since: secondsAgo(900) }),
      alert({ id: 'young', since: secondsAgo(10) }),
      alert({ id: 'warning', severity: 'warning' }),
      alert({ id: 'old', since: secondsAgo(600) }),
    ];
    const keys = exceptionsOf(alerts, index(unavailable({ id: 'gw-1:x.humidity' })), [gateway()], NOW).map((r) => r.key);
    expect(keys.slice(0, 4)).toEqual(['old', 'young', 'claimed', 'warning']);
    expect(keys.at(-1)).toBe('info');
  });

  it.each(['threshold', 'rate', 'stuck', 'event', 'broker'] as const)('has a row for an alert of kind %s', (kind) => {
    expect(exceptionsOf([alert({ kind })], index(point()), [gateway()], NOW)).toMatchObject([{ kind: 'alert' }]);
  });

  it('puts the points of a lost gateway into its row', () => {
    const silent = unavailable();
    const alerts = [
      alert({ id: 'g', kind: 'gateway', point: 'gw-1', severity: 'warning' }),
      alert({ id: 'p', kind: 'no-data', point: silent.id, severity: 'warning' }),
    ];
    const rows = exceptionsOf(alerts, index(silent), [gateway({ state: 'lost' })], NOW);
    expect(rows).toHaveLength(1);
    expect(rows[0] && alertsOf(rows[0]).map((a) => a.id)).toEqual(['g', 'p']);
  });

  it('shows a gateway that has never come, without an alert', () => {
    const rows = exceptionsOf([], index(), [gateway({ state: 'waiting' })], NOW);
    expect(rows).toMatchObject([{ kind: 'gateway', gateway: 'gw-1', silent: [] }]);
  });

  it('keeps two silent areas apart', () => {
    const rows = exceptionsOf([], index(...silentIn(2)), [gateway()], NOW);
    expect(rows.map((r) => r.kind === 'silent' && r.areas)).toEqual([['dorm/room-0'], ['dorm/room-1']]);
  });

  it('takes many areas with one reason together: one line was cut', () => {
    const rows = exceptionsOf([], index(...silentIn(10)), [gateway()], NOW);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'silent', gateway: 'gw-1' });
  });

  it('does not hide a broken sensor among the points of a cut line', () => {
    const broken = unavailable({ id: 'gw-1:b.temperature', area: 'hall', reason: 'sensor-fault' });
    expect(exceptionsOf([], index(...silentIn(10), broken), [gateway()], NOW)).toHaveLength(2);
  });

  it('shows a point without data before its alert is due', () => {
    const rows = exceptionsOf([], index(point({ time: secondsAgo(30) })), [gateway()], NOW);
    expect(rows).toMatchObject([{ kind: 'silent', silent: [{ id: 'gw-1:cold1.temperature' }] }]);
  });
});

function silentIn(areas: number): Point[] {
  return Array.from({ length: areas }, (_, i) =>
    unavailable({ id: `gw-1:room-${i}.temperature`, area: `dorm/room-${i}` }),
  );
}
