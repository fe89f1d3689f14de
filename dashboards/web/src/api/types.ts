/** The JSON of ingest-service as these pages read it. Times are ISO 8601 with offset. */

export type Severity = 'info' | 'warning' | 'critical';

/**
 * What somebody may do, as the service's roles grant it: look; acknowledge, close and shelve; sign; plan the rota and
 * maintenance; tend gateways, points and instruments; change rules; keep accounts and channels.
 */
export type Right = 'look' | 'act' | 'sign' | 'plan' | 'tend' | 'rule' | 'administer';

export interface Who {
  /** What was typed at the login. */
  user: string;
  /** As people are called; empty when nobody said it. */
  fullName: string;
  role: string;
  rights: readonly Right[];
  /** Nothing is open until the password was changed. */
  mustChangePassword: boolean;
  /** The id of one of `people:` of the campus file. */
  person?: string;
}

export interface Mark {
  by: string;
  at: string;
  note?: string;
}

export interface Alert {
  id: string;
  rule: string;
  kind: 'threshold' | 'rate' | 'stuck' | 'event' | 'no-data' | 'gateway' | 'broker' | 'coverage' | 'disinfection' | 'stock' | 'drill';
  /** Full id of the point, or of the gateway when `kind` is `gateway`, of the site when it is `broker`, of the slot when it is `disinfection`, of the item when it is `stock`. */
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
  /** Address of the emergency plan. */
  link?: string;
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
  /** When it is tried again, after a failure. */
  next?: string;
  acknowledged?: string;
  error?: string;
}

export interface Step {
  kind: 'activated' | 'acknowledged' | 'lapsed' | 'shelved' | 'unshelved' | 'recovered' | 'closed';
  at: string;
  by?: string;
  note?: string;
  until?: string;
}

/** Whom escalation called; `why` is the service's own words. */
export interface Call {
  kind: 'step' | 'shift-change' | 'everybody' | 'report';
  at: string;
  person?: string;
  why: string;
}

export interface Photo {
  type: string;
  bytes: number;
  digest: string;
  by: string;
  at: string;
}

export interface Person {
  name: string;
  telephone?: string;
}

/** One alert with all that became of it. */
export interface AlertStory extends Alert {
  deliveries: Delivery[];
  steps: Step[];
  calls: Call[];
  maintenance: { from: string; until: string; reason: string; by: string }[];
  people: Readonly<Record<string, Person>>;
  lapses?: string;
  photo?: Photo;
  report?: { due: string; late: boolean; state: 'waiting' | 'first' | 'follow-up' | 'final' | 'not-required'; recorded?: string };
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
  /** Why it is not online; empty when it is. */
  why?: '' | 'never' | 'silent' | 'goodbye' | 'broker';
  droppedBatches?: number;
  missingBatches?: number;
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

/** What has a name in the campus file. */
export interface Named {
  id: string;
  name: string;
  nameEn: string;
}

export interface Site extends Named {
  /** Those that have a name; the id is the first part of the paths of their areas. */
  buildings: Named[];
  areas: Area[];
}

/** Whom to call in an emergency. */
export interface Contact {
  name: string;
  nameEn: string;
  telephone: string;
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

/** In a shift; one whom the campus file knows has a name. */
export interface OnDutyPerson {
  id: string;
  name?: string;
  telephone?: string;
}

export type DutyRole = 'officer' | 'backup' | 'leader';

export interface OnShift extends Partial<Record<DutyRole, OnDutyPerson>> {
  shift: string;
  name: string;
  from: string;
  to: string;
}

/** Who is on duty at a site now. */
export interface SiteDuty {
  site: string;
  shift?: OnShift;
  /** When somebody comes or goes next; missing without a rota. */
  next?: string;
}

/** What comes each second. */
export interface Change {
  time: string;
  verdict: Counts;
  alerts: Alert[];
  drills: Drill[];
  duty: SiteDuty[];
  /** When its last test failed. */
  canary?: Canary;
  gateways: Gateway[];
  troubles: string[];
  points: Point[];
}

/** What comes first: everything, with the names of places. */
export interface Whole extends Change {
  sites: Site[];
  contacts: Contact[];
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
