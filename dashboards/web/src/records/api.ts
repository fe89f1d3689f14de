import { ask, type Answer } from '../api/http';
import type { Alert, Severity } from '../api/types';
import { say } from './words';

export interface DrillRecord {
  id: string;
  point: string;
  site: string;
  area: string;
  quantity: string;
  unit: string;
  severity: Severity;
  note: string;
  by: string;
  state: 'running' | 'over';
  started: string;
  until: string;
  value?: number;
  acknowledged?: { by: string; at: string; afterMs: number };
  ended?: { how: string; at: string; by: string; note?: string };
}

export const drills = () => ask<{ drills: DrillRecord[] }>('GET', '/api/v1/drills');
export const startDrill = (plan: { point: string; severity: string; note: string; minutes: number; value?: number }) =>
  ask<DrillRecord>('POST', '/api/v1/drills', plan);
export const endDrill = (id: string) => ask<DrillRecord>('DELETE', `/api/v1/drills/${encodeURIComponent(id)}`);

export type Kind = 'first' | 'follow-up' | 'final' | 'not-required';

export interface Version {
  number: number;
  kind: Kind;
  happened: string;
  place: string;
  what: string;
  affected: number;
  measures: string;
  reported?: string;
  to?: string;
  way?: 'telephone' | 'writing' | 'both';
  recorder: string;
  reviewer: string;
  signatory: string;
  by: string;
  recorded: string;
  digest: string;
}

export interface UpwardReport {
  id: string;
  site: string;
  opened: string;
  due: string;
  late: boolean;
  versions: Version[];
  alert?: Alert;
}

const upwardPath = (id: string) => `/api/v1/reports/upward/${encodeURIComponent(id)}`;

export const upwardReports = () => ask<{ reports: UpwardReport[] }>('GET', '/api/v1/reports/upward');
export const upwardReport = (id: string) => ask<UpwardReport>('GET', upwardPath(id));
export const handIn = (id: string, form: object) => ask<UpwardReport>('POST', upwardPath(id), form);
export const setAside = (id: string, form: object) => ask<UpwardReport>('POST', `${upwardPath(id)}/not-required`, form);
export const printPath = (id: string) => `${upwardPath(id)}.html`;

/** Names to choose from; who may not read them writes one all the same. */
export async function names(): Promise<string[]> {
  const answer = await ask<{ people: { id: string; name: string }[] }>('GET', '/api/v1/people');
  return answer.ok ? answer.value.people.map((p) => p.name || p.id) : [];
}

/** Why something was not done, with what to do next. */
export function whyNot(answer: Answer<unknown> & { ok: false }): string {
  switch (answer.status) {
    case 0:
      return say('act.unreachable');
    case 403:
      return say('act.forbidden');
    default:
      return say('act.failed', { detail: answer.detail });
  }
}
