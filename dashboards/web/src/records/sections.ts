import type { ComponentType } from 'preact';
import { LedgerSection } from '../ledger/LedgerSection';
import { say as sayLedger } from '../ledger/words';
import { DrillsSection } from './DrillsSection';
import { UpwardSection } from './UpwardSection';
import { say } from './words';

/** One kind of record. Its address is `#/records/{id}`; what follows that is its own. */
export interface Section {
  id: string;
  /** In the chosen language. */
  word: () => string;
  show: ComponentType<{ rest: string }>;
}

/** In the order of the tabs; the first one is shown when the address names none. */
export const sections: readonly [Section, ...Section[]] = [
  { id: 'upward', word: () => say('upward'), show: UpwardSection },
  { id: 'ledger', word: () => sayLedger('title'), show: LedgerSection },
  { id: 'drills', word: () => say('drills'), show: DrillsSection },
];
