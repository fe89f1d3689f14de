import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayAt, instantOf, localAt, monthOf, weekday, weekOf } from './days';

describe('days', () => {
  it('begins a week on Monday, over the end of a year too', () => {
    expect(weekOf('2027-01-01')).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03']);
    expect(weekday('2026-11-29')).toBe(6);
  });

  it('shows a month in whole weeks', () => {
    const days = monthOf('2026-11-15');
    expect(days[0]).toBe('2026-10-26');
    expect(days[days.length - 1]).toBe('2026-12-06');
    expect(days.length % 7).toBe(0);
    expect(monthOf('2027-02-10')).toHaveLength(28);
    expect(addMonths('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', -1)).toBe('2025-12-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('knows which day it is at the campus, whatever the clock of the screen', () => {
    const late = Date.parse('2026-11-24T17:00:00Z');
    expect(dayAt(late, 'Asia/Shanghai')).toBe('2026-11-25');
    expect(dayAt(late, 'America/New_York')).toBe('2026-11-24');
    expect(localAt(late, 'Asia/Shanghai')).toBe('2026-11-25T01:00');
  });

  it('reads a local time by the clock of the campus, over a change of clocks', () => {
    expect(instantOf('2026-11-25T01:00', 'Asia/Shanghai')).toBe(Date.parse('2026-11-24T17:00:00Z'));
    expect(instantOf('2026-03-29T12:00', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T10:00:00Z'));
    expect(instantOf('2026-03-28T12:00', 'Europe/Berlin')).toBe(Date.parse('2026-03-28T11:00:00Z'));
  });
});
