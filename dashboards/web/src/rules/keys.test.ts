import { describe, expect, it } from 'vitest';
import { draftOf, faultsOf, keysOf, kindOf, type Draft } from './keys';
import { globMatches } from './sentence';
import type { RuleKeys } from './types';

const WARM: RuleKeys = {
  id: 'warm',
  name: '过热',
  quantity: 'temperature',
  area: '*/cold-store',
  above: 8,
  deadband: 0.5,
  for: '10m',
  severity: 'critical',
  do: '关门',
  flutter: '5m',
  unit: 'Cel',
  tag: 'food',
  when: { days: ['mon', 'tue'], from: '06:00', to: '22:00', dates: ['2026-09-01/2027-01-17'] },
  'report-within': '2h',
};
const edit = (keys: RuleKeys, kind: Draft['kind'], text: Partial<Draft['text']>): Draft => ({ kind, text: { ...draftOf(keys).text, ...text } });

describe('a form', () => {
  it('gives back what it was given, also what it does not show', () => {
    for (const keys of [
      WARM,
      { id: 'a', name: 'a', quantity: '*', 'no-data': '90s', severity: 'warning' },
      { id: 'b', name: 'b', quantity: 'flow', outside: [0.3, 0.8], severity: 'info' },
      { id: 'c', name: 'c', quantity: 'temperature', rises: 3, within: '10m', severity: 'info', on: false },
      { id: 'd', name: 'd', 'coverage-below': 95, severity: 'warning' },
      { id: 'e', name: 'e', disinfection: 'missed', severity: 'critical' },
      { id: 'f', name: 'f', stock: 'low', severity: 'warning' },
    ] satisfies RuleKeys[]) {
      expect(faultsOf(draftOf(keys))).toEqual([]);
      expect(keysOf(draftOf(keys), keys)).toEqual(keys);
    }
  });

  it('leaves out what the other kind does not take', () => {
    expect(keysOf(edit(WARM, 'gateway-silent', { time: '90s' }), WARM)).toEqual({
      id: 'warm',
      name: '过热',
      severity: 'critical',
      do: '关门',
      flutter: '5m',
      'report-within': '2h',
      'gateway-silent': '90s',
    });
    expect(keysOf(edit(WARM, 'rises', { bound: '3', within: '10m' }), WARM)).toMatchObject({ rises: 3, within: '10m' });
    expect(keysOf(edit(WARM, 'rises', { bound: '3', within: '10m' }), WARM)).not.toHaveProperty('above');
  });

  it('takes what is emptied away', () => {
    const emptied = keysOf(edit(WARM, 'above', { days: '', from: '', to: '', dates: '', tag: '', flutter: '', 'report-within': '' }), WARM);
    expect(Object.keys(emptied)).not.toEqual(expect.arrayContaining(['when']));
    expect(emptied).toEqual(expect.not.objectContaining({ tag: 'food', flutter: '5m', 'report-within': '2h' }));
    expect(keysOf(edit(WARM, 'above', { days: 'sat sun', from: '', to: '', dates: '' }), WARM).when).toEqual({ days: ['sat', 'sun'] });
  });

  it('says what is missing before the service has to', () => {
    expect(faultsOf(edit(WARM, 'above', { bound: 'warm' }))).toEqual([{ kind: 'number', field: 'bound' }]);
    expect(faultsOf(edit(WARM, 'outside', { low: '9', high: '8' }))).toEqual([{ kind: 'order' }]);
    expect(faultsOf(edit(WARM, 'no-data', {}))).toEqual([{ kind: 'needed', field: 'time' }]);
    expect(faultsOf(edit(WARM, 'above', { id: 'Warm!' }))).toEqual([{ kind: 'badid' }]);
    expect(faultsOf(edit(WARM, 'below', { bound: '-12.5' }))).toEqual([]);
  });
});

it('knows a rule by its condition', () => {
  expect(kindOf(WARM)).toBe('above');
  expect(kindOf({ id: 'x', 'broker-silent': '2m' })).toBe('broker-silent');
});

it('finds areas as the service does', () => {
  expect(globMatches('*/cold-store', 'canteen-1/cold-store')).toBe(true);
  expect(globMatches('*/cold-store', 'a/b/cold-store')).toBe(false);
  expect(globMatches('**/cold-store', 'a/b/cold-store')).toBe(true);
  expect(globMatches('dorm*/**', 'dorm-1/room')).toBe(true);
  expect(globMatches('a.b', 'axb')).toBe(false);
});
