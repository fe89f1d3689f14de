import { describe, expect, it } from 'vitest';
import { gapsOf, isOn, namesOf, overlap, overMidnight, troublesOf } from './checks';
import { drafted, put, rowsOf, rowsOfChanges, swap, whoIn, type Draft } from './draft';
import type { Member, Shift } from './types';

const person = (id: string) => ({ id, name: `name of ${id}` });
const shift = (date: string, kind: 'day' | 'night', officer: string | null, more: Partial<Shift> = {}): Shift => ({
  shift: kind,
  name: kind,
  date,
  from: kind === 'day' ? `${date}T06:00:00.000+08:00` : `${date}T18:00:00.000+08:00`,
  to: kind === 'day' ? `${date}T18:00:00.000+08:00` : `${date}T24:00:00.000+08:00`,
  leader: person('boss'),
  ...(officer ? { officer: person(officer), rota: { officer: person(officer) } } : {}),
  ...more,
});
const member = (id: string, more: Partial<Member> = {}): Member => ({ ...person(id), department: '', reachable: true, pin: false, ...more });
const members = ['a', 'b', 'boss'].map((id) => member(id));
const none: Draft = new Map();
const MON = '2026-11-23';
const TUE = '2026-11-24';
/** Ends at six in the morning of the next day. */
const night = (date: string, next: string, officer: string) => shift(date, 'night', officer, { to: `${next}T06:00:00.000+08:00` });

describe('what is wrong in a shift', () => {
  it('is a missing officer or leader, and somebody without a channel', () => {
    const { leader: _, ...noLeader } = shift(MON, 'day', 'a');
    expect(troublesOf(noLeader, [noLeader], members)).toEqual([{ kind: 'no-leader' }]);
    const empty = shift(MON, 'day', null);
    expect(troublesOf(empty, [empty], members)).toEqual([{ kind: 'no-officer' }]);
    const mute = [member('a', { reachable: false }), member('boss')];
    const one = shift(MON, 'day', 'a');
    expect(troublesOf(one, [one], mute)).toEqual([{ kind: 'unreachable', person: 'a' }]);
  });

  it('is one person in two roles, or in two shifts at once', () => {
    const twice = shift(MON, 'day', 'boss');
    expect(troublesOf(twice, [twice], members)).toEqual([{ kind: 'two-roles', person: 'boss' }]);
    const one = shift(MON, 'day', 'a');
    const other: Shift = { ...shift(MON, 'day', 'a'), shift: 'gate', leader: person('b') };
    expect(troublesOf(one, [one, other], members)).toEqual([{ kind: 'elsewhere', person: 'a', other }]);
  });

  it('is not a shift that begins when the one before ends, across midnight', () => {
    const before = night(MON, TUE, 'a');
    const after: Shift = { ...shift(TUE, 'day', 'a'), leader: person('b') };
    expect(overlap(before, after)).toBe(false);
    expect(troublesOf(after, [before, after], members)).toEqual([]);
    expect(overMidnight({ shift: 'n', name: 'n', from: '18:00', to: '06:00' })).toBe(true);
    expect(overMidnight({ shift: 'n', name: 'n', from: '00:00', to: '00:00' })).toBe(true);
    expect(isOn(before, Date.parse(`${TUE}T05:59:00+08:00`))).toBe(true);
    expect(isOn(before, Date.parse(`${TUE}T06:00:00+08:00`))).toBe(false);
  });

  it('is a time in which a site has no officer', () => {
    const shifts = [shift(MON, 'day', 'a'), shift(MON, 'night', null), shift(TUE, 'day', 'a')];
    expect(gapsOf(shifts, 'main')).toEqual([{ from: `${MON}T18:00:00.000+08:00`, to: `${TUE}T06:00:00.000+08:00` }]);
    expect(gapsOf([shift(MON, 'day', 'a'), night(MON, TUE, 'b'), shift(TUE, 'day', 'a')], 'main')).toEqual([]);
    const elsewhere = { ...night(MON, TUE, 'b'), site: 'west' };
    expect(gapsOf([shift(MON, 'day', 'a'), elsewhere, shift(TUE, 'day', 'a')], 'main')).toHaveLength(1);
  });
});

describe('a draft', () => {
  const shifts = [shift(MON, 'day', 'a'), shift(TUE, 'day', 'b', { officer: person('c'), putIn: { officer: 'c' } })];
  const monday = { date: MON, shift: 'day', role: 'officer' as const };
  const tuesday = { date: TUE, shift: 'day', role: 'officer' as const };

  it('holds only what differs', () => {
    expect(put(none, shifts, monday, 'a').size).toBe(0);
    expect(put(none, shifts, tuesday, 'c').size).toBe(0);
    expect(put(none, shifts, monday, null).size).toBe(0);
    const changed = put(none, shifts, monday, 'b');
    expect(whoIn(changed, shifts[0], MON, 'day', 'officer')).toBe('b');
    expect(put(changed, shifts, monday, null).size).toBe(0);
  });

  it('gives a role back to the rota', () => {
    const back = put(none, shifts, tuesday, null);
    expect(whoIn(back, shifts[1], TUE, 'day', 'officer')).toBe('b');
    expect(drafted(back, shifts)[1]?.officer?.id).toBe('b');
    expect(rowsOf(back, shifts)).toEqual([{ date: TUE, shift: 'day', officer: null, seen: { officer: 'c' } }]);
  });

  it('swaps two, and says who was put in when it was read', () => {
    const swapped = swap(none, shifts, { date: MON, shift: 'day' }, { date: TUE, shift: 'day' }, 'officer');
    expect(rowsOf(swapped, shifts)).toEqual([
      { date: MON, shift: 'day', officer: 'c', seen: { officer: null } },
      { date: TUE, shift: 'day', officer: 'a', seen: { officer: 'c' } },
    ]);
    expect(swap(swapped, shifts, { date: MON, shift: 'day' }, { date: TUE, shift: 'day' }, 'officer').size).toBe(0);
  });

  it('saves of a file exactly what was shown of it', () => {
    expect(
      rowsOfChanges([
        { date: MON, shift: 'day', role: 'officer', after: person('b'), before: person('a') },
        { date: MON, shift: 'day', role: 'leader', after: person('a'), putIn: 'boss' },
      ]),
    ).toEqual([{ date: MON, shift: 'day', officer: 'b', leader: 'a', seen: { officer: null, leader: 'boss' } }]);
  });
});

it('tells two people of one name apart', () => {
  const names = namesOf([member('a', { name: '王' }), member('b', { name: '王' }), member('c', { name: '李' })]);
  expect([names('a'), names('c'), names('gone')]).toEqual(['王 (a)', '李', 'gone']);
});
