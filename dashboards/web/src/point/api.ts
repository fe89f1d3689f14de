import { ask } from '../api/http';
import type { Alert, Bucket, Point, Severity } from '../api/types';

/** A limit that holds for the point now. */
export interface Bound {
  rule: string;
  name: string;
  nameEn: string | null;
  severity: Severity;
  upper: boolean;
  limit: number;
  source: string;
}

/** A rule that looks at the point. */
export interface Watching {
  id: string;
  name: string;
  nameEn: string | null;
  do: string;
  doEn: string | null;
  severity: Severity;
  condition: 'value' | 'rises' | 'falls' | 'stuck' | 'no-data' | 'coverage';
  lower?: number;
  upper?: number;
  /** Whether a value at the bound is wrong itself. */
  inclusive?: boolean;
  windowMs?: number;
  forMs: number;
  source: string;
  edition: string;
  byCampus: boolean;
}

export interface Instrument {
  serial: string;
  since: string;
  calibrated?: string;
  due?: string;
  offset?: number;
  certificate?: string;
}

export interface PointDetail extends Point {
  rules: Bound[];
  watchedBy: Watching[];
  instrument?: Instrument;
  retired?: { by: string; reason: string; at?: string };
}

export interface Readings {
  from: string;
  to: string;
  bucketMs: number;
  buckets: Bucket[];
}

export interface Swap {
  time: string;
  serial: string;
  before: string;
  person: string;
}

export interface Marks {
  alerts: Alert[];
  /** False: there are more alerts than these. */
  complete: boolean;
  maintenance: { from: string; until: string; reason: string; by: string }[];
  instruments: Swap[];
}

export interface DayOfPoint {
  date: string;
  until: string;
  /** Missing when the point was not known to the account on that day. */
  day?: {
    /** Null where no number is expected, as of event points. */
    expected: number | null;
    measured: number;
    late: number;
    unavailable: Record<string, number>;
    untimed: number;
    missing: number | null;
    coverage: number | null;
    retired?: { by: string; reason: string };
  };
}

const path = (id: string, of = '') => `/api/v1/points/${encodeURIComponent(id)}${of}`;
const stretch = (from: number, to: number) => `from=${Math.floor(from)}&to=${Math.ceil(to)}`;

export const pointById = (id: string) => ask<PointDetail>('GET', path(id));
export const readings = (id: string, from: number, to: number, buckets: number) =>
  ask<Readings>('GET', `${path(id, '/readings')}?${stretch(from, to)}&buckets=${buckets}`);
export const marks = (id: string, from: number, to: number) => ask<Marks>('GET', `${path(id, '/marks')}?${stretch(from, to)}`);
export const coverage = (id: string, date: string) =>
  ask<DayOfPoint>('GET', path(id, '/coverage') + (date ? `?date=${date}` : ''));

/** A link that the browser saves by itself, a piece at a time. */
export const csvAddress = (id: string, from: number, to: number, english: boolean) =>
  `${path(id, '/readings.csv')}?${stretch(from, to)}&lang=${english ? 'en' : 'zh'}`;
