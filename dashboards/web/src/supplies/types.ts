import type { Amended, Amendment, Unread } from '../amend/types';

/** An item as campus.yaml spells it. */
export interface ItemKeys {
  id: string;
  on?: boolean;
  site?: string;
  name?: string;
  'name-en'?: string;
  unit?: string;
  'unit-en'?: string;
  minimum?: number;
  agent?: string;
  strength?: number;
  area?: string;
}

export type StockState = 'unknown' | 'enough' | 'low' | 'out' | 'wrong';

export interface Item extends Amended<ItemKeys> {
  id: string;
  site: string;
  name: string;
  nameEn: string;
  unit: string;
  unitEn: string;
  minimum: number;
  area?: string;
  agent?: { name: string; strength: number };
  state: StockState;
  /** Left out while nobody counted. */
  stock?: number;
  forecast: 'known' | 'not-counted' | 'too-early' | 'unused';
  perDay?: number;
  days?: number;
  lowSince?: string;
  counted?: string;
  expires?: string;
  expired?: boolean;
}

export interface Supplies {
  now: string;
  meanDays: number;
  items: Item[];
  unread: Unread[];
}

export type MoveKind = 'in' | 'out' | 'count';

export interface Movement {
  number: number;
  kind: MoveKind | 'correction' | 'computed';
  amount: number;
  at: string;
  entered: string;
  note: string;
  /** Left out when it is computed. */
  person?: string;
  personName?: string;
  by?: string;
  slot?: string;
  slotVersion?: number;
  expires?: string;
}

export interface Line extends Movement {
  /** The amount after its corrections. */
  right: number;
  before?: number;
  after?: number;
  corrections: Movement[];
}

export interface WholeItem extends Item {
  lines: Line[];
  lineCount: number;
  changes: Amendment<ItemKeys>[];
}
