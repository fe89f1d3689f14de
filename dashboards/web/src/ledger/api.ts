import { ask } from '../api/http';
import { lang } from '../words/words';
import { asQuery, type Place } from './place';
import type { Due, Kept, Ledger, Versions } from './types';

/** A month of sixty points takes some seconds. */
const PATIENCE = { timeoutMs: 60_000 };

export type Form = 'html' | 'pdf' | 'xlsx' | 'csv';

const language = () => (lang.value === 'en' ? 'en' : 'zh');

function query(place: Place): string {
  const of = new URLSearchParams(asQuery(place));
  of.set('lang', language());
  if (place.version) {
    of.set('version', place.version);
  }
  return of.toString();
}

const path = (place: Place) => `/api/v1/ledgers/${place.span}`;

export const formPath = (place: Place, form: Form) => `${path(place)}.${form}?${query(place)}`;
export const packPath = (from: string, to: string) => `/api/v1/inspection.zip?from=${from}&to=${to}&lang=${language()}`;

export const ledger = (place: Place) => ask<Ledger>('GET', `${path(place)}?${query(place)}`, undefined, PATIENCE);
export const versions = (place: Place) => ask<Versions>('GET', `${path(place)}/versions?${query({ ...place, version: '' })}`);

export const due = () => ask<{ due: Due[] }>('GET', '/api/v1/instruments/due');
export const kept = () => ask<Kept>('GET', '/api/v1/records');

export interface Signing {
  recorder: string;
  recorderPin: string;
  reviewer: string;
  reviewerPin: string;
}

export const issue = (place: Place, signing: Signing) =>
  ask<Ledger>('POST', `${path(place)}/issue?lang=${language()}`, { ...asQuery(place), ...signing }, PATIENCE);

export interface Entry {
  point: string;
  time: string;
  value: number;
  reason: string;
  person: string;
  pin: string;
}

export const enter = (entry: Entry) => ask<unknown>('POST', '/api/v1/ledgers/entries', entry);
