import { daysOf } from '../format/week';
import type { RuleKeys } from './types';

export const KINDS = [
  'above',
  'at-least',
  'below',
  'at-most',
  'outside',
  'rises',
  'falls',
  'stuck-for',
  'no-data',
  'gateway-silent',
  'broker-silent',
  'coverage-below',
  'disinfection',
  'stock',
] as const;
export type Kind = (typeof KINDS)[number];

export const kindOf = (keys: RuleKeys): Kind => KINDS.find((kind) => keys[kind] !== undefined) ?? 'above';

/** One number in the unit of the quantity, or percent. */
export const hasBound = (kind: Kind) => ['above', 'at-least', 'below', 'at-most', 'rises', 'falls', 'coverage-below'].includes(kind);
export const hasWithin = (kind: Kind) => kind === 'rises' || kind === 'falls';
/** How long it lasts is the limit itself. */
export const hasTime = (kind: Kind) => ['stuck-for', 'no-data', 'gateway-silent', 'broker-silent'].includes(kind);
/** Of slots and supplies: what it looks at is set, its words and severity can be changed. */
export const isFixed = (kind: Kind) => kind === 'disinfection' || kind === 'stock';
/** It takes no delays and no hours. */
export const isSilence = (kind: Kind) => ['no-data', 'gateway-silent', 'broker-silent'].includes(kind) || isFixed(kind);
export const isOfPoints = (kind: Kind) => kind !== 'gateway-silent' && kind !== 'broker-silent' && !isFixed(kind);
/** What arrived when is not in the history. */
export const canBeTried = (kind: Kind) => isOfPoints(kind) && kind !== 'coverage-below';

/** What a form holds: all as text, so that half a number is no error while it is typed. */
export interface Draft {
  kind: Kind;
  text: Readonly<Record<Field, string>>;
}

export const FIELDS = [
  'id', 'name', 'name-en', 'do', 'do-en', 'quantity', 'area', 'point', 'severity', 'bound', 'low', 'high', 'within', 'time', 'for',
  'clear-for', 'deadband', 'flutter', 'tag', 'report-within', 'days', 'from', 'to', 'dates', 'source', 'edition', 'link', 'valid-from', 'valid-until',
] as const;
export type Field = (typeof FIELDS)[number];

const number = (n: number | undefined) => (n === undefined ? '' : String(n));

const TEXTS = ['id', 'name', 'name-en', 'do', 'do-en', 'severity', 'flutter', 'report-within', 'source', 'edition', 'link'] as const;
const OF_POINTS = ['quantity', 'area', 'point', 'tag'] as const;
const OF_VALUES = ['for', 'clear-for', 'valid-from', 'valid-until'] as const;

export function draftOf(keys: RuleKeys): Draft {
  const kind = kindOf(keys);
  const limit = keys[kind];
  const text = Object.fromEntries(FIELDS.map((f) => [f, ''])) as Record<Field, string>;
  for (const field of [...TEXTS, ...OF_POINTS, ...OF_VALUES, 'within'] as const) {
    text[field] = keys[field] ?? '';
  }
  text.severity = keys.severity ?? 'warning';
  text.deadband = number(keys.deadband);
  text.days = daysOf(keys.when?.days).join(' ');
  text.from = keys.when?.from ?? '';
  text.to = keys.when?.to ?? '';
  text.dates = keys.when?.dates?.join(', ') ?? '';
  text.bound = typeof limit === 'number' ? String(limit) : '';
  text.time = typeof limit === 'string' ? limit : '';
  text.low = number(keys.outside?.[0]);
  text.high = number(keys.outside?.[1]);
  return { kind, text };
}

/** What is missing or wrong, as far as the page knows; the service reads it again. */
export type Fault = { kind: 'needed' | 'number'; field: Field } | { kind: 'badid' } | { kind: 'order' };

const NUMBER = /^-?\d+(\.\d+)?$/;

export function faultsOf({ kind, text }: Draft): Fault[] {
  const faults: Fault[] = [];
  const wanted = (field: Field, isNumber: boolean) => {
    if (!text[field].trim()) {
      faults.push({ kind: 'needed', field });
    } else if (isNumber && !NUMBER.test(text[field].trim())) {
      faults.push({ kind: 'number', field });
    }
  };
  wanted('id', false);
  if (text.id && !/^[a-z0-9][a-z0-9_-]*$/.test(text.id)) {
    faults.push({ kind: 'badid' });
  }
  wanted('name', false);
  if (hasBound(kind)) {
    wanted('bound', true);
  }
  if (kind === 'outside') {
    wanted('low', true);
    wanted('high', true);
    if (faults.length === 0 && Number(text.low) >= Number(text.high)) {
      faults.push({ kind: 'order' });
    }
  }
  if (hasWithin(kind)) {
    wanted('within', false);
  }
  if (hasTime(kind)) {
    wanted('time', false);
  }
  if (isOfPoints(kind) && !isSilence(kind) && kind !== 'coverage-below' && !text.point) {
    wanted('quantity', false);
  }
  if (!isSilence(kind) && text.deadband.trim()) {
    wanted('deadband', true);
  }
  return faults;
}

/** The hours in which it begins alerts; undefined for always. */
function whenOf(text: Draft['text']): RuleKeys['when'] {
  const list = (of: string) => of.split(/[\s,，、]+/).filter(Boolean);
  const [days, dates] = [list(text.days), list(text.dates)];
  const when = {
    ...(days.length && { days }),
    ...(text.from && { from: text.from }),
    ...(text.to && { to: text.to }),
    ...(dates.length && { dates }),
  };
  return Object.keys(when).length ? when : undefined;
}

/** The keys as campus.yaml would have them; what the form does not show stays as it was. */
export function keysOf({ kind, text }: Draft, original: Partial<RuleKeys>): RuleKeys {
  const keys: Record<string, unknown> = { ...original };
  [...KINDS, 'within'].forEach((k) => delete keys[k]);
  const put = (key: string, value: string, shown: boolean) => {
    if (shown && value.trim()) {
      keys[key] = value.trim();
    } else {
      delete keys[key];
    }
  };
  TEXTS.forEach((k) => put(k, text[k], true));
  OF_VALUES.forEach((k) => put(k, text[k], !isSilence(kind)));
  OF_POINTS.forEach((k) => put(k, text[k], isOfPoints(kind)));
  ['deadband', 'when'].forEach((k) => delete keys[k]);
  if (isSilence(kind)) {
    delete keys['unit'];
  } else {
    const when = whenOf(text);
    if (when) {
      keys['when'] = when;
    }
    if (text.deadband.trim()) {
      keys['deadband'] = Number(text.deadband);
    }
  }
  if (!text.do.trim()) {
    // Nobody is woken by it, so it can't be urgent enough to be reported.
    delete keys['report-within'];
  }
  if (kind === 'outside') {
    keys['outside'] = [Number(text.low), Number(text.high)];
  } else if (hasBound(kind)) {
    keys[kind] = Number(text.bound);
  } else {
    keys[kind] = text.time;
  }
  if (hasWithin(kind)) {
    keys['within'] = text.within;
  }
  if (kind === 'coverage-below') {
    delete keys['unit'];
  }
  return keys as unknown as RuleKeys;
}
