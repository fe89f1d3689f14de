/** The JSON of `/api/v1/duty` and `/api/v1/maintenance`. Dates are `2026-11-24`, times ISO 8601 with offset. */

export const ROLES = ['officer', 'backup', 'leader'] as const;
export type Role = (typeof ROLES)[number];

export interface Whom {
  id: string;
  name?: string;
  telephone?: string;
}

export type People = Partial<Record<Role, Whom>>;

export interface Shift extends People {
  shift: string;
  name: string;
  /** Left out: all sites. */
  site?: string;
  date: string;
  from: string;
  to: string;
  /** Ids of those whom somebody put in; the others are as the rota has it. */
  putIn?: Partial<Record<Role, string>>;
  rota?: People;
}

export interface ShiftKind {
  shift: string;
  name: string;
  site?: string;
  /** Local time of the campus, `08:00`. */
  from: string;
  to: string;
}

export interface Member extends Whom {
  department: string;
  reachable: boolean;
  pin: boolean;
}

export interface Plan {
  sites: string[];
  shifts: ShiftKind[];
  people: Member[];
}

export interface SpecialDay {
  date: string;
  kind: 'holiday' | 'workday';
  name?: string;
}

export interface Shifts {
  shifts: Shift[];
  days: SpecialDay[];
}

export interface OnDuty {
  site: string;
  shift?: Shift;
  next?: string;
  following?: Shift;
}

export interface Finding {
  kind: 'gap' | 'double-booking' | 'no-leader' | 'no-channel' | 'unknown-person' | 'no-holidays';
  place: string;
  detail: string;
  remedy: string;
  facts: Record<string, string>;
  count: number;
}

export interface Change {
  date: string;
  shift: string;
  role: Role;
  before?: Whom;
  after?: Whom;
  putIn?: string;
}

export interface ShiftsPreview {
  changes: Change[];
  findings: Finding[];
}

export interface Signatory extends Whom {
  signed?: string;
  by?: string;
}

export interface Handover {
  id: string;
  site: string;
  changed: string;
  taken: string;
  alerts: string[];
  drills: string[];
  outgoing: Signatory;
  incoming: Signatory;
}

export interface MaintenanceWindow {
  id: string;
  site: string;
  reason: string;
  from: string;
  until: string;
  by: string;
  area?: string;
  point?: string;
}
