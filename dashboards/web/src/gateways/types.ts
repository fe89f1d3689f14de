import type { Bus, DeadLetter, Gateway } from '../api/types';

/** A device with what was counted since the start of its agent. */
export type Device = Bus['devices'][number] & { counts: Readonly<Record<string, number>> };

/** All that the service tells of a gateway; the overview needs less. */
export type FullGateway = Gateway & Required<Pick<Gateway, 'why' | 'droppedBatches' | 'missingBatches'>>;

export type Range = readonly [from: number, to: number];

/** One start of an agent, with the batches that it numbered. */
export interface Stream {
  stream: string;
  ended: boolean;
  last?: number;
  since: string;
  changed: string;
  missing: readonly Range[];
  dropped: readonly Range[];
  rejected: readonly Range[];
  missingBatches: number;
  droppedBatches: number;
}

export interface PointDay {
  id: string;
  expected: number | null;
  measured: number;
  missing: number | null;
  coverage: number | null;
  retired?: { by: string; reason: string };
}

export interface Instrument {
  serial: string;
  since: string;
  calibrated?: string;
  due?: string;
  offset?: number;
  certificate?: string;
  overdue?: boolean;
}

export interface InstrumentRecord {
  point: string;
  instrument?: Instrument;
  history: readonly (Instrument & { note: string; person: string; by: string; recorded: string })[];
}

export interface Person {
  id: string;
  name: string;
  telephone: string;
  department?: string;
  channels: readonly string[];
  pin: boolean;
}

export interface Department {
  id: string;
  name: string;
  nameEn: string;
  areas: readonly { site: string; area: string }[];
}

export interface PeopleAndDepartments {
  people: readonly Person[];
  departments: readonly Department[];
}

export type FullLetter = DeadLetter & { kind: string; gateway: string; length: number; payloadBase64?: string };

export interface RedriveResult {
  stored: number;
  waiting: number;
  refused: readonly { id: number; kind: string; reason: string }[];
}

export type Hindrance = 'open-broker' | 'no-address' | 'other-broker';
export type Chore = 'restart-service' | 'reload-mosquitto' | 'service-user';

export interface Provisioning {
  possible: boolean;
  hindrance?: Hindrance;
  command: string;
  provisioned: boolean;
  link?: { state: 'ready' | 'taken' | 'expired' | 'withdrawn'; by: string; until: string; ended?: string; takenBy?: string };
}

export interface Provisioned {
  renewed: boolean;
  chores: readonly Chore[];
  path: string;
  url: string;
  until: string;
}
