/** The JSON of ingest-service as these pages read it. Times are ISO 8601 with offset. */

export type Severity = 'info' | 'warning' | 'critical';

/**
 * What somebody may do, as the service's roles grant it: look; acknowledge, close and shelve; sign; plan the rota and
 * maintenance; tend gateways, points and instruments; change rules; keep accounts and channels.
 */
export type Right = 'look' | 'act' | 'sign' | 'plan' | 'tend' | 'rule' | 'administer';

export interface Who {
  user: string;
  role: string;
  rights: readonly Right[];
}

export interface Mark {
  by: string;
  at: string;
  note?: string;
}

export interface Alert {
  id: string;
  rule: string;
  kind: 'threshold' | 'rate' | 'stuck' | 'event' | 'no-data' | 'gateway' | 'broker' | 'coverage' | 'disinfection' | 'drill';
  /** Full id of the point, or of the gateway when `kind` is `gateway`, of the site when it is `broker`, of the slot when it is `disinfection`. */
  point: string;
  site: string;
  area: string;
  quantity: string;
  unit: string;
  severity: Severity;
  state: 'pending' | 'active' | 'recovered' | 'closed';
  /** The worst value so far, not the newest. */
  value: number | null;
  limit: number | null;
  upper?: boolean;
  since: string;
  late: boolean;
  /** How often it went beyond. */
  count: number;
  outOfService: boolean;
  reason?: string;
  activeAt?: string;
  endedAt?: string;
  acknowledged?: Mark;
  closed?: Mark;
  shelved?: { by: string; reason: string; until: string };
  name?: string;
  nameEn?: string | null;
  do?: string | null;
  doEn?: string | null;
}

export interface Delivery {
  id: string;
  channel: string;
  person?: string;
  kind: string;
  state: 'waiting' | 'sent' | 'given-up';
  attempts: number;
  created: string;
  sent?: string;
  error?: string;
}

export interface AlertWithDeliveries extends Alert {
  deliveries: Delivery[];
}

export type PointState = 'normal' | 'no-data' | Severity;

export interface Point {
  id: string;
  site: string;
  area: string;
  gateway: string;
  device: string;
  quantity: string;
  unit: string;
  /** One reading a person, not one a period. */
  event: boolean;
  everyMs: number;
  expected: boolean;
  state: PointState;
  time?: string;
  value?: number;
  reason?: string;
  lastValue?: number;
  lastTime?: string;
}

export interface Gateway {
  id: string;
  site: string;
  name: string;
  nameEn: string;
  expected: boolean;
  state: 'online' | 'waiting' | 'lost';
  lastSeen?: string;
  agent?: string;
  clock?: string;
  goodbye?: boolean;
  outbox?: { batches: number; bytes: number; behind: boolean };
  outboxHours?: number;
  config?: {
    source: 'local' | 'campus';
    version?: number;
    trying: boolean;
    local: string;
    edited: boolean;
    refused?: { version: number; why: string };
  };
  disk?: { free: number; total: number };
  board?: number;
  buses?: readonly Bus[];
}

/** What the service could not use, and keeps. */
export interface DeadLetter {
  id: number;
  time: string;
  topic: string;
  reason: string;
  rows: boolean;
  whole: boolean;
  payload?: string;
}

export interface Redriven {
  stored: number;
  waiting: number;
  refused: readonly { id: number; reason: string }[];
}

export interface Bus {
  name: string;
  load: number;
  away: boolean;
  devices: readonly { id: string; state: 'unknown' | 'online' | 'failing' | 'offline'; since: string }[];
}

export interface Area {
  path: string;
  name: string;
  nameEn: string;
  expected: boolean;
  owner?: string;
  ownerEn?: string;
}

export interface Site {
  id: string;
  name: string;
  nameEn: string;
  areas: Area[];
}

export interface Counts {
  points: number;
  normal: number;
  noData: number;
  info: number;
  warning: number;
  critical: number;
}

/** A drill that runs: nothing is wrong. */
export interface Drill {
  id: string;
  site: string;
  area: string;
  by: string;
  acknowledged?: { by: string; afterMs: number };
}

/** The test of alerting of each day. */
export interface Canary {
  at: string;
  last?: { stage: string };
}

/** What comes each second. */
export interface Change {
  time: string;
  verdict: Counts;
  alerts: Alert[];
  drills: Drill[];
  /** When its last test failed. */
  canary?: Canary;
  gateways: Gateway[];
  troubles: string[];
  points: Point[];
}

/** What comes first: everything, with the names of places. */
export interface Whole extends Change {
  sites: Site[];
  timezone: string;
}

export interface Bucket {
  time: string;
  measured: number;
  unavailable: number;
  min?: number;
  mean?: number;
  max?: number;
}
