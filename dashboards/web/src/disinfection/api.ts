import { ask } from '../api/http';
import { lang } from '../words/words';
import type { Assignment, Board, Evidence, Outside, Sprayer, Week } from './types';

const root = '/api/v1/disinfection';
const slotPath = (id: string) => `${root}/slots/${encodeURIComponent(id)}`;

export const board = (date: string) => ask<Board>('GET', date ? `${root}?date=${encodeURIComponent(date)}` : root);
export const week = (from: string, to: string) => ask<Week>('GET', `${root}?from=${from}&to=${to}`);
export const evidence = (id: string) => ask<Evidence>('GET', slotPath(id));

export interface Signed {
  person: string;
  pin: string;
}

export const register = (id: string, by: Signed, reason: string, strip?: number) =>
  ask<Evidence>('POST', `${slotPath(id)}/register`, { ...by, reason, ...(strip === undefined ? {} : { strip }) });

export const check = (id: string, by: Signed, reason: string, strip?: number, closedUntil?: string) =>
  ask<Evidence>('POST', `${slotPath(id)}/check`, {
    ...by,
    reason,
    ...(strip === undefined ? {} : { strip }),
    ...(closedUntil ? { closedUntil } : {}),
  });

const language = () => (lang.value === 'en' ? 'en' : 'zh-CN');

/** The record on paper. */
export const recordPath = (from: string, to: string, ending: string) =>
  `${root}/record.${ending}?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&lang=${language()}`;

export const outside = (date: string) => ask<Outside>('GET', `${root}/outside?date=${encodeURIComponent(date)}`);
export const sprayers = () => ask<{ sprayers: Sprayer[] }>('GET', `${root}/sprayers`);
/** Where it was during a run that is over. */
export const place = (sprayer: string, area: string, from: string, until: string, by: Signed) =>
  ask<Assignment>('POST', `${root}/sprayers/${encodeURIComponent(sprayer)}/area`, { area, from, until, ...by });
export const assign = (sprayer: string, area: string, code: string, by: Signed) =>
  ask<Assignment>('POST', `${root}/sprayers/${encodeURIComponent(sprayer)}/area`, { area, ...by, ...(code ? { code } : {}) });
