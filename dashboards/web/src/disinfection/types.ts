export type SlotState = 'pending' | 'running' | 'verified' | 'registered' | 'failed' | 'missed';

export interface Spread {
  mean: number;
  min: number;
  max: number;
}

/** What a person said of a slot; it never becomes what was measured. */
export interface Entry {
  kind: 'done' | 'checked';
  person: string;
  personName: string;
  reason: string;
  by: string;
  at: string;
  strip?: number;
  closedUntil?: string;
}

export interface Slot {
  id: string;
  plan: string;
  site: string;
  area: string;
  areaName: string;
  areaNameEn: string;
  opens: string;
  due: string;
  asked: {
    agent: string;
    concentration: number;
    contactMs: number;
    litres: number;
    sprayingMs: number;
    squareMetres?: number;
    pressure?: { low: number; high: number };
  };
  state: SlotState;
  measured: SlotState;
  flaws: string[];
  notes: string[];
  litres: number;
  sprayedMs: number;
  seen: number;
  version: number;
  cause: string;
  found: string;
  sprayer?: string;
  concentration?: Spread;
  from?: string;
  until?: string;
  entries: Entry[];
}

export type Summary = Record<SlotState | 'total' | 'due' | 'done', number>;

export interface Day {
  date: string;
  summary: Summary;
  slots: Slot[];
}

export type Board = Day & { now: string; planned: boolean };
export interface Week {
  now: string;
  planned: boolean;
  days: Day[];
}

export interface Run {
  sprayer: string;
  area: string;
  from: string;
  until: string;
  running: boolean;
  sprayedMs: number;
  dryMs: number;
  unseenMs: number;
  litres: number;
  provenLitres: number;
  pauses: { from: string; until: string }[];
  tank: { check: string; fallLitres: number; refills: number };
  creepLitres: number;
  concentration?: Spread;
  pressure?: Spread;
}

export interface Sprayer {
  id: string;
  name: string;
  nameEn: string;
  site: string;
  portable: boolean;
  area?: string;
  tankLitres?: number;
  assignment?: Assignment;
}

export interface Assignment {
  sprayer: string;
  area: string;
  from: string;
  until: string;
  way: 'scan' | 'hand';
  personName: string;
}

/** Each value is its time, mean, least and largest. */
export interface Curve {
  sprayer: string;
  quantity: string;
  unit: string;
  everyMs: number;
  values: [number, number, number, number][];
}

export interface Evidence extends Slot {
  runs: Run[];
  versions: { version: number; at: string; cause: string; state: SlotState; flaws: string[] }[];
  assignments: Assignment[];
  sprayers: Sprayer[];
  curves: { from: string; to: string; complete: boolean; series: Curve[] };
}

/** A run that belongs to no slot. */
export interface OutsideRun {
  sprayer: string;
  sprayerName?: string;
  sprayerNameEn?: string;
  portable?: boolean;
  site: string;
  area: string;
  areaName: string;
  areaNameEn: string;
  /** False: nobody said where the portable sprayer was. */
  placed: boolean;
  from: string;
  until: string;
  running: boolean;
  litres: number;
  sprayedMs: number;
}

export interface Outside {
  date: string;
  /** False: the store of readings does not answer. */
  read: boolean;
  runs: OutsideRun[];
}
