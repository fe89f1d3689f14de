import { describe, expect, it } from 'vitest';
import { draftOf, keysOf, whenText } from './keys';
import type { Plan, PlanKeys } from './types';

const HALL: PlanKeys = {
  id: 'hall',
  site: 'main',
  area: 'hall',
  agent: '84',
  concentration: 500,
  contact: '30m',
  'square-metres': 180,
  'per-square-metre': 200,
  pressure: [200, 400],
  times: ['06:00-07:00', '12:30-13:30'],
  days: ['mon', 'tue'],
  dates: ['2026-09-01/2027-01-17'],
};
const RULE: PlanKeys = { id: 'r', area: 'hall', concentration: 250, rrule: 'FREQ=DAILY', start: '2026-01-01T06:00', lasts: '1h', on: false };

describe('a plan in its form', () => {
  it.each([HALL, RULE])('is the same when nothing was changed: $id', (keys) => {
    expect(keysOf(draftOf(keys), keys)).toEqual(keys);
  });

  it('leaves out what belongs to the other way', () => {
    const draft = draftOf(RULE);
    const keys = keysOf({ ...draft, way: 'times', text: { ...draft.text, times: '06:00-07:00，12:00-13:00' } }, RULE);
    expect(keys).toEqual({ id: 'r', on: false, area: 'hall', concentration: 250, times: ['06:00-07:00', '12:00-13:00'] });
  });

  it('sends what is no number as it is, for the service to name it', () => {
    expect(keysOf({ ...draftOf(HALL), text: { ...draftOf(HALL).text, concentration: 'viel' } }, HALL).concentration).toBe('viel');
  });

  it('says when it is', () => {
    const plan = { keys: HALL } as Plan;
    expect(whenText(plan)).toBe('06:00-07:00, 12:30-13:30（周一 周二）');
    expect(whenText({ keys: RULE } as Plan)).toBe('每天，每次 1 小时');
  });
});
