import type { Alert, Severity } from '../api/types';

/** A rule as campus.yaml spells it; durations such as `10m`. */
export interface RuleKeys {
  id: string;
  name?: string;
  'name-en'?: string;
  on?: boolean;
  quantity?: string;
  area?: string;
  point?: string;
  tag?: string;
  unit?: string;
  above?: number;
  'at-least'?: number;
  below?: number;
  'at-most'?: number;
  outside?: [number, number];
  rises?: number;
  falls?: number;
  within?: string;
  'stuck-for'?: string;
  'no-data'?: string;
  'gateway-silent'?: string;
  'broker-silent'?: string;
  'coverage-below'?: number;
  disinfection?: 'due' | 'missed' | 'failed';
  stock?: 'low';
  deadband?: number;
  for?: string;
  'clear-for'?: string;
  flutter?: string;
  when?: { days?: string[]; from?: string; to?: string; dates?: string[] };
  severity?: Severity;
  do?: string;
  'do-en'?: string;
  link?: string;
  'report-within'?: string;
  source?: string;
  edition?: string;
  'valid-from'?: string;
  'valid-until'?: string;
}

export type Origin = 'default' | 'campus' | 'page';

export interface Rule {
  id: string;
  name: string;
  nameEn: string;
  severity: Severity;
  on: boolean;
  origin: Origin;
  /** Whether the campus file or the default pack has one of that id. */
  inFile: boolean;
  /** The page displaces it, and the file says something else than it did then. */
  fileEdited: boolean;
  /** Counts the changes made on the page. */
  version: number;
  changed?: { by: string; at: string };
  keys: RuleKeys;
}

export interface RuleChange {
  version: number;
  by: string;
  at: string;
  keys?: RuleKeys;
  base?: RuleKeys;
}

export interface WholeRule extends Rule {
  file?: RuleKeys;
  openAlerts: number;
  changes: RuleChange[];
}

export interface Rules {
  rules: Rule[];
  unread: { id: string; why: string; version: number }[];
}

export interface Trial {
  from: string;
  until: string;
  points: string[];
  /** How many points the rule is for; at most 20 are tried. */
  covers: number;
  total: number;
  alerts: Alert[];
}
