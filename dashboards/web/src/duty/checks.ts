import { ROLES, type Member, type Role, type Shift, type ShiftKind } from './types';

/** What is wrong in one shift, as its cell shows it. */
export type Trouble =
  | { kind: 'no-officer' }
  | { kind: 'no-leader' }
  | { kind: 'two-roles'; person: string }
  | { kind: 'elsewhere'; person: string; other: Shift }
  | { kind: 'unreachable'; person: string };

export interface Gap {
  from: string;
  to: string;
}

const people = (shift: Shift): string[] => ROLES.flatMap((role) => shift[role]?.id ?? []);

export const overlap = (a: Shift, b: Shift) => Date.parse(a.from) < Date.parse(b.to) && Date.parse(b.from) < Date.parse(a.to);

/** A shift of one site, or of all. */
export const serves = (of: { site?: string }, site: string) => of.site === undefined || of.site === site;

export function troublesOf(shift: Shift, all: readonly Shift[], members: readonly Member[]): Trouble[] {
  const found: Trouble[] = [];
  if (!shift.officer) {
    found.push({ kind: 'no-officer' });
  }
  if (!shift.leader) {
    found.push({ kind: 'no-leader' });
  }
  const here = people(shift);
  for (const person of new Set(here)) {
    if (here.filter((p) => p === person).length > 1) {
      found.push({ kind: 'two-roles', person });
    }
    const other = all.find((o) => !sameShift(o, shift) && overlap(o, shift) && people(o).includes(person));
    if (other) {
      found.push({ kind: 'elsewhere', person, other });
    }
    if (!members.find((m) => m.id === person)?.reachable) {
      found.push({ kind: 'unreachable', person });
    }
  }
  return found;
}

const sameShift = (a: Shift, b: Shift) => a.date === b.date && a.shift === b.shift;

/** When nobody is on duty at a site between the first and the last of these shifts. */
export function gapsOf(shifts: readonly Shift[], site: string): Gap[] {
  const manned = shifts
    .filter((s) => serves(s, site) && s.officer)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const gaps: Gap[] = [];
  let until = manned[0]?.from ?? '';
  for (const shift of manned) {
    if (Date.parse(shift.from) > Date.parse(until)) {
      gaps.push({ from: until, to: shift.from });
    }
    if (Date.parse(shift.to) > Date.parse(until)) {
      until = shift.to;
    }
  }
  return gaps;
}

/** Whether it ends on the day after it began. */
export const overMidnight = (kind: ShiftKind) => kind.to <= kind.from;

export const isOn = (shift: Shift, now: number) => Date.parse(shift.from) <= now && now < Date.parse(shift.to);

export type Names = (id: string) => string;

/** Names of people; of two with the same name the id stands beside it. */
export function namesOf(members: readonly Member[]): Names {
  return (id) => {
    const name = members.find((m) => m.id === id)?.name;
    const alone = members.filter((m) => m.name === name).length <= 1;
    return name ? (alone ? name : `${name} (${id})`) : id;
  };
}

export type { Role };
