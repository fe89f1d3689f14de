import { describe, expect, it } from 'vitest';
import { conditionOf, isBlind, stateNow } from './freshness';
import { roomState } from './roomState';
import { neverSeen, NOW, point, secondsAgo, unavailable } from './samples.test-data';

describe('freshness', () => {
  it.each([
    [0, 'current'],
    [16, 'current'],
    [17.5, 'stale'],
    [86_400, 'stale'],
  ])('a value of %d s, due every 5 s, is %s', (seconds, kind) => {
    expect(conditionOf(point({ time: secondsAgo(seconds) }), NOW).kind).toBe(kind);
  });

  it('an unavailable reading keeps its last value apart', () => {
    const condition = conditionOf(unavailable({ lastValue: 3.1, lastTime: secondsAgo(60) }), NOW);
    expect(condition).toEqual({
      kind: 'unavailable',
      reason: 'timeout',
      at: NOW - 3000,
      last: { value: 3.1, at: NOW - 60_000 },
    });
  });

  it('a zero is a value, and a missing zero is none', () => {
    expect(conditionOf(point({ value: 0 }), NOW)).toMatchObject({ kind: 'current', value: 0 });
    expect(conditionOf(unavailable(), NOW)).not.toHaveProperty('value');
  });

  it('an event never grows stale', () => {
    const condition = conditionOf(point({ event: true, everyMs: 0, time: secondsAgo(4000) }), NOW);
    expect(condition.kind).toBe('event');
  });

  it('grows old in the page even if the service has said normal', () => {
    const old = point({ time: secondsAgo(60) });
    expect(stateNow(old, conditionOf(old, NOW))).toBe('no-data');
  });

  it('stays critical when it falls silent', () => {
    const silent = unavailable({ state: 'critical' });
    const condition = conditionOf(silent, NOW);
    expect(stateNow(silent, condition)).toBe('critical');
    expect(isBlind(silent, condition)).toBe(true);
  });
});

describe('a tile', () => {
  it('is quiet and shows what is measured', () => {
    const room = roomState([point(), point({ id: 'gw-1:cold2.temperature', value: 4.6 })], NOW);
    expect(room).toEqual({
      state: 'normal',
      noData: 0,
      alerts: 0,
      ranges: [{ quantity: 'temperature', unit: 'Cel', low: 3.4, high: 4.6 }],
    });
  });

  it('leaves old values out of its range and says that they are missing', () => {
    const room = roomState([point(), point({ id: 'gw-1:b.temperature', value: 99, time: secondsAgo(60) })], NOW);
    expect(room).toMatchObject({ state: 'no-data', noData: 1, ranges: [{ low: 3.4, high: 3.4 }] });
  });

  it('does not show temperatures of persons', () => {
    const fever = point({ quantity: 'body_temperature', event: true, value: 38.2 });
    expect(roomState([fever], NOW).ranges).toEqual([]);
  });

  it('is not normal where a point never spoke', () => {
    expect(roomState([neverSeen()], NOW).state).toBe('no-data');
  });
});
