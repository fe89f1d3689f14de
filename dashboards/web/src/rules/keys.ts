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

/** `10m` as number and unit; empty for what is none. */
export function partsOf(text: string | undefined): { n: string; unit: string } {
  const match = /^(\d+)\s*(ms|s|m|h|d)$/.exec(text ?? '');
  return { n: match?.[1] ?? '', unit: match?.[2] ?? 'm' };
}

/** What a form holds: all as text, so that half a number is no error while it is typed. */
export interface Draft {
  kind: Kind;
  text: Readonly<Record<Field, string>>;
}

export const FIELDS = [
  'id', 'name', 'name-en', 'do', 'do-en', 'quantity', 'area', 'point', 'severity', 'bound', 'low', 'high', 'within', 'time', 'for',
  'clear-for', 'deadband', 'source', 'edition', 'link', 'valid-from', 'valid-until',
] as const;
export type Field = (typeof FIELDS)[number];

const number = (n: number | undefined) => (n === undefined ? '' : String(n));

export function draftOf(keys: RuleKeys): Draft {
  const kind = kindOf(keys);
  const limit = keys[kind];
  const text = Object.fromEntries(FIELDS.map((f) => [f, ''])) as Record<Field, string>;
  for (const field of ['id', 'name', 'name-en', 'do', 'do-en', 'quantity', 'area', 'point', 'for', 'clear-for', 'within', 'source', 'edition', 'link', 'valid-from', 'valid-until'] as const) {
    text[field] = keys[field] ?? '';
  }
  text.severity = keys.severity ?? 'warning';
  text.deadband = number(keys.deadband);
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

/** The keys as campus.yaml would have them; what the form does not show stays as it was. */
export function keysOf({ kind, text }: Draft, original: Partial<RuleKeys>): RuleKeys {
  const keys: Record<string, unknown> = { ...original };
  [...KINDS, 'within'].forEach((k) => delete keys[k]);
  const texts = ['id', 'name', 'name-en', 'do', 'do-en', 'severity', 'source', 'edition', 'link'] as const;
  const ofValues = ['for', 'clear-for', 'valid-from', 'valid-until'] as const;
  const ofPoints = ['quantity', 'area', 'point'] as const;
  const put = (key: string, value: string, shown: boolean) => {
    if (shown && value.trim()) {
      keys[key] = value.trim();
    } else {
      delete keys[key];
    }
  };
  texts.forEach((k) => put(k, text[k], true));
  ofValues.forEach((k) => put(k, text[k], !isSilence(kind)));
  ofPoints.forEach((k) => put(k, text[k], isOfPoints(kind)));
  delete keys['deadband'];
  if (!isSilence(kind)) {
    if (text.deadband.trim()) {
      keys['deadband'] = Number(text.deadband);
    }
  } else {
    ['unit', 'when', 'valid-from', 'valid-until'].forEach((k) => delete keys[k]);
  }
  if (!isOfPoints(kind)) {
    delete keys['tag'];
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

/** Which keys differ, in the order in which they are written. */
export function differing(before: Partial<RuleKeys> | undefined, after: Partial<RuleKeys> | undefined): { key: string; before: string; after: string }[] {
  const one: Record<string, unknown> = { ...before };
  const other: Record<string, unknown> = { ...after };
  const show = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((key) => show(one[key]) !== show(other[key]) && !(key === 'on' && one[key] !== false && other[key] !== false))
    .map((key) => ({ key, before: show(one[key]), after: show(other[key]) }));
}
