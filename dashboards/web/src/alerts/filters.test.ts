import { describe, expect, it } from 'vitest';
import { parseRoute } from '../route';
import { asked, filterLink, narrowed, NO_FILTERS, parseFilters, type Filters } from './filters';

const all: Filters = {
  tab: 'closed',
  q: '"冷库" & 100% <b>🙂',
  severity: ['critical', 'info'],
  place: 'main/canteen-1/cold-store',
  rule: 'cold?store',
  from: '2026-11-21T00:00',
  to: '2026-11-22T00:00',
  flags: ['mine', 'late'],
};

describe('filters', () => {
  it.each([all, NO_FILTERS])('come back from the address as they went', (filters) => {
    const route = parseRoute(filterLink(filters));
    expect(route.page).toBe('alerts');
    expect(parseFilters(route.query)).toEqual(filters);
  });

  it('leave out what an address says wrongly', () => {
    expect(parseFilters(new URLSearchParams('tab=x&severity=loud,critical&mine=yes'))).toEqual({ ...NO_FILTERS, severity: ['critical'] });
  });

  it('count what narrows', () => {
    expect(narrowed(NO_FILTERS)).toBe(0);
    expect(narrowed(all)).toBe(7);
  });

  it('ask the service with times of the world', () => {
    const query = asked(all, (text) => (text ? Date.parse(`${text}:00+08:00`) : null));
    expect(Object.fromEntries(query)).toEqual({
      state: 'closed',
      order: 'newest',
      q: all.q,
      severity: 'critical,info',
      site: 'main',
      area: 'canteen-1/cold-store',
      rule: 'cold?store',
      from: String(Date.parse('2026-11-21T00:00:00+08:00')),
      to: String(Date.parse('2026-11-22T00:00:00+08:00')),
      mine: 'true',
      late: 'true',
    });
    expect(asked(NO_FILTERS, () => null).toString()).toBe('state=active&order=worst');
  });
});
