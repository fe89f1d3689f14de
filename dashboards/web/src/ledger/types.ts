export interface Fact {
  name: string;
  text: string;
}

export interface Hand {
  time: string;
  value: number;
  reason: string;
  person: string;
  by: string;
  entered: string;
}

export type CellState = 'measured' | 'late' | 'missing' | 'pending' | 'unexpected';

export interface Row {
  label: string;
  from: string;
  to: string;
  state: CellState;
  over: boolean;
  under: boolean;
  /** The share without a value; missing when nothing was expected. */
  lacking?: number;
  /** As paper says it, one a column. */
  texts: string[];
  hand: Hand[];
}

export interface Sheet {
  id: string;
  title: string;
  unit: string;
  facts: Fact[];
  rows: Row[];
  whole: string[];
  excursions: string[][];
}

export interface About {
  number: number;
  cause: 'person' | 'late-data' | 'hand-entry';
  recorder: string;
  reviewer: string;
  by: string;
  issued: string;
  digest: string;
  intact: boolean;
}

export interface Ledger {
  span: string;
  site: string;
  area: string;
  point?: string;
  title: string;
  over: boolean;
  versions: number;
  version?: About;
  head: Fact[];
  columns: string[];
  excursionColumns: string[];
  points: Sheet[];
  changes: string[];
}

export interface Versions {
  versions: (About & { chained: boolean; changes: string[] })[];
}

/** How long records are kept, and what was thrown away. */
export interface Kept {
  /** Missing when they are kept for ever. */
  keepDays?: number;
  purges: { at: string; until: string; kind: string; removed: number; oldest: string }[];
}

/** An instrument whose calibration runs out. */
export interface Due {
  point: string;
  site?: string;
  area?: string;
  serial: string;
  due: string;
  overdue: boolean;
}
