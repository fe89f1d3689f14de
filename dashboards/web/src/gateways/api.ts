import { ask } from '../api/http';
import type {
  FullLetter,
  InstrumentRecord,
  PeopleAndDepartments,
  PointDay,
  Provisioned,
  Provisioning,
  RedriveResult,
  Stream,
} from './types';

const of = (id: string) => encodeURIComponent(id);

export const streams = (gateway: string) => ask<{ streams: Stream[] }>('GET', `/api/v1/streams?gateway=${of(gateway)}`);
export const coverage = () => ask<{ date: string; points: PointDay[] }>('GET', '/api/v1/coverage');
export const people = () => ask<PeopleAndDepartments>('GET', '/api/v1/people');

export const instrument = (point: string) => ask<InstrumentRecord>('GET', `/api/v1/points/${of(point)}/instrument`);
export const recordInstrument = (point: string, entry: object) =>
  ask<InstrumentRecord>('PUT', `/api/v1/points/${of(point)}/instrument`, entry);
export const retire = (point: string, reason: string) => ask<unknown>('POST', `/api/v1/points/${of(point)}/retire`, { reason });

export const letters = (gateway: string) =>
  ask<{ deadLetters: FullLetter[] }>('GET', `/api/v1/deadletters${gateway ? `?gateway=${of(gateway)}` : ''}`);
export const letter = (id: number) => ask<FullLetter>('GET', `/api/v1/deadletters/${id}`);
/** Without ids: all that are kept, also those that the list is too short for. */
export const redrive = (ids: readonly number[]) =>
  ask<RedriveResult>('POST', '/api/v1/deadletters/redrive', ids.length > 0 ? { ids } : {});

const credentials = (gateway: string) => `/api/v1/gateways/${of(gateway)}/provision`;
export const provisioning = (gateway: string, site: string) =>
  ask<Provisioning>('GET', `${credentials(gateway)}?site=${of(site)}`);
export const provision = (gateway: string, site: string) => ask<Provisioned>('POST', credentials(gateway), { site });
export const revoke = (gateway: string) => ask<{ chores: Provisioned['chores'] }>('DELETE', credentials(gateway));
