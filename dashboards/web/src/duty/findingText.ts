import { placeText } from '../format/place';
import { campus } from '../live/stream';
import type { Names } from './checks';
import type { Finding, Plan, Role } from './types';
import { say } from './words';

/** Which sentence a finding has: a double booking is in one shift, or in two. */
const kindOf = (f: Finding) => (f.kind === 'double-booking' ? (f.facts['role'] ? 'two-roles' : 'elsewhere') : f.kind);

export function findingText(f: Finding, plan: Plan, names: Names): string {
  const shift = (id: string | undefined) => plan.shifts.find((k) => k.shift === id)?.name ?? id ?? '';
  const role = (name: string) => (f.facts[name] ? say(`role.${f.facts[name] as Role}`) : '');
  return say(`finding.${kindOf(f)}`, {
    site: f.facts['site'] ? placeText(campus.value, f.facts['site'], '') : '',
    from: f.facts['from'] ?? '',
    to: f.facts['to'] ?? '',
    date: f.facts['date'] ?? '',
    shift: shift(f.facts['shift']),
    who: names(f.facts['person'] ?? ''),
    role: role('role'),
    other: role('other-role'),
    otherdate: f.facts['other-date'] ?? '',
    othershift: shift(f.facts['other-shift']),
    year: f.facts['year'] ?? '',
  });
}

export const remedyText = (f: Finding): string => say(`finding.${kindOf(f)}.remedy`);

/** The day on which it can be seen; empty when it is of no day. */
export const dayOf = (f: Finding): string => f.facts['date'] ?? f.facts['from']?.slice(0, 10) ?? '';
