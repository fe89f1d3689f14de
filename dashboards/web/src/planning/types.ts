import type { Amended, Amendment, Unread } from '../amend/types';
import type { Slot } from '../disinfection/types';

/** A plan as campus.yaml spells it; durations such as `30m`. */
export interface PlanKeys {
  id: string;
  on?: boolean;
  site?: string;
  area?: string;
  sprayer?: string;
  agent?: string;
  concentration?: number;
  contact?: string;
  litres?: number;
  'square-metres'?: number;
  'per-square-metre'?: number;
  spraying?: string;
  pressure?: [number, number];
  times?: string[];
  days?: string[];
  rrule?: string;
  start?: string;
  lasts?: string;
  dates?: string[];
}

export interface Plan extends Amended<PlanKeys> {
  id: string;
  site: string;
  area: string;
  areaName: string;
  areaNameEn: string;
  asked: Slot['asked'];
  sprayer?: string;
  /** When it opens next, within two weeks. */
  next?: string;
}

export interface PlanSlot {
  id: string;
  date: string;
  opens: string;
  due: string;
  /** The clock skips the hour at which it was to open. */
  shifted: boolean;
}

export interface WholePlan extends Plan {
  slots: PlanSlot[];
  changes: Amendment<PlanKeys>[];
}

export interface Plans {
  now: string;
  plans: Plan[];
  unread: Unread[];
}

export interface Preview {
  slots: PlanSlot[];
  /** Why it could not be saved like this. */
  wrong?: string;
}
