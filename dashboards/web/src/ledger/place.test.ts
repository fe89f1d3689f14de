import { describe, expect, it } from 'vitest';
import { asQuery, asSpan, daysOf, parsePlace, placeLink } from './place';

const usual = { span: '2026-11-28', subject: 'main/hall' };

describe('the address of a ledger', () => {
  it('is read as it was written', () => {
    for (const subject of ['main/canteen-1/cold-store', 'gw:cold1.temperature']) {
      const place = { span: '2026-11', subject, version: '2' };
      const [, rest = '', query = ''] = /^#\/records\/ledger\/([^?]*)\?(.*)$/.exec(placeLink(place)) ?? [];
      expect(parsePlace(decodeURIComponent(rest), new URLSearchParams(query), usual)).toEqual(place);
    }
  });

  it('is today and the first area where it says nothing', () => {
    expect(parsePlace('', new URLSearchParams(), usual)).toEqual({ ...usual, version: '' });
    expect(parsePlace('nonsense/main/a', new URLSearchParams(), usual)).toEqual({ span: '2026-11-28', subject: 'main/a', version: '' });
  });

  it('names an area or a point', () => {
    expect(asQuery({ subject: 'main/a/b' })).toEqual({ area: 'main/a/b' });
    expect(asQuery({ subject: 'gw:a.b' })).toEqual({ point: 'gw:a.b' });
  });
});

describe('a day and a month', () => {
  it('become each other', () => {
    expect(asSpan('2026-11-20', true)).toBe('2026-11');
    expect(asSpan('2026-11', false)).toBe('2026-11-01');
    expect(asSpan('2026-11-20', false)).toBe('2026-11-20');
  });

  it('have a first and a last day', () => {
    expect(daysOf('2026-02')).toEqual(['2026-02-01', '2026-02-28']);
    expect(daysOf('2026-11-20')).toEqual(['2026-11-20', '2026-11-20']);
  });
});
