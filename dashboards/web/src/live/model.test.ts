import { describe, expect, it } from 'vitest';
import type { Whole } from '../api/types';
import { alert, noCounts, point } from '../situation/samples.test-data';
import { fromWhole, hasUnknownPlace, withAlert, withChange } from './model';

const whole: Whole = {
  time: '2026-11-21T14:32:00+08:00',
  timezone: 'Asia/Shanghai',
  verdict: noCounts,
  alerts: [alert()],
  drills: [],
  duty: [],
  gateways: [],
  troubles: [],
  points: [point(), point({ id: 'gw-1:cold1.humidity' })],
  contacts: [],
  sites: [
    {
      id: 'main',
      name: '主校区',
      nameEn: 'Main',
      buildings: [],
      areas: [{ path: 'canteen-1/cold-store', name: '一食堂冷库', nameEn: 'Cold store', expected: true }],
    },
  ],
};
const change = (points: Whole['points']) => ({ ...whole, time: '2026-11-21T14:32:01+08:00', points });

describe('the live model', () => {
  it('takes a change over the whole and keeps the rest', () => {
    const before = fromWhole(whole);
    const after = withChange(before, change([point({ value: 9 })]));
    expect(after.points.get('gw-1:cold1.temperature')?.value).toBe(9);
    expect(after.points.size).toBe(2);
    expect(before.points.get('gw-1:cold1.temperature')?.value).toBe(3.4);
    expect(after.time - before.time).toBe(1000);
  });

  it('keeps its shape while only values change', () => {
    const before = fromWhole(whole);
    expect(withChange(before, change([point({ value: 9 })])).shape).toBe(before.shape);
    expect(withChange(before, change([point({ id: 'gw-1:x.y' })])).shape).not.toBe(before.shape);
    expect(withChange(before, change([point({ area: 'canteen-1/hall' })])).shape).not.toBe(before.shape);
  });

  it('notices a place that it has no name for', () => {
    const before = fromWhole(whole);
    expect(hasUnknownPlace(before, change([point()]))).toBe(false);
    expect(hasUnknownPlace(before, change([point({ id: 'gw-1:x.y' })]))).toBe(false);
    expect(hasUnknownPlace(before, change([point({ id: 'gw-1:x.y', area: 'new/place' })]))).toBe(true);
  });

  it('shows a failed test of alerting, and no more once one has passed', () => {
    const failed = withChange(fromWhole(whole), { ...change([]), canary: { at: '07:10', last: { stage: 'channel' } } });
    expect(failed.canary?.last?.stage).toBe('channel');
    expect(withChange(failed, change([])).canary).toBeNull();
  });

  it('shows at once what somebody did', () => {
    const before = fromWhole(whole);
    const mark = { by: 'admin', at: whole.time };
    expect(withAlert(before, alert({ acknowledged: mark })).alerts[0]?.acknowledged).toEqual(mark);
    expect(withAlert(before, alert({ state: 'closed' })).alerts).toEqual([]);
  });
});
