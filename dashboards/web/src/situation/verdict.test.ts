import { describe, expect, it } from 'vitest';
import { alert, gateway, neverSeen, noCounts, NOW, point, secondsAgo, unavailable } from './samples.test-data';
import { judge, type Facts } from './verdict';

const allWell: Facts = {
  live: true,
  now: NOW,
  points: [point()],
  alerts: [],
  gateways: [gateway()],
  troubles: [],
  counts: noCounts,
};

const said = (facts: Facts) => judge(facts).clauses;

describe('the verdict', () => {
  it('is clean when everything expected is known and normal', () => {
    expect(judge(allWell)).toMatchObject({ tone: 'clean', clauses: [{ say: 'clean' }], normal: 1 });
  });

  const never: Record<string, Partial<Facts>> = {
    'the stream is lost': { live: false },
    'a point never had a reading': { points: [point(), neverSeen({ id: 'gw-1:b.humidity' })] },
    'a reading is unavailable': { points: [unavailable()] },
    'the service calls an unavailable reading normal': { points: [unavailable({ state: 'normal' })] },
    'a value is older than three periods': { points: [point({ time: secondsAgo(18) })] },
    'the service says that a point has no data': { points: [point({ state: 'no-data' })] },
    'the service counts more missing points than the page': { counts: { ...noCounts, noData: 1 } },
    'an expected gateway waits': { gateways: [gateway(), gateway({ id: 'gw-2', state: 'waiting' })] },
    'an expected gateway is lost, with an alert': {
      gateways: [gateway({ state: 'lost' })],
      alerts: [alert({ kind: 'gateway', point: 'gw-1', severity: 'warning' })],
    },
    'an expected gateway is lost, without an alert': { gateways: [gateway({ state: 'lost' })] },
    'the store has trouble': { troubles: ['store'] },
    'the broker has trouble': { troubles: ['broker'] },
    'there is trouble that the page has no word for': { troubles: ['moon'] },
    'no point is known at all': { points: [] },
    'only points that nobody expects are known': { points: [point({ expected: false })] },
    'a critical alert is active': { alerts: [alert()] },
    'an alert is active and claimed': { alerts: [alert({ acknowledged: { by: 'admin', at: secondsAgo(5) } })] },
    'a notice is active': { alerts: [alert({ severity: 'info' })] },
    'a no-data alert is active of a point that is gone': { alerts: [alert({ kind: 'no-data', point: 'gw-9:x.y' })] },
    'a point is out of bounds and its alert is shelved': { points: [point({ state: 'warning' })] },
  };

  it.each(Object.entries(never))('is never clean when %s', (_case, facts) => {
    const verdict = judge({ ...allWell, ...facts });
    const clean = verdict.tone === 'clean' || (verdict.clauses.some((c) => c.say === 'clean') && verdict.tone !== 'unknown');
    expect(clean).toBe(false);
  });

  it('says what is to be done before what is not known', () => {
    const facts = { ...allWell, points: [point({ state: 'critical' }), unavailable({ id: 'gw-1:b.c' })], alerts: [alert()] };
    expect(said(facts)).toEqual([
      { say: 'action', n: 1 },
      { say: 'nodata', n: 1 },
    ]);
  });

  it('counts a point without data once, not again by its alert', () => {
    const point = unavailable();
    const facts = { ...allWell, points: [point], alerts: [alert({ kind: 'no-data', point: point.id, severity: 'warning' })] };
    expect(said(facts)).toEqual([{ say: 'nodata', n: 1 }]);
  });

  it('counts a critical point that fell silent as both', () => {
    const facts = { ...allWell, points: [unavailable({ state: 'critical' })], alerts: [alert()] };
    expect(judge(facts)).toMatchObject({ critical: 1, noData: 1, normal: 0 });
  });

  it('does not miss an entrance where nobody walks', () => {
    const entrance = neverSeen({ id: 'gw-1:gate.body_temperature', event: true, everyMs: 0, state: 'normal' });
    expect(judge({ ...allWell, points: [point(), entrance] }).tone).toBe('clean');
  });

  it('leaves out what nobody expects', () => {
    const stranger = unavailable({ id: 'gw-9:x.y', expected: false });
    const facts = { ...allWell, points: [point(), stranger], gateways: [gateway(), gateway({ id: 'gw-9', expected: false, state: 'lost' })] };
    expect(judge(facts).tone).toBe('clean');
  });

  it('says trouble of the service first', () => {
    expect(said({ ...allWell, troubles: ['store'], alerts: [alert()] })[0]).toEqual({ say: 'trouble', name: 'store' });
  });
});
