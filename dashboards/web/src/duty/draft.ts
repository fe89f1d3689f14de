import { ROLES, type Change, type Role, type Shift } from './types';

/** What somebody changed and did not save yet: a person's id, or null for "as the rota has it". */
export type Draft = ReadonlyMap<string, string | null>;

/** As the service takes it; `seen` is who was put in when the page read it. */
export interface ShiftRow {
  date: string;
  shift: string;
  officer?: string | null;
  backup?: string | null;
  leader?: string | null;
  seen: Partial<Record<Role, string | null>>;
}

export const keyOf = (date: string, shift: string, role: Role) => `${date}|${shift}|${role}`;

const find = (shifts: readonly Shift[], date: string, shift: string) =>
  shifts.find((s) => s.date === date && s.shift === shift);

/** Who is put in, as far as the service knows; null for nobody. */
export const putIn = (shift: Shift | undefined, role: Role): string | null => shift?.putIn?.[role] ?? null;

/** With one more change; one that leaves all as it is takes the change away. */
export function put(
  draft: Draft,
  shifts: readonly Shift[],
  place: { date: string; shift: string; role: Role },
  person: string | null,
): Draft {
  const next = new Map(draft);
  const key = keyOf(place.date, place.shift, place.role);
  const known = find(shifts, place.date, place.shift);
  const same = person === putIn(known, place.role) || (person !== null && !putIn(known, place.role) && known?.[place.role]?.id === person);
  if (same) {
    next.delete(key);
  } else {
    next.set(key, person);
  }
  return next;
}

/** Who would have the role after the draft; empty for nobody. */
export function whoIn(draft: Draft, known: Shift | undefined, date: string, shift: string, role: Role): string {
  const key = keyOf(date, shift, role);
  if (!draft.has(key)) {
    return known?.[role]?.id ?? '';
  }
  return draft.get(key) ?? known?.rota?.[role]?.id ?? '';
}

/** Two shifts whose people in a role change places. */
export function swap(
  draft: Draft,
  shifts: readonly Shift[],
  one: { date: string; shift: string },
  other: { date: string; shift: string },
  role: Role,
): Draft {
  const first = whoIn(draft, find(shifts, one.date, one.shift), one.date, one.shift, role);
  const second = whoIn(draft, find(shifts, other.date, other.shift), other.date, other.shift, role);
  const half = put(draft, shifts, { ...one, role }, second || null);
  return put(half, shifts, { ...other, role }, first || null);
}

/** The draft as the service takes it, a row for each shift. */
export function rowsOf(draft: Draft, shifts: readonly Shift[]): ShiftRow[] {
  const rows = new Map<string, ShiftRow>();
  for (const [key, person] of [...draft].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [date = '', shift = '', role = ''] = key.split('|');
    add(rows, date, shift, role as Role, person, putIn(find(shifts, date, shift), role as Role));
  }
  return [...rows.values()];
}

/** What a preview of a file showed, so that exactly that is saved. */
export function rowsOfChanges(changes: readonly Change[]): ShiftRow[] {
  const rows = new Map<string, ShiftRow>();
  changes.forEach((c) => add(rows, c.date, c.shift, c.role, c.after?.id ?? null, c.putIn ?? null));
  return [...rows.values()];
}

function add(rows: Map<string, ShiftRow>, date: string, shift: string, role: Role, person: string | null, seen: string | null): void {
  const key = `${date}|${shift}`;
  const row = rows.get(key) ?? { date, shift, seen: {} };
  row[role] = person;
  row.seen[role] = seen;
  rows.set(key, row);
}

/** The shifts as they would be, for what is said of them before they are saved. */
export function drafted(draft: Draft, shifts: readonly Shift[]): Shift[] {
  return shifts.map((shift) => {
    const next = { ...shift };
    for (const role of ROLES) {
      const who = whoIn(draft, shift, shift.date, shift.shift, role);
      if (who) {
        next[role] = who === shift[role]?.id ? shift[role] : who === shift.rota?.[role]?.id ? shift.rota[role] : { id: who };
      } else {
        delete next[role];
      }
    }
    return next;
  });
}
