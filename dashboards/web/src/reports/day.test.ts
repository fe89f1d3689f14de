import { describe, expect, it } from 'vitest';
import { isOpen, percentText, standing } from './day';
import type { DayHead, Version } from './types';

const version = (state: Version['state'], over = true) => ({ state, over, expected: 1440, proven: 1440 }) as Version;
const day = (given: Partial<DayHead>): DayHead => ({ date: '2026-11-27', made: '', due: '', confirmed: false, overdue: false, ...given });

describe('a day of the list', () => {
  it('rounds its coverage down, and says nothing where nothing was expected', () => {
    expect(percentText({ expected: 100_000, proven: 94_999 })).toBe('94.99 %');
    expect(percentText({ expected: 0, proven: 0 })).toBe('–');
  });

  it.each([
    [day({}), 'notmade', false],
    [day({ version: version('draft', false) }), 'running', false],
    [day({ version: version('draft') }), 'draft', true],
    [day({ version: version('recorded') }), 'recorded', true],
    [day({ version: version('draft'), overdue: true }), 'overdue', true],
    [day({ version: version('reviewed'), confirmed: true }), 'reviewed', false],
    [day({ version: version('draft'), confirmed: true }), 'newer', true],
  ])('%# stands as it does', (given, how, open) => {
    expect(standing(given)).toBe(how);
    expect(isOpen(given)).toBe(open);
  });
});
