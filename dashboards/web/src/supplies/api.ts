import { ask } from '../api/http';
import type { ItemKeys, MoveKind, Supplies, WholeItem } from './types';

const path = (id: string) => `/api/v1/supplies/${encodeURIComponent(id)}`;

export interface Entry {
  person: string;
  pin?: string;
  amount: number;
  note?: string;
  kind?: MoveKind;
  at?: string;
  expires?: string;
  corrects?: number;
}

export const supplies = () => ask<Supplies>('GET', '/api/v1/supplies');
export const item = (id: string) => ask<WholeItem>('GET', path(id));
export const move = (id: string, entry: Entry) => ask<WholeItem>('POST', `${path(id)}/movements`, entry);
export const save = (keys: ItemKeys, version: number) => ask<WholeItem>('PUT', path(keys.id), { item: keys, version });
export const giveBack = (id: string, version: number) => ask<{ inFile: boolean }>('DELETE', `${path(id)}?version=${version}`);
